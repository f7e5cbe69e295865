using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Sequences;

/// <summary>Times of training steps and predictions beside libtorch's, taken in turns so that both see the same machine.</summary>
internal static class Speed
{
    private const int BatchSize = 64, Rounds = 7;
    private const double RoundSeconds = 0.7;

    public static void Run()
    {
        Console.WriteLine($"{RuntimeInformation}, libtorch {__version__}; medians of {Rounds} rounds");
        Console.WriteLine("network    threads   step of 64: ours    libtorch   ratio    one sequence: ours   libtorch   ratio");
        foreach (string name in SequenceNetworks.Measured)
        {
            foreach (int threads in (int[])[1, 2])
                Measure(name, threads);
        }
    }

    private static string RuntimeInformation => System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;

    private static void Measure(string name, int threads)
    {
        set_num_threads(threads);
        using ClassificationNetwork network = SequenceNetworks.Create(name);
        network.Threads = threads;
        Batch batch = SequenceNetworks.Draw(network, BatchSize, seed: 4);
        Adam ours = new(1e-3f);
        float[] one = batch.Inputs[..network.Architecture.InputShape.Length], probabilities = new float[10];

        TensorShape shape = network.Architecture.InputShape;
        using TorchModel model = TorchModel.Of(network, ScalarType.Float32);
        using Tensor input = tensor(batch.Inputs).reshape(BatchSize, shape.Width, shape.Channels), labels = tensor(batch.Labels, ScalarType.Int64);
        using Tensor single = input[0..1].contiguous();
        using optim.Optimizer optimizer = optim.Adam(model.Parameters);

        (double train, double torchTrain) = InTurns(
            () => SequenceNetworks.TrainStep(network, batch, ours),
            () =>
            {
                using DisposeScope scope = NewDisposeScope();
                optimizer.zero_grad();
                nn.functional.cross_entropy(model.Forward(input), labels).backward();
                optimizer.step();
            });
        (double predict, double torchPredict) = InTurns(
            () => network.Predict(one, probabilities),
            () =>
            {
                using IDisposable inference = inference_mode(true);
                using DisposeScope scope = NewDisposeScope();
                model.Forward(single).softmax(-1).data<float>().CopyTo(probabilities);
            });
        Console.WriteLine(FormattableString.Invariant(
            $"{name,-10} {threads,7}   {train * 1e3,12:0.00} ms  {torchTrain * 1e3,8:0.00} ms  {torchTrain / train,5:0.0}   {predict * 1e6,15:0} µs  {torchPredict * 1e6,6:0} µs  {torchPredict / predict,5:0.0}"));
    }

    /// <summary>The median time of one call of each.</summary>
    private static (double First, double Second) InTurns(Action first, Action second)
    {
        double[] firsts = new double[Rounds], seconds = new double[Rounds];
        Time(first);
        Time(second);
        for (int round = 0; round < Rounds; round++)
            (firsts[round], seconds[round]) = (Time(first), Time(second));
        return (Median(firsts), Median(seconds));
    }

    private static double Time(Action action)
    {
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        double elapsed;
        do
        {
            action();
            calls++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        while (elapsed < RoundSeconds);
        return elapsed / calls;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
