namespace DeepVision.Generated.Peers.Measuring;

/// <summary>What one round reports.</summary>
/// <param name="ImagesPerSecond">Images trained on, or predicted, per second.</param>
/// <param name="PeakMemoryBytes">The most physical memory the process has held so far.</param>
internal sealed record RoundResult(double ImagesPerSecond, long PeakMemoryBytes);

/// <summary>The line that ends a contestant's warm-up.</summary>
/// <param name="Ready">What is running, for readers of the table.</param>
internal sealed record ReadyLine(string Ready);

/// <summary>The answer of a process that only tries.</summary>
/// <param name="Choice">The fastest way to run the workload.</param>
/// <param name="ImagesPerSecond">How fast it was.</param>
internal sealed record TrialResult(string Choice, double ImagesPerSecond);
