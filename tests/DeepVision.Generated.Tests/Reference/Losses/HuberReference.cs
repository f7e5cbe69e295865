namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>PyTorch's huber_loss: mean over batch and values of ½ d² where |d| ≤ δ, and of δ · (|d| − ½ δ) elsewhere, with d = score − target.</summary>
internal sealed class HuberReference(double delta) : ReferenceLoss
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
            double distance = Math.Abs(difference);
            loss += (distance <= delta ? difference * difference / 2 : delta * (distance - delta / 2)) / count;
            gradient.Values[i] = Math.Clamp(difference, -delta, delta) / count;
        }

        return new LossValue(loss, 0, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) => scores.Values;
}
