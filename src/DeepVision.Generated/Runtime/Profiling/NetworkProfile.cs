using System.Globalization;
using System.Text;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Where the time of a network went, kernel by kernel. Networks declared with <c>Profile = true</c> keep it.</summary>
/// <param name="Kernels">All kernels, in the order of the generated engine; those that have not run stand at zero.</param>
public sealed record NetworkProfile(IReadOnlyList<KernelProfile> Kernels)
{
    /// <summary>A table of the kernels that have run, the most expensive first.</summary>
    public override string ToString()
    {
        KernelProfile[] rows = [.. Kernels.Where(kernel => kernel.Calls > 0).OrderByDescending(kernel => kernel.Time)];
        double all = rows.Sum(row => row.Time.TotalSeconds);
        int name = rows.Select(row => row.Name.Length).Append("kernel".Length).Max();
        int layer = rows.Select(row => row.Layer.Length).Append("layer".Length).Max();
        StringBuilder table = new();
        table.AppendLine(CultureInfo.InvariantCulture, $"{"kernel".PadRight(name)}  {"layer".PadRight(layer)}  {"share",7}  {"time, ms",11}  {"µs/sample",9}  {"GFLOP/s",8}  {"GB/s",7}");
        foreach (KernelProfile row in rows)
        {
            string perSample = row.Samples == 0 ? "" : (row.Time.TotalMicroseconds / row.Samples).ToString("N2", CultureInfo.InvariantCulture);
            string flops = row.MultiplyAdds == 0 ? "" : row.GigaflopsPerSecond.ToString("N1", CultureInfo.InvariantCulture);
            string bytes = row.Bytes == 0 ? "" : row.GigabytesPerSecond.ToString("N1", CultureInfo.InvariantCulture);
            string line = string.Create(CultureInfo.InvariantCulture, $"{row.Name.PadRight(name)}  {row.Layer.PadRight(layer)}  {row.Time.TotalSeconds / all,7:P1}  {row.Time.TotalMilliseconds,11:N2}  {perSample,9}  {flops,8}  {bytes,7}");
            table.AppendLine(line.TrimEnd());
        }

        return table.ToString();
    }
}

/// <summary>What one kernel has cost since the network was made or its profile was reset.</summary>
/// <param name="Cost">What the kernel has to do at least.</param>
/// <param name="Calls">How often it was called, by all workers together.</param>
/// <param name="Samples">Samples it ran over.</param>
/// <param name="Time">Time spent in it, of all workers together.</param>
public sealed record KernelProfile(KernelCost Cost, long Calls, long Samples, TimeSpan Time)
{
    /// <summary>Name in the generated engine, for example <c>Conv2D1Forward</c>.</summary>
    public string Name => Cost.Name;

    /// <summary>The layer as declared, for example <c>Conv2D(32, 3)</c>; empty for what serves all layers.</summary>
    public string Layer => Cost.Layer;

    /// <summary>
    /// Multiply-adds that the results need by the layer's definition; zeros of the padding don't count. Winograd's algorithm
    /// needs fewer, and then seems faster than the processor. 0 for kernels that only move data.
    /// </summary>
    public double MultiplyAdds => (double)Cost.MultiplyAdds * Samples;

    /// <summary>Bytes that had to move: all values of the samples once, and the weights once for each call.</summary>
    public double Bytes => (double)Cost.SampleBytes * Samples + (double)Cost.WeightBytes * Calls;

    /// <summary>Two operations for each multiply-add, in 10⁹ per second and worker.</summary>
    public double GigaflopsPerSecond => Time > TimeSpan.Zero ? 2e-9 * MultiplyAdds / Time.TotalSeconds : 0;

    /// <summary>Bytes that had to move, in 10⁹ per second and worker.</summary>
    public double GigabytesPerSecond => Time > TimeSpan.Zero ? 1e-9 * Bytes / Time.TotalSeconds : 0;

    /// <summary>The kernel in one line.</summary>
    public override string ToString() => $"{Name}: {Quantity.Of(Calls, "call")}, {Quantity.Of(Samples, "sample")}, {Figure.Duration(Time)}";
}
