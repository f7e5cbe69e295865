using System.CommandLine;

namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary><c>peers</c>: ours and PyTorch in turns, with a table of both.</summary>
internal static class PeersCommand
{
    // Debian's interpreter, which has Debian's PyTorch, where there may be another Python in the path.
    private const string SystemPython = "/usr/bin/python3";

    public static Command Create()
    {
        Option<string[]> networks = List("--networks", "Networks to compare.", BenchmarkNetwork.Names);
        Option<string[]> workloads = List("--workloads", "What to compare.", [.. Enum.GetValues<Workload>().Select(Workloads.Argument)]);
        Option<int[]> threads = new("--threads")
        {
            Description = "Thread counts, separated by commas.",
            DefaultValueFactory = _ => [1, 2],
            CustomParser = result => [.. Parts(result, part => int.TryParse(part, out int value) && value > 0, "a number of threads").Select(int.Parse)],
        };
        Option<int> rounds = new("--rounds") { Description = "Rounds of each side.", DefaultValueFactory = _ => 5 };
        Option<double> seconds = new("--seconds") { Description = "Length of a round.", DefaultValueFactory = _ => 3 };
        Option<string> python = new("--python")
        {
            Description = "The Python that has PyTorch.",
            DefaultValueFactory = _ => File.Exists(SystemPython) ? SystemPython : "python3",
        };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--rounds must be 1 or more.");
        });
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < 3600))
                result.AddError("--seconds must be above 0.");
        });

        Command command = new("peers", "Compares with PyTorch and prints a table.") { networks, workloads, threads, rounds, seconds, python };
        command.SetAction(arguments => Run(new PeerSettings(
            arguments.GetRequiredValue(networks),
            [.. arguments.GetRequiredValue(workloads).Select(name => Enum.Parse<Workload>(name, ignoreCase: true))],
            arguments.GetRequiredValue(threads),
            arguments.GetRequiredValue(rounds),
            arguments.GetRequiredValue(seconds),
            arguments.GetRequiredValue(python))));
        return command;
    }

    private static int Run(PeerSettings settings)
    {
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

    private static Option<string[]> List(string name, string description, IReadOnlyList<string> choices) => new(name)
    {
        Description = $"{description} Separated by commas: {string.Join(", ", choices)}.",
        DefaultValueFactory = _ => [.. choices],
        CustomParser = result => [.. Parts(result, choices.Contains, $"one of {string.Join(", ", choices)}")],
    };

    /// <summary>The parts of one argument between its commas; each wrong part is an error of the command line.</summary>
    private static List<string> Parts(System.CommandLine.Parsing.ArgumentResult result, Func<string, bool> isRight, string expected)
    {
        List<string> parts = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        foreach (string part in parts.Where(part => !isRight(part)))
            result.AddError($"\"{part}\" is not {expected}.");
        return parts.TrueForAll(part => isRight(part)) ? parts : [];
    }
}
