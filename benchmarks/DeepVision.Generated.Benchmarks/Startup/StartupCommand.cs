using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Machine;

namespace DeepVision.Generated.Benchmarks.Startup;

/// <summary><c>startup</c>: time from the start of a process to its first prediction and to its first training step.</summary>
internal static class StartupCommand
{
    public static Command Create()
    {
        Option<int> rounds = Arguments.Count("--rounds", "Processes to start for each row.", 10);
        Command command = new("startup", "Times new processes to their first prediction and first training step.") { rounds };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(rounds)));
        return command;
    }

    private static void Run(int rounds)
    {
        MachineDescription.Write(Console.Out);
        Console.WriteLine();
        Console.WriteLine("| process | median, ms | smallest to largest |");
        Console.WriteLine("|---|--:|--:|");
        foreach (string argument in new[] { FirstResult.Nothing, FirstResult.Prediction, FirstResult.TrainingStep })
        {
            double[] times = [.. Enumerable.Range(0, rounds + 1).Select(_ => Time(argument)).Skip(1)];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {argument} | {Statistics.Median(times):N0} | {times.Min():N0} to {times.Max():N0} |"));
        }
    }

    /// <summary>Milliseconds until the new process says that it is done.</summary>
    private static double Time(string argument)
    {
        ProcessStartInfo start = new("dotnet", [typeof(StartupCommand).Assembly.Location, argument]) { RedirectStandardOutput = true };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadLine();
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        process.WaitForExit();
        return elapsed;
    }
}
