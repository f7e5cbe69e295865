using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Benchmarks.Machine;
using DeepVision.Generated.Benchmarks.Measuring;
using DeepVision.Generated.Peers.Comparison;
using DeepVision.Generated.Peers.LibTorch;
using DeepVision.Generated.Peers.OnnxRuntime;

namespace DeepVision.Generated.Peers.Measuring;

/// <summary>
/// <c>measure</c>: one contestant of the comparison. One round for each line of standard input, see <see cref="Contestant"/>.
/// </summary>
internal static class MeasureCommand
{
    public const string Name = "measure";

    /// <summary>In place of a way to run: tries all, and prints the fastest.</summary>
    public const string TryAll = "try";

    /// <summary>
    /// Seconds before the first round. .NET compiles what runs often once more, beside it: where every core trains a large network that takes three
    /// seconds, and what is slower meanwhile is neither side's speed.
    /// </summary>
    private const double WarmUpSeconds = 3;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        Option<Side> side = new("--side") { Description = "Who is measured.", Required = true };
        Option<string> network = new("--network") { Description = "Which network.", Required = true };
        Option<Workload> workload = new("--workload") { Description = "What it does.", Required = true };
        Option<int> threads = new("--threads") { Description = "Threads to use.", Required = true };
        Option<string> way = new("--way") { Description = $"How libtorch runs; \"{TryAll}\" prints which way is the fastest.", DefaultValueFactory = _ => TryAll };
        Option<string> model = new("--model") { Description = "The network as an ONNX file, for ONNX Runtime.", DefaultValueFactory = _ => "" };
        network.AcceptOnlyFromAmong([.. BenchmarkNetwork.Names]);
        Command command = new(Name, "Runs one round for each line of standard input, which holds its seconds; prints JSON.") { side, network, workload, threads, way, model };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(side), arguments.GetRequiredValue(network), arguments.GetRequiredValue(workload), arguments.GetRequiredValue(threads),
            arguments.GetRequiredValue(way), arguments.GetRequiredValue(model)));
        return command;
    }

    private static int Run(Side side, string network, Workload workload, int threads, string way, string model)
    {
        try
        {
            if (side == Side.LibTorch && way == TryAll)
            {
                Print(TorchWays.FindFastest(network, workload, threads));
                return 0;
            }

            using IMeasurement measurement = side switch
            {
                Side.LibTorch => TorchWays.Create(way, network, workload, threads),
                Side.OnnxRuntime => new OnnxRuntimePrediction(model, network, workload, threads),
                _ => new MeasuredNetwork(network, workload, threads),
            };
            measurement.Run(WarmUpSeconds);
            Print(new ReadyLine(measurement.Description));
            while (Console.In.ReadLine() is { } line)
                Print(new RoundResult(measurement.Run(double.Parse(line, CultureInfo.InvariantCulture)), ProcFile.PeakMemoryBytes()));
            return 0;
        }
        catch (ContestantException error)
        {
            Console.Error.WriteLine($"error: {error.Message}");
            return 1;
        }
    }

    private static void Print<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, _json));
}
