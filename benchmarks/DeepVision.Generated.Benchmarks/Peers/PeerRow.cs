namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary>One row of the table: all rounds of both sides.</summary>
internal sealed record PeerRow(
    string Network,
    Workload Workload,
    int Threads,
    IReadOnlyList<RoundResult> Ours,
    IReadOnlyList<RoundResult> Theirs,
    string TheirDescription)
{
    /// <summary>Ours divided by theirs, round by round, from the smallest: neighbours in time share the machine's mood.</summary>
    public IReadOnlyList<double> Ratios { get; } =
        [.. Ours.Zip(Theirs, (ours, theirs) => ours.ImagesPerSecond / theirs.ImagesPerSecond).Order()];

    public double OurSpeed => Median(Ours.Select(round => round.ImagesPerSecond));

    public double TheirSpeed => Median(Theirs.Select(round => round.ImagesPerSecond));

    public double Ratio => Median(Ratios);

    public long OurMemory => Ours.Max(round => round.PeakMemoryBytes);

    public long TheirMemory => Theirs.Max(round => round.PeakMemoryBytes);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
