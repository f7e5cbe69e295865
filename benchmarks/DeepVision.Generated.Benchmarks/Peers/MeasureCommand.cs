using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary><c>measure</c>: our side of the comparison. One round for each line of standard input, see <see cref="Contestant"/>.</summary>
internal static class MeasureCommand
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        Option<string> network = new("--network") { Description = "Which network.", Required = true };
        Option<Workload> workload = new("--workload") { Description = "What it does.", Required = true };
        Option<int> threads = new("--threads") { Description = "Threads to use.", Required = true };
        network.AcceptOnlyFromAmong([.. BenchmarkNetwork.Names]);
        Command command = new("measure", "Runs one round for each line of standard input, which holds its seconds; prints JSON.") { network, workload, threads };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(network), arguments.GetRequiredValue(workload), arguments.GetRequiredValue(threads)));
        return command;
    }

    private static void Run(string network, Workload workload, int threads)
    {
        using var rounds = new MeasuredNetwork(network, workload, threads);
        rounds.Run(0.5);
        Print(new ReadyLine($"DeepVision.Generated, {RuntimeInformation.FrameworkDescription}"));
        while (Console.In.ReadLine() is { } line)
        {
            double speed = rounds.Run(double.Parse(line, CultureInfo.InvariantCulture));
            Print(new RoundResult(speed, ProcFile.PeakMemoryBytes()));
        }
    }

    private static void Print<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, _json));
}
