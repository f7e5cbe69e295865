using System.Diagnostics;
using System.Text;

namespace DeepVision.Generated.Package.Tests;

/// <summary>Runs the <c>dotnet</c> command, and programs that it published, and keeps what they print.</summary>
internal static class DotnetCommand
{
    /// <summary>Long enough for the busiest machine: it only ends what hangs.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="packages">The folder for restored packages, instead of the user's own.</param>
    /// <param name="arguments">What follows <c>dotnet</c>.</param>
    public static async Task<CommandResult> Run(string folder, string packages, params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments) { WorkingDirectory = folder };
        // What the build that runs these tests has set for itself is not for the build that they run.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A server that outlived the command would hold the folder and the output.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        return await Run(start);
    }

    /// <summary>Runs a published program to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="program">Its file without the ending that some systems give it.</param>
    public static Task<CommandResult> RunPublished(string folder, string program) =>
        Run(new ProcessStartInfo(program + (OperatingSystem.IsWindows() ? ".exe" : "")) { WorkingDirectory = folder });

    private static async Task<CommandResult> Run(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        StringBuilder output = new();
        DataReceivedEventHandler append = (_, data) =>
        {
            lock (output)
                output.AppendLine(data.Data);
        };
        process.OutputDataReceived += append;
        process.ErrorDataReceived += append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        using CancellationTokenSource timeout = new(s_timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            output.AppendLine($"Ended after {s_timeout}.");
        }

        lock (output)
            return new CommandResult($"{Path.GetFileName(start.FileName)} {string.Join(" ", start.ArgumentList)}", process.ExitCode, output.ToString());
    }
}

/// <summary>What a command said.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>The printed lines without the empty ones.</summary>
    public IReadOnlyList<string> Lines { get; } = Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Expects that the command did what it was asked for.</summary>
    public CommandResult Succeeds()
    {
        Assert.True(ExitCode == 0, ToString());
        return this;
    }

    public override string ToString() => $"{Command} ended with {ExitCode}:\n{Output}";
}
