using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>
/// Mean over batch and values of −t log p − (1 − t) log(1 − p) with p = sigmoid(score):
/// log(1 + e^score) − t · score, whose derivative is p − t.
/// </summary>
internal sealed class BinaryCrossEntropyReference : ReferenceLoss
{
    public override bool TakesLabels => false;

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        double loss = 0;
        int count = scores.Values.Length;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        for (int i = 0; i < count; i++)
        {
            double score = scores.Values[i];
            double softplus = Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score)));
            loss += (softplus - targets[i] * score) / count;
            gradient.Values[i] = (ActivationReference.Logistic(score) - targets[i]) / count;
        }

        return new LossValue(loss, 0, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) => [.. scores.Values.Select(ActivationReference.Logistic)];
}
