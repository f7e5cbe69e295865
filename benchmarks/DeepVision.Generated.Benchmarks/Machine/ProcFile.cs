using System.Diagnostics;
using System.Globalization;

namespace DeepVision.Generated.Benchmarks.Machine;

/// <summary>Reads what Linux says about the machine and this process.</summary>
internal static class ProcFile
{
    /// <summary>The first value behind <paramref name="key"/> and a colon; null where there is no such file or key.</summary>
    public static string? Value(string path, string key)
    {
        if (!File.Exists(path))
            return null;
        foreach (string line in File.ReadLines(path))
        {
            int colon = line.IndexOf(':');
            if (colon > 0 && line.AsSpan(0, colon).Trim().SequenceEqual(key))
                return line[(colon + 1)..].Trim();
        }

        return null;
    }

    /// <summary>The most physical memory this process has held, in bytes.</summary>
    public static long PeakMemoryBytes()
    {
        if (Value("/proc/self/status", "VmHWM") is { } peak)
            return long.Parse(peak.Split(' ')[0], CultureInfo.InvariantCulture) * 1024;
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
