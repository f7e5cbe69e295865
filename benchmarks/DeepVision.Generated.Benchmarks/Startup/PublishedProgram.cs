using System.Diagnostics;
using System.Reflection;

namespace DeepVision.Generated.Benchmarks.Startup;

/// <summary>The program of <c>DeepVision.Generated.Startup</c>, published into a folder in one of several ways.</summary>
internal sealed class PublishedProgram
{
    /// <summary>What need not be handed out with a program.</summary>
    private static readonly string[] s_symbols = [".pdb", ".dbg", ".dwarf"];

    private readonly string _file;

    private PublishedProgram(string folder, string project)
    {
        _file = Path.Combine(folder, Path.GetFileNameWithoutExtension(project) + (OperatingSystem.IsWindows() ? ".exe" : ""));
        Size = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => !s_symbols.Contains(file.Extension)).Sum(file => file.Length);
    }

    /// <summary>Bytes of all its files without symbols.</summary>
    public long Size { get; }

    /// <summary>Publishes for this machine's system.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="properties">What it is published as, such as <c>PublishAot=true</c>.</param>
    /// <exception cref="InvalidOperationException">It can't be published here; the message is what <c>dotnet publish</c> said.</exception>
    public static PublishedProgram Publish(string folder, params string[] properties)
    {
        string project = typeof(PublishedProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "StartupProject").Value!;
        ProcessStartInfo start = new(
            "dotnet",
            ["publish", project, "-c", "Release", "--use-current-runtime", "-o", folder, "-v:q", "-nologo", "-tl:off", .. properties.Select(property => $"-p:{property}")])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? new PublishedProgram(folder, project) : throw new InvalidOperationException(output.Trim());
    }

    /// <summary>Starts it and waits for its line.</summary>
    /// <returns>Milliseconds from the start of the process to the line, and the line.</returns>
    public (double Milliseconds, string Line) Run(string work)
    {
        ProcessStartInfo start = new(_file, [work]) { RedirectStandardOutput = true };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string line = process.StandardOutput.ReadLine() ?? "";
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        process.WaitForExit();
        return (elapsed, line);
    }
}
