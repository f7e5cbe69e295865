namespace DeepVision.Generated.Images;

/// <summary>How far the loading of a data set is.</summary>
/// <param name="Done">Files that have been read, or found unreadable.</param>
/// <param name="Total">Files in all.</param>
/// <param name="PerSecond">Files a second so far.</param>
public readonly record struct ImageLoadingProgress(int Done, int Total, double PerSecond);
