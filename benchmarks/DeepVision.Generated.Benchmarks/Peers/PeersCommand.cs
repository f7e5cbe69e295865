using System.CommandLine;
using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Peers.OnnxRuntime;

namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary><c>peers</c>: ours, PyTorch and ONNX Runtime in turns, with a table of all.</summary>
internal static class PeersCommand
{
    // Debian's interpreter, which has Debian's PyTorch, where there may be another Python in the path.
    private const string SystemPython = "/usr/bin/python3";

    public static Command Create()
    {
        Option<string[]> networks = Arguments.Names("--networks", "Networks to compare.", BenchmarkNetwork.Names);
        Option<string[]> workloads = Arguments.Names("--workloads", "What to compare.", [.. Enum.GetValues<Workload>().Select(Workloads.Argument)]);
        Option<int[]> threads = Arguments.Counts("--threads", "Thread counts.", 1, 2);
        Option<int> rounds = Arguments.Count("--rounds", "Rounds of each side.", 5);
        Option<double> seconds = Arguments.Seconds("Length of a round.", 3);
        Option<string> python = new("--python")
        {
            Description = "The Python that has PyTorch.",
            DefaultValueFactory = _ => File.Exists(SystemPython) ? SystemPython : "python3",
        };
        Option<string> onnxRuntime = new("--onnxruntime")
        {
            Description = "ONNX Runtime's library, or a folder that has it; predictions are compared with it where it is found.",
            DefaultValueFactory = _ => Path.Combine("node_modules", "onnxruntime-node"),
        };

        Command command = new("peers", "Compares with PyTorch and ONNX Runtime and prints a table.") { networks, workloads, threads, rounds, seconds, python, onnxRuntime };
        command.SetAction(arguments => Run(new PeerSettings(
            arguments.GetRequiredValue(networks),
            [.. arguments.GetRequiredValue(workloads).Select(name => Enum.Parse<Workload>(name, ignoreCase: true))],
            arguments.GetRequiredValue(threads),
            arguments.GetRequiredValue(rounds),
            arguments.GetRequiredValue(seconds),
            arguments.GetRequiredValue(python),
            OnnxRuntimeLocation.Find(arguments.GetRequiredValue(onnxRuntime)))));
        return command;
    }

    private static int Run(PeerSettings settings)
    {
        if (settings.OnnxRuntimeLibrary is null)
            Console.Error.WriteLine("Without ONNX Runtime. It comes with: npm install --ignore-scripts onnxruntime-node (or give --onnxruntime its folder).");
        PeerTable.WriteHeader(Console.Out, settings);
        try
        {
            foreach (PeerRow row in PeerComparison.Run(settings))
                PeerTable.WriteRow(Console.Out, row);
            return 0;
        }
        catch (ContestantException error)
        {
            Console.Error.WriteLine($"error: {error.Message}");
            Console.Error.WriteLine("PyTorch comes with: apt-get install python3-torch libopenblas0-pthread (or give --python an interpreter that has it).");
            return 1;
        }
    }
}
