using System.Globalization;

namespace DeepVision.Generated.Benchmarks.Devices;

/// <summary>Prints the kernels of a device as a Markdown table. Each was run alone, so launching it and waiting for it count.</summary>
internal static class DeviceKernelTable
{
    public static void Write(TextWriter output, string title, NetworkProfile profile)
    {
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine();
        output.WriteLine("| kernel | layer | share, % | µs/call | ns/sample | GFLOP/s | GB/s |");
        output.WriteLine("|---|---|--:|--:|--:|--:|--:|");
        KernelProfile[] kernels = [.. profile.Kernels.Where(kernel => kernel.Calls > 0)];
        double all = kernels.Sum(kernel => kernel.Time.TotalSeconds);
        foreach (KernelProfile kernel in kernels)
            output.WriteLine(Row(kernel, all));
        output.Flush();
    }

    private static string Row(KernelProfile kernel, double all)
    {
        string[] cells =
        [
            kernel.Name, kernel.Layer,
            Number(100 * kernel.Time.TotalSeconds / all, "N1"),
            Number(kernel.Time.TotalMicroseconds / kernel.Calls, "N1"),
            kernel.Samples == 0 ? "" : Number(kernel.Time.TotalNanoseconds / kernel.Samples, "N1"),
            kernel.MultiplyAdds == 0 ? "" : Number(kernel.GigaflopsPerSecond, "N0"),
            kernel.Bytes == 0 ? "" : Number(kernel.GigabytesPerSecond, "N1"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
