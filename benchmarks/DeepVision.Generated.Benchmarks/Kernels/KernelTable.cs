using System.Globalization;
using DeepVision.Generated.Benchmarks.Machine;

namespace DeepVision.Generated.Benchmarks.Kernels;

/// <summary>Prints a profile as a Markdown table, beside what the processor could do.</summary>
internal static class KernelTable
{
    public static void Write(TextWriter output, string title, NetworkProfile profile, MachinePeak peak)
    {
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine();
        output.WriteLine("| kernel | layer | share | µs/sample | GFLOP/s | % of peak | bytes/sample | GB/s | bound | % of bound |");
        output.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|---|--:|");
        KernelProfile[] kernels = [.. profile.Kernels.Where(kernel => kernel.Calls > 0)];
        double all = kernels.Sum(kernel => kernel.Time.TotalSeconds);
        foreach (KernelProfile kernel in kernels)
            output.WriteLine(Row(kernel, all, peak));
        output.Flush();
    }

    private static string Row(KernelProfile kernel, double all, MachinePeak peak)
    {
        double seconds = kernel.Time.TotalSeconds;
        double arithmetic = 2e-9 * kernel.MultiplyAdds / peak.Gigaflops;
        double memory = 1e-9 * kernel.Bytes / peak.GigabytesPerSecond;
        string[] cells =
        [
            kernel.Name, kernel.Layer,
            Number(100 * seconds / all, "N1"),
            kernel.Samples == 0 ? "" : Number(kernel.Time.TotalMicroseconds / kernel.Samples, "N2"),
            kernel.MultiplyAdds == 0 ? "" : Number(kernel.GigaflopsPerSecond, "N0"),
            kernel.MultiplyAdds == 0 ? "" : Number(100 * arithmetic / seconds, "N0"),
            kernel.Samples == 0 ? "" : Number(kernel.Bytes / kernel.Samples, "N0"),
            kernel.Bytes == 0 ? "" : Number(kernel.GigabytesPerSecond, "N1"),
            kernel.Bytes == 0 ? "" : arithmetic >= memory ? "arithmetic" : "memory",
            kernel.Bytes == 0 ? "" : Number(100 * Math.Max(arithmetic, memory) / seconds, "N0"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
