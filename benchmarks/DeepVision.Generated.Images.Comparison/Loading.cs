using System.Diagnostics;

namespace DeepVision.Generated.Images.Comparison;

/// <summary>Reads photographs.</summary>
[Network(224, 224, 3)]
[GlobalAvgPool2D, Dense(2), SoftmaxCrossEntropy]
public partial class PhotographNet;

/// <summary>Reads pictures of 32×32.</summary>
[Network(32, 32, 3)]
[GlobalAvgPool2D, Dense(10), SoftmaxCrossEntropy]
public partial class SmallNet;

/// <summary>Batches filled as in training, without the training.</summary>
internal static class Loading
{
    private const int Rounds = 5;

    /// <summary>Photographs in a folder of classes, beside reading the files and decoding them alone.</summary>
    public static void OfPhotographs(string folder)
    {
        ImageFileDataset files = ImageFolder.Open(folder, PhotographNet.InputShape);
        using PhotographNet net = new(seed: 1);
        Candidate decoder = Candidate.OfThePackage;
        List<double> alone = [], inLine = [], ahead = [], resized = [];
        float[] input = new float[PhotographNet.InputShape.Length];
        for (int round = 0; round <= Rounds; round++)
        {
            double decode = Seconds(() =>
            {
                foreach (string path in files.Paths)
                    decoder.Decode(File.ReadAllBytes(path));
            });
            double read = Seconds(() =>
            {
                for (int i = 0; i < files.Count; i++)
                    files.CopyInput(i, input);
            });
            double none = Seconds(() => Epoch(net, files, 32, 0)), all = Seconds(() => Epoch(net, files, 32, Environment.ProcessorCount));
            if (round == 0)
                continue;
            alone.Add(decode);
            resized.Add(read);
            inLine.Add(none);
            ahead.Add(all);
        }

        Print("the decoder alone, one thread", files.Count, alone);
        Print("samples of 224×224×3, one thread", files.Count, resized);
        Print("batches, on the caller's thread", files.Count, inLine);
        Print(FormattableString.Invariant($"batches ahead, {Environment.ProcessorCount} threads"), files.Count, ahead);
    }

    /// <summary>Pictures of 32×32 that are in memory.</summary>
    public static void OfSmall()
    {
        byte[] pixels = new byte[50_000 * 32 * 32 * 3];
        new Random(1).NextBytes(pixels);
        ImageDataset data = new(pixels, SmallNet.InputShape, new int[50_000], 10);
        using SmallNet net = new(seed: 1);
        List<double> inLine = [], ahead = [], processor = [];
        for (int round = 0; round <= Rounds; round++)
        {
            double none = Seconds(() => Epoch(net, data, 128, 0));
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            double one = Seconds(() => Epoch(net, data, 128, 1));
            double used = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            if (round == 0)
                continue;
            inLine.Add(none);
            ahead.Add(one);
            processor.Add(used);
        }

        Print("32×32×3 in memory, on the caller's thread", data.Count, inLine);
        Print("32×32×3 in memory, one thread ahead", data.Count, ahead);
        double share = 10_000 * processor.Order().ElementAt(Rounds / 2) / data.Count;
        Console.WriteLine(FormattableString.Invariant($"10,000 pictures a second take {100 * share:0.0} % of a core ahead, {100 * 10_000 * inLine.Order().ElementAt(Rounds / 2) / data.Count:0.0} % on the caller's thread"));
    }

    private static void Epoch(Network net, Dataset data, int batchSize, int threads)
    {
        using TrainingRun run = net.BeginTraining(data, new TrainingOptions { Epochs = 1, BatchSize = batchSize, LoadingThreads = threads });
        run.NextEpoch();
        while (run.NextBatch())
        {
        }
    }

    private static double Seconds(Action action)
    {
        TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
        action();
        return (Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds;
    }

    private static void Print(string what, int count, List<double> seconds)
    {
        double median = seconds.Order().ElementAt(seconds.Count / 2);
        Console.WriteLine(FormattableString.Invariant($"{what,-45} {count / median,9:N0} a second, {1e3 * median / count:0.000} ms each"));
    }
}
