using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Machine;

namespace DeepVision.Generated.Benchmarks.Scaling;

/// <summary>
/// <c>scaling</c>: training steps on several thread counts, in turns; then the same while other processes keep all cores
/// busy. The fastest tenth of the steps tells what the code can do, the median what it does beside its neighbours.
/// </summary>
internal static class ScalingCommand
{
    private const int BatchSize = 64;

    public static Command Create()
    {
        Option<string[]> networks = Arguments.Names("--networks", "Networks to train.", BenchmarkNetwork.Names);
        Option<int[]> threads = Arguments.Counts("--threads", "Thread counts.", 1, 2, 8);
        Option<int> rounds = Arguments.Count("--rounds", "Rounds of each thread count.", 5);
        Option<double> seconds = Arguments.Seconds("Length of a round.", 1);
        Command command = new("scaling", "Trains on several thread counts, alone and beside busy neighbours.") { networks, threads, rounds, seconds };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(networks), arguments.GetRequiredValue(threads), arguments.GetRequiredValue(rounds), arguments.GetRequiredValue(seconds)));
        return command;
    }

    private static void Run(string[] networks, int[] threads, int rounds, double seconds)
    {
        MachineDescription.Write(Console.Out);
        Console.WriteLine();
        Console.WriteLine("| network | neighbours | threads | fastest tenth of the steps, µs | times one thread | median step, µs | times one thread |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|");
        foreach (string network in networks)
        {
            WriteRows(network, "none", Measure(network, threads, rounds, seconds));
            using (BusyNeighbours.Start(Environment.ProcessorCount))
                WriteRows(network, $"{Environment.ProcessorCount} busy processes", Measure(network, threads, rounds, seconds));
        }
    }

    private static List<(int Threads, List<double> Steps)> Measure(string name, int[] threads, int rounds, double seconds)
    {
        List<(int Threads, BenchmarkNetwork Network, List<double> Steps)> runs = [.. threads.Select(count => (count, BenchmarkNetwork.Create(name, count), new List<double>()))];
        Batch batch = runs[0].Network.RandomBatch(BatchSize);
        Adam[] optimizers = [.. runs.Select(_ => new Adam(1e-3f))];
        // The first round warms up.
        for (int round = -1; round < rounds; round++)
        {
            for (int run = 0; run < runs.Count; run++)
            {
                long begin = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds)
                {
                    long start = Stopwatch.GetTimestamp();
                    runs[run].Network.TrainStep(batch, optimizers[run]);
                    if (round >= 0)
                        runs[run].Steps.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                }
            }
        }

        runs.ForEach(run => run.Network.Dispose());
        return [.. runs.Select(run => (run.Threads, run.Steps))];
    }

    private static void WriteRows(string network, string neighbours, List<(int Threads, List<double> Steps)> runs)
    {
        double oneFast = Statistics.Quantile(runs[0].Steps, 0.1), oneMedian = Statistics.Median(runs[0].Steps);
        foreach ((int threads, List<double> steps) in runs)
        {
            double fast = Statistics.Quantile(steps, 0.1), median = Statistics.Median(steps);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {network} | {neighbours} | {threads} | {fast:N0} | {oneFast / fast:F2} | {median:N0} | {oneMedian / median:F2} |"));
        }
    }
}
