namespace DeepVision.Generated;

/// <summary>
/// A checkpoint can't be written in the middle of a training. The network keeps the weights of its last step, and the
/// history comes with the exception: save the weights elsewhere, and nothing is lost.
/// </summary>
public sealed class CheckpointException : WeightsFileException
{
    internal CheckpointException(WeightsFileException cause, TrainingHistory history)
        : base(cause.FilePath, cause.Problem, cause) => History = history;

    /// <summary>The epochs that are finished.</summary>
    public TrainingHistory History { get; }
}
