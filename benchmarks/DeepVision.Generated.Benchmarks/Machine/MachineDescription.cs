using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Benchmarks.Machine;

/// <summary>The lines above every table: which machine, and what else it does.</summary>
internal static class MachineDescription
{
    public static void Write(TextWriter output)
    {
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{ProcessorName()}, {Environment.ProcessorCount} logical processors, {bits}-bit vectors"));
        output.WriteLine($"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        if (LoadAverage() is { } load)
            output.WriteLine($"load average before: {load}");
    }

    private static string ProcessorName() =>
        ProcFile.Value("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string? LoadAverage() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : null;
}
