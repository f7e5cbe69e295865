using DeepVision.Generated.Benchmarks.Measuring;

namespace DeepVision.Generated.Peers.Comparison;

/// <summary>What is compared, and for how long.</summary>
/// <param name="Networks">Names of networks.</param>
/// <param name="Workloads">What to measure for each.</param>
/// <param name="Threads">Thread counts; all sides get the same.</param>
/// <param name="Rounds">Rounds of each side.</param>
/// <param name="Seconds">Length of a round.</param>
internal sealed record PeerSettings(IReadOnlyList<string> Networks, IReadOnlyList<Workload> Workloads, IReadOnlyList<int> Threads, int Rounds, double Seconds);
