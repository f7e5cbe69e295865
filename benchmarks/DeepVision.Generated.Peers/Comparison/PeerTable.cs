using System.Globalization;
using DeepVision.Generated.Benchmarks.Machine;
using DeepVision.Generated.Benchmarks.Measuring;

namespace DeepVision.Generated.Peers.Comparison;

/// <summary>Prints rows as a Markdown table, each as soon as it is measured.</summary>
internal static class PeerTable
{
    public static void WriteHeader(TextWriter output, PeerSettings settings)
    {
        MachineDescription.Write(output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{settings.Rounds} rounds of {settings.Seconds} s a side, in turns; medians; a ratio is our speed / theirs, round by round: median (smallest to largest)"));
        output.WriteLine();
        output.WriteLine("| network | workload | batch | threads | ours, images/s | libtorch | ratio | ONNX Runtime | ratio | peak memory ours | libtorch | ONNX Runtime | how libtorch ran |");
        output.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
    }

    public static void WriteRow(TextWriter output, PeerRow row)
    {
        string[] cells =
        [
            row.Network, row.Workload.Title(), Number(row.Workload.BatchSize(row.Network)), Number(row.Threads), Speed(row.Ours),
            Speed(row.LibTorch), Ratio(row, row.LibTorch), Speed(row.OnnxRuntime), Ratio(row, row.OnnxRuntime),
            Memory(row.Ours), Memory(row.LibTorch), Memory(row.OnnxRuntime), row.LibTorch.Description,
        ];
        output.WriteLine($"| {string.Join(" | ", cells)} |");
        output.Flush();
    }

    /// <summary>The same without spread and how libtorch ran, short enough for a README.</summary>
    public static void WriteSummary(TextWriter output, IEnumerable<PeerRow> rows)
    {
        output.WriteLine();
        output.WriteLine("| network | | batch | threads | ours, images/s | × libtorch | × ONNX Runtime | peak memory ours | libtorch | ONNX Runtime |");
        output.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (PeerRow row in rows)
        {
            string[] cells =
            [
                row.Network, row.Workload.Title(), Number(row.Workload.BatchSize(row.Network)), Number(row.Threads), Speed(row.Ours),
                Median(row, row.LibTorch), Median(row, row.OnnxRuntime), Memory(row.Ours), Memory(row.LibTorch), Memory(row.OnnxRuntime),
            ];
            output.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }

    private static string Median(PeerRow row, PeerSide? theirs) =>
        theirs is null ? "" : row.RatioTo(theirs).Median.ToString("F2", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // Large images come in tens a second.
    private static string Speed(PeerSide? side) => side?.Speed.ToString(side.Speed < 100 ? "F1" : "N0", CultureInfo.InvariantCulture) ?? "";

    private static string Ratio(PeerRow row, PeerSide? theirs)
    {
        if (theirs is null)
            return "";
        PeerRatio ratio = row.RatioTo(theirs);
        return string.Create(CultureInfo.InvariantCulture, $"{ratio.Median:F2} ({ratio.Smallest:F2} to {ratio.Largest:F2})");
    }

    private static string Memory(PeerSide? side) => side switch
    {
        null => "",
        { PeakMemoryBytes: 0 } => "unknown",
        _ => string.Create(CultureInfo.InvariantCulture, $"{side.PeakMemoryBytes / 1e6:N0} MB"),
    };
}
