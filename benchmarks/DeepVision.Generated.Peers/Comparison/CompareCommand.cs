using System.CommandLine;
using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Measuring;

namespace DeepVision.Generated.Peers.Comparison;

/// <summary><c>compare</c>: ours, libtorch and ONNX Runtime in turns, with a table of all.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        string[] usual = [Workload.Training.Argument(), Workload.Prediction.Argument(), Workload.Prediction1.Argument()];
        Option<string[]> networks = Arguments.Names("--networks", "Networks to compare.", BenchmarkNetwork.Names);
        Option<string[]> workloads = Arguments.Names("--workloads", "What to compare.", [.. Enum.GetValues<Workload>().Select(Workloads.Argument)], usual);
        Option<int[]> threads = Arguments.Counts("--threads", "Thread counts.", 1, 2);
        Option<int> rounds = Arguments.Count("--rounds", "Rounds of each side.", 4);
        Option<double> seconds = Arguments.Seconds("Length of a round.", 0.5);
        Command command = new("compare", "Compares with libtorch and ONNX Runtime and prints a table.") { networks, workloads, threads, rounds, seconds };
        command.SetAction(arguments => Run(new PeerSettings(
            arguments.GetRequiredValue(networks),
            [.. arguments.GetRequiredValue(workloads).Select(name => Enum.Parse<Workload>(name, ignoreCase: true))],
            arguments.GetRequiredValue(threads),
            arguments.GetRequiredValue(rounds),
            arguments.GetRequiredValue(seconds))));
        return command;
    }

    private static int Run(PeerSettings settings)
    {
        PeerTable.WriteHeader(Console.Out, settings);
        try
        {
            List<PeerRow> rows = [];
            foreach (PeerRow row in PeerComparison.Run(settings))
            {
                PeerTable.WriteRow(Console.Out, row);
                rows.Add(row);
            }

            PeerTable.WriteSummary(Console.Out, rows);
            return 0;
        }
        catch (ContestantException error)
        {
            Console.Error.WriteLine($"error: {error.Message}");
            return 1;
        }
    }
}
