using System.CommandLine;
using System.Globalization;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Machine;

namespace DeepVision.Generated.Benchmarks.Startup;

/// <summary><c>startup</c>: size, start and speed of a program with the README's network, published in several ways.</summary>
internal static class StartupCommand
{
    public static Command Create()
    {
        Option<int> rounds = Arguments.Count("--rounds", "Processes to start for each figure.", 10);
        Command command = new("startup", "Publishes a program for the JIT compiler, trimmed and by NativeAOT; prints its size, its first results and its speed.") { rounds };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(rounds)));
        return command;
    }

    private static void Run(int rounds)
    {
        MachineDescription.Write(Console.Out);
        Console.WriteLine();
        Console.WriteLine("| published with | size, MB | start alone, ms | first prediction, ms | first training step, ms | training, images/s |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("deepvision-startup-");
        try
        {
            Show(folder, rounds, "nothing: JIT compiler");
            Show(folder, rounds, "PublishReadyToRun", "PublishReadyToRun=true", "SelfContained=false");
            Show(folder, rounds, "PublishTrimmed", "PublishTrimmed=true", "SelfContained=true");
            Show(folder, rounds, "PublishAot", "PublishAot=true");
            if (Vector512.IsHardwareAccelerated)
                Show(folder, rounds, "PublishAot, x86-64-v4", "PublishAot=true", "IlcInstructionSet=x86-64-v4");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Show(DirectoryInfo folder, int rounds, string name, params string[] properties)
    {
        PublishedProgram program;
        try
        {
            program = PublishedProgram.Publish(folder.CreateSubdirectory(string.Concat(name.Where(char.IsAsciiLetterOrDigit))).FullName, properties);
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine($"error: {name}: {e.Message}");
            return;
        }

        string Times(string work)
        {
            // The first process finds nothing in the system's cache.
            double[] times = [.. Enumerable.Range(0, rounds + 1).Select(_ => program.Run(work).Milliseconds).Skip(1)];
            return string.Create(CultureInfo.InvariantCulture, $"{Statistics.Median(times):N0} ({times.Min():N0} to {times.Max():N0})");
        }

        double speed = Statistics.Median(Enumerable.Range(0, 3).Select(_ => double.Parse(program.Run(StartupWork.Training).Line, CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {program.Size / 1e6:N1} | {Times(StartupWork.Nothing)} | {Times(StartupWork.FirstPrediction)} | {Times(StartupWork.FirstTrainingStep)} | {speed:N0} |"));
    }
}
