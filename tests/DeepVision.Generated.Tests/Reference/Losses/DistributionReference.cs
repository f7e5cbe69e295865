using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>
/// PyTorch's cross_entropy with class probabilities t, class weights w and label smoothing ε over C classes: the mean over the samples of
/// Σ_c w_c ((1 − ε) t_c + ε / C) (−log p_c). As PyTorch's kl_div of log_softmax with reduction='batchmean' it has Σ_c t_c log t_c beside it.
/// </summary>
internal sealed class DistributionReference(double labelSmoothing = 0, double[]? classWeights = null, bool isDivergence = false) : ReferenceLoss
{
    public override bool TakesLabels => false;

    public override bool TakesProbabilities => true;

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        int classes = scores.Shape.Channels;
        double loss = 0;
        int correct = 0;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        double[] probabilities = new double[classes];
        for (int n = 0; n < scores.Count; n++)
        {
            double[] row = scores.Values[(n * classes)..((n + 1) * classes)];
            double[] target = [.. targets.Slice(n * classes, classes).ToArray().Select(value => (double)value)];
            SoftmaxReference.Softmax(row, probabilities);
            double largest = row.Max(), logSum = largest + Math.Log(row.Sum(score => Math.Exp(score - largest)));
            if (Array.IndexOf(row, largest) == Array.IndexOf(target, target.Max()))
                correct++;
            for (int c = 0; c < classes; c++)
            {
                double share = (classWeights?[c] ?? 1) * ((1 - labelSmoothing) * target[c] + labelSmoothing / classes) / scores.Count;
                loss += share * (logSum - row[c]);
                if (isDivergence && target[c] > 0)
                    loss += target[c] * Math.Log(target[c]) / scores.Count;
                for (int k = 0; k < classes; k++)
                    gradient.Values[n * classes + k] += share * (probabilities[k] - (k == c ? 1 : 0));
            }
        }

        return new LossValue(loss, correct, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) => new SoftmaxCrossEntropyReference().Outputs(scores);
}
