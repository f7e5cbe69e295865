using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Machine;

namespace DeepVision.Generated.Benchmarks.Kernels;

/// <summary><c>kernels</c>: time and share of the peak of every kernel, in training and in prediction.</summary>
internal static class KernelsCommand
{
    private const int BatchSize = 64;

    public static Command Create()
    {
        Option<string[]> networks = Arguments.Names("--networks", "Networks to measure.", BenchmarkNetwork.ProfiledNames);
        Option<int> threads = Arguments.Count("--threads", "Threads to use; times are those of all together.", 1);
        Option<double> seconds = Arguments.Seconds("How long to train and to predict.", 3);
        Command command = new("kernels", "Prints time and share of the peak of every kernel.") { networks, threads, seconds };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(networks), arguments.GetRequiredValue(threads), arguments.GetRequiredValue(seconds)));
        return command;
    }

    private static void Run(string[] networks, int threads, double seconds)
    {
        MachineDescription.Write(Console.Out);
        var peak = MachinePeak.Measure();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"peak of one core: {peak.Gigaflops:N0} GFLOP/s of multiply-adds, {peak.GigabytesPerSecond:N0} GB/s copied in the second-level cache; {threads} threads"));
        foreach (string name in networks)
        {
            using var network = BenchmarkNetwork.Create(name, threads);
            Batch batch = network.RandomBatch(BatchSize);
            var optimizer = new Adam(1e-3f);
            float[] inputs = network.RandomInputs(BatchSize), probabilities = new float[BatchSize * network.OutputLength];
            KernelTable.Write(Console.Out, $"{name}, training in batches of {BatchSize}", Profile(network, seconds, () => network.TrainStep(batch, optimizer)), peak);
            KernelTable.Write(Console.Out, $"{name}, prediction in batches of {BatchSize}", Profile(network, seconds, () => network.Predict(inputs, probabilities)), peak);
        }
    }

    private static NetworkProfile Profile(BenchmarkNetwork network, double seconds, Action step)
    {
        Repeat(Math.Min(1, seconds), step);
        network.ResetProfile();
        Repeat(seconds, step);
        return network.Profile;
    }

    private static void Repeat(double seconds, Action step)
    {
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds)
            step();
    }
}
