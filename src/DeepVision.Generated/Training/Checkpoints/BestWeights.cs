namespace DeepVision.Generated;

/// <summary>
/// Writes the weights to a file behind every epoch that is the best so far (Keras' <c>ModelCheckpoint(save_best_only=True)</c>). It is
/// a plain weights file, which <c>Load</c> and <see cref="Network.LoadWeights"/> read; training itself goes on as without it.
/// </summary>
/// <remarks>
/// Each file replaces the one before as a whole. A run that resumes from a checkpoint knows the best of the epochs before, and writes
/// what a run without interruption would have written.
/// </remarks>
public sealed class BestWeights
{
    /// <summary>Makes options for a file.</summary>
    /// <param name="path">The file; its folder must exist. Training looks before its first step whether it can be written.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public BestWeights(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The metric by which an epoch is the best; the default is the validation loss.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no metric.</exception>
    public Metric Monitor
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(Monitor), value, "Monitor must be one of the metrics.");
    } = Metric.ValidationLoss;
}
