using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepVision.Generated.Ilgpu.Ptx.Tests.Sass;

/// <summary>NVIDIA's assembler.</summary>
internal static partial class Assembler
{
    public static bool IsAvailable { get; } = IsOnPath("ptxas") && IsOnPath("cuobjdump");

    public static AssembledKernel Assemble(string ptx)
    {
        string folder = Directory.CreateTempSubdirectory("ptx").FullName;
        try
        {
            string source = Path.Combine(folder, "kernel.ptx");
            string binary = Path.Combine(folder, "kernel.cubin");
            File.WriteAllText(source, ptx);
            string report = Run("ptxas", "-v", "-arch=sm_80", source, "-o", binary);
            string sass = Run("cuobjdump", "-sass", binary);
            return new AssembledKernel(
                Number(RegistersPattern().Match(report)), Number(SpillPattern().Match(report)), Number(SharedPattern().Match(report)), HotLoop.Find(sass));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} failed: {text}");
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)));

    private static int Number(Match match) => match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"Used (\d+) registers")]
    private static partial Regex RegistersPattern();

    [GeneratedRegex(@"(\d+) bytes spill stores")]
    private static partial Regex SpillPattern();

    [GeneratedRegex(@"(\d+) bytes smem")]
    private static partial Regex SharedPattern();
}

/// <summary>What a kernel needs on the device.</summary>
/// <param name="Registers">Of a thread.</param>
/// <param name="SpilledBytes">Of a thread.</param>
/// <param name="SharedBytes">Of a group.</param>
/// <param name="Loop">The opcodes of the loop with the most multiply-adds; empty if no loop has any.</param>
internal sealed record AssembledKernel(int Registers, int SpilledBytes, int SharedBytes, IReadOnlyList<string> Loop)
{
    public bool HasHotLoop => Loop.Count > 0;

    /// <summary>The part of the loop's instructions that multiply and add.</summary>
    public double FfmaShare => Loop.Count == 0 ? 0 : (double)Loop.Count(HotLoop.MultipliesAndAdds) / Loop.Count;
}
