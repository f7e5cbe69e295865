using System.CommandLine;
using System.Globalization;
using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Machine;
using DeepVision.Generated.Benchmarks.Measuring;

namespace DeepVision.Generated.Benchmarks.Growth;

/// <summary><c>growth</c>: how the cost of an image grows with the batch, the image and the channels.</summary>
internal static class GrowthCommand
{
    /// <summary>Parts of a measurement whose median counts, so that a short disturbance doesn't.</summary>
    private const int Parts = 5;

    public static Command Create()
    {
        Option<int> threads = Arguments.Count("--threads", "Threads to use.", 1);
        Option<double> seconds = Arguments.Seconds("How long to train and to predict for each row.", 1);
        Command command = new("growth", "Prints images per second over batches, image sides and widths.") { threads, seconds };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(threads), arguments.GetRequiredValue(seconds)));
        return command;
    }

    private static void Run(int threads, double seconds)
    {
        MachineDescription.Write(Console.Out);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{threads} threads"));
        Console.WriteLine();
        Console.WriteLine("| network | batch | training, images/s | GFLOP/s | prediction, images/s | GFLOP/s |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (int batch in new[] { 1, 8, 64, 256 })
            WriteRow(nameof(MnistNet), batch, threads, seconds);
        foreach (string name in new[] { nameof(Side28), nameof(Side56), nameof(Side112), nameof(Side224) })
            WriteRow(name, 16, threads, seconds);
        foreach (string name in new[] { nameof(Width16), nameof(Width32), nameof(Width64), nameof(Width128), nameof(Width256), nameof(Width512) })
            WriteRow(name, 16, threads, seconds);
    }

    private static void WriteRow(string name, int batchSize, int threads, double seconds)
    {
        using var network = BenchmarkNetwork.Create(name, threads);
        Batch batch = network.RandomBatch(batchSize);
        var optimizer = new Adam(1e-3f);
        float[] inputs = network.RandomInputs(batchSize), probabilities = new float[batchSize * network.OutputLength];
        double training = Measure(() => network.TrainStep(batch, optimizer)), prediction = Measure(() => network.Predict(inputs, probabilities));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {batchSize} | {training:N0} | {2e-9 * training * network.TrainingMultiplyAdds:N0} | {prediction:N0} | {2e-9 * prediction * network.MultiplyAdds:N0} |"));

        double Measure(Action step)
        {
            Func<int> images = () =>
            {
                step();
                return batchSize;
            };
            Rounds.ImagesPerSecond(seconds / 2, images);
            return Statistics.Median(Enumerable.Range(0, Parts).Select(_ => Rounds.ImagesPerSecond(seconds / Parts, images)));
        }
    }
}
