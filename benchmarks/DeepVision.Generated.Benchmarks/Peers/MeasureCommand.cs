using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DeepVision.Generated.Benchmarks.Machine;
using DeepVision.Generated.Benchmarks.Peers.OnnxRuntime;

namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary>
/// <c>measure</c>: one contestant of the comparison, ours or ONNX Runtime. One round for each line of standard input, see
/// <see cref="Contestant"/>.
/// </summary>
internal static class MeasureCommand
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        Option<string> network = new("--network") { Description = "Which network.", Required = true };
        Option<Workload> workload = new("--workload") { Description = "What it does.", Required = true };
        Option<int> threads = new("--threads") { Description = "Threads to use.", Required = true };
        Option<string?> library = new("--onnxruntime") { Description = "ONNX Runtime's library, to measure it instead of ours." };
        Option<string?> model = new("--model") { Description = "The network as an ONNX file, for ONNX Runtime." };
        network.AcceptOnlyFromAmong([.. BenchmarkNetwork.Names]);
        Command command = new("measure", "Runs one round for each line of standard input, which holds its seconds; prints JSON.") { network, workload, threads, library, model };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(network), arguments.GetRequiredValue(workload), arguments.GetRequiredValue(threads),
            arguments.GetValue(library), arguments.GetValue(model)));
        return command;
    }

    private static int Run(string network, Workload workload, int threads, string? library, string? model)
    {
        try
        {
            using IMeasurement measurement = library is null || model is null
                ? new MeasuredNetwork(network, workload, threads)
                : new OnnxRuntimePrediction(library, model, ShapeOf(network), workload.BatchSize(), threads);
            measurement.Run(0.5);
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

    private static long[] ShapeOf(string network)
    {
        using var made = BenchmarkNetwork.Create(network, threads: 1);
        return made.ChannelsFirstShape;
    }

    private static void Print<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, _json));
}
