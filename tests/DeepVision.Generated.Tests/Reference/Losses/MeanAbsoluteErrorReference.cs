namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>Mean over batch and values of |score − target|, whose derivative is 0 where both are equal.</summary>
internal sealed class MeanAbsoluteErrorReference : ReferenceLoss
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
            loss += Math.Abs(difference) / count;
            gradient.Values[i] = double.IsNaN(difference) ? difference : Math.Sign(difference) / (double)count;
        }

        return new LossValue(loss, 0, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) => scores.Values;
}
