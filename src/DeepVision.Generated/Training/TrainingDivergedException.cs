namespace DeepVision.Generated;

/// <summary>
/// The loss became infinite or not a number, so training can't go on. The weights are those from before the step
/// that is named; running statistics of batch normalisation may already hold such values. Go back to saved weights or
/// a checkpoint, and remove the cause.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="step">Number of the step, from 1, over all epochs.</param>
    /// <param name="loss">The loss of that step.</param>
    /// <param name="cause">The likely cause and what to do, as sentences.</param>
    public TrainingDivergedException(long step, float loss, string cause)
        : base(FormattableString.Invariant($"The loss is {Describe(loss)} at step {step}. {cause}"))
    {
        Step = step;
        Loss = loss;
    }

    /// <summary>Number of the step, from 1, over all epochs.</summary>
    public long Step { get; }

    /// <summary>The loss of that step.</summary>
    public float Loss { get; }

    private static string Describe(float loss) => float.IsNaN(loss) ? "not a number" : "infinite";
}
