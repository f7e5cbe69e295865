namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>The value of a loss over a batch and its gradient with respect to the scores.</summary>
/// <param name="Correct">Labels that have the largest score; 0 where the loss has no labels.</param>
internal sealed record LossValue(double Loss, int Correct, ReferenceTensor Gradient);

/// <summary>What training minimises, as a function of the scores of a batch.</summary>
internal abstract class ReferenceLoss
{
    /// <param name="scores">Output of the last layer, before the activation that the loss implies.</param>
    /// <param name="labels">One label per sample or pixel, where the loss takes labels.</param>
    /// <param name="targets">One value per score, where the loss takes targets.</param>
    public abstract LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets);

    /// <summary>What the network shows its user for these scores.</summary>
    public abstract double[] Outputs(ReferenceTensor scores);

    public abstract bool TakesLabels { get; }

    /// <summary>Whether targets are a probability for each class.</summary>
    public virtual bool TakesProbabilities => false;

    /// <summary>Whether it is the sum over the values of a sample, of which the mean is over the samples.</summary>
    public virtual bool AddsSamples => false;

    /// <summary>The label of pixels that don't count, if there is one.</summary>
    public virtual int? IgnoredLabel => null;
}
