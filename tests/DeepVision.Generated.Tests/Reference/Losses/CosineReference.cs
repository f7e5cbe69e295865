namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>PyTorch's cosine_embedding_loss with y = 1, over the channels: mean over pixels and batch of 1 − ⟨y, t⟩ / (‖y‖ ‖t‖).</summary>
internal sealed class CosineReference : ReferenceLoss
{
    public override bool TakesLabels => false;

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        int channels = scores.Shape.Channels, rows = scores.Values.Length / channels;
        double loss = 0;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        for (int n = 0; n < rows; n++)
        {
            double[] y = scores.Values[(n * channels)..((n + 1) * channels)];
            double[] t = [.. targets.Slice(n * channels, channels).ToArray().Select(value => (double)value)];
            double length = Math.Sqrt(y.Sum(value => value * value)), wanted = Math.Sqrt(t.Sum(value => value * value));
            double cosine = y.Zip(t, (a, b) => a * b).Sum() / (length * wanted);
            loss += (1 - cosine) / rows;
            for (int c = 0; c < channels; c++)
                gradient.Values[n * channels + c] = (cosine * y[c] / length - t[c] / wanted) / length / rows;
        }

        return new LossValue(loss, 0, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) => scores.Values;
}
