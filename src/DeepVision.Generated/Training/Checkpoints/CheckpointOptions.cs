namespace DeepVision.Generated;

/// <summary>
/// Where and when to write checkpoints. A checkpoint is one safetensors file with the weights, the optimizer's memory
/// and the history; each replaces the one before as a whole. Its weights are those that the network would be left with if
/// training ended there: with early stopping that restores the best weights, those.
/// </summary>
public sealed class CheckpointOptions
{
    /// <summary>Makes options for a file.</summary>
    /// <param name="path">The file; its folder must exist. Training looks before its first step whether it can be written.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public CheckpointOptions(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Epochs from one checkpoint to the next, 1 or more; the last epoch always writes one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int EveryEpochs
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(EveryEpochs), value, "EveryEpochs must be at least 1.");
    } = 1;

    /// <summary>
    /// True to go on from the file, if it exists. With the same data and options the result is, to the last bit, that
    /// of a run without interruption.
    /// </summary>
    public bool Resume { get; init; }
}
