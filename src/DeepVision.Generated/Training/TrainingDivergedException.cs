namespace DeepVision.Generated;

/// <summary>
/// The loss or something else became infinite or not a number, so training can't go on. What the step found on its way (the
/// loss, a gradient, a running statistic) leaves weights and statistics as they were before it. Where an update itself would
/// make a weight infinite, that weight stays as it was and the others have moved. In all cases the network holds finite
/// weights, if it held such before.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="step">Number of the step, from 1, over all epochs.</param>
    /// <param name="loss">The loss of that step.</param>
    /// <param name="message">What is not finite, the likely cause and what to do, as sentences.</param>
    public TrainingDivergedException(long step, float loss, string message)
        : base(message)
    {
        Step = step;
        Loss = loss;
    }

    /// <summary>Number of the step, from 1, over all epochs; behind a validation that of the last step.</summary>
    public long Step { get; }

    /// <summary>The loss of that step, which may be finite where a gradient or a weight is not; behind a validation its loss.</summary>
    public float Loss { get; }

    /// <summary>
    /// The parameter tensor concerned, for example <c>conv2d_1.weight</c>: the first whose gradient or new value is not finite,
    /// or that held such a value before. Null where there is none.
    /// </summary>
    public string? TensorName { get; init; }

    /// <summary>True if an input or a target in the data is infinite or not a number.</summary>
    public bool IsDataAtFault { get; init; }
}
