using DeepVision.Generated.Benchmarks.Machine;
using DeepVision.Generated.Benchmarks.Measuring;
using DeepVision.Generated.Peers.Measuring;

namespace DeepVision.Generated.Peers.Comparison;

/// <summary>One row of the table: all rounds of everybody who took part.</summary>
/// <param name="OnnxRuntime">Null where it does not take part: it only predicts.</param>
internal sealed record PeerRow(string Network, Workload Workload, int Threads, PeerSide Ours, PeerSide LibTorch, PeerSide? OnnxRuntime)
{
    /// <summary>Ours divided by theirs, round by round: neighbours in time share the machine's mood.</summary>
    public PeerRatio RatioTo(PeerSide theirs)
    {
        double[] ratios = [.. Ours.Rounds.Zip(theirs.Rounds, (ours, other) => ours.ImagesPerSecond / other.ImagesPerSecond)];
        return new PeerRatio(Statistics.Median(ratios), ratios.Min(), ratios.Max());
    }
}

/// <summary>All rounds of one contestant.</summary>
internal sealed record PeerSide(string Description, IReadOnlyList<RoundResult> Rounds)
{
    public double Speed => Statistics.Median(Rounds.Select(round => round.ImagesPerSecond));

    public long PeakMemoryBytes => Rounds.Max(round => round.PeakMemoryBytes);
}

/// <summary>Speed by speed; above 1, ours is faster.</summary>
internal readonly record struct PeerRatio(double Median, double Smallest, double Largest);
