namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary>What is compared, and for how long.</summary>
/// <param name="Networks">Names of networks.</param>
/// <param name="Workloads">What to measure for each.</param>
/// <param name="Threads">Thread counts; all sides get the same.</param>
/// <param name="Rounds">Rounds of each side.</param>
/// <param name="Seconds">Length of a round.</param>
/// <param name="Python">The interpreter that has PyTorch.</param>
/// <param name="OnnxRuntimeLibrary">ONNX Runtime's shared library; null to leave it out.</param>
internal sealed record PeerSettings(
    IReadOnlyList<string> Networks,
    IReadOnlyList<Workload> Workloads,
    IReadOnlyList<int> Threads,
    int Rounds,
    double Seconds,
    string Python,
    string? OnnxRuntimeLibrary);
