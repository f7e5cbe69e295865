namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>Mean over batch and values of (score − target)².</summary>
internal sealed class MeanSquaredErrorReference : ReferenceLoss
{
    public override bool TakesLabels => false;

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        double loss = 0;
        int count = scores.Values.Length;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        for (int i = 0; i < count; i++)
        {
            double difference = scores.Values[i] - targets[i];
            loss += difference * difference / count;
            gradient.Values[i] = 2 * difference / count;
        }

        return new LossValue(loss, 0, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) => scores.Values;
}
