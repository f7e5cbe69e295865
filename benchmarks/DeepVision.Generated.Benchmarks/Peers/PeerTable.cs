using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary>Prints rows as a Markdown table, each as soon as it is measured.</summary>
internal static class PeerTable
{
    public static void WriteHeader(TextWriter output, PeerSettings settings)
    {
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{ProcessorName()}, {Environment.ProcessorCount} logical processors, {bits}-bit vectors"));
        output.WriteLine($"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{settings.Rounds} rounds of {settings.Seconds} s a side, in turns; medians; ratio is ours / PyTorch, round by round"));
        if (LoadAverage() is { } load)
            output.WriteLine($"load average before the first round: {load}");
        output.WriteLine();
        output.WriteLine("| network | workload | threads | ours, images/s | PyTorch, images/s | ratio | min to max | peak memory ours | PyTorch | how PyTorch ran |");
        output.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|--:|---|");
    }

    public static void WriteRow(TextWriter output, PeerRow row)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {row.Network} | {row.Workload.Title()} | {row.Threads} | {row.OurSpeed:N0} | {row.TheirSpeed:N0} | {row.Ratio:F2} | {row.Ratios[0]:F2} to {row.Ratios[^1]:F2} | {Megabytes(row.OurMemory)} | {Megabytes(row.TheirMemory)} | {row.TheirDescription} |"));
        output.Flush();
    }

    private static string Megabytes(long bytes) =>
        bytes == 0 ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N0} MB");

    private static string ProcessorName() =>
        ProcFile.Value("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string? LoadAverage() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : null;
}
