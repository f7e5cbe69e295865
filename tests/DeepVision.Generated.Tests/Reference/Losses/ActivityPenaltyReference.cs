namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>Keras' ActivityRegularization, with the mean over the batch of version 2: Σ l1·|y| + l2·y² over the values of a sample.</summary>
internal sealed class ActivityPenaltyReference(double l1, double l2) : ReferenceLoss
{
    public override bool TakesLabels => false;

    public override bool AddsSamples => true;

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        double[] values = scores.Values;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        for (int i = 0; i < values.Length; i++)
            gradient.Values[i] = (Times(l1, Sign(values[i])) + Times(2 * l2, values[i])) / scores.Count;
        return new LossValue(values.Sum(value => Times(l1, Math.Abs(value)) + Times(l2, value * value)) / scores.Count, 0, gradient);
    }

    /// <summary>A penalty whose factor is 0 isn't there, not even where the value is infinite.</summary>
    private static double Times(double factor, double value) => factor == 0 ? 0 : factor * value;

    /// <summary>What is not a number stays so.</summary>
    private static double Sign(double value) => value > 0 ? 1 : value < 0 ? -1 : value;

    public override double[] Outputs(ReferenceTensor scores) => throw new NotSupportedException("A penalty shows its user nothing.");
}
