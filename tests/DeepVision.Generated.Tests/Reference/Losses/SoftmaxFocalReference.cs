using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>
/// Lin et al. 2017 with class weights α: Σ_n α_y (1 − p_y)^γ (−log p_y) / Σ_n α_y over samples, or over the pixels of all samples whose label isn't ignored.
/// By p_y the derivative of a term is γ (1 − p_y)^(γ − 1) log p_y − (1 − p_y)^γ / p_y, and that of p_y by score k is p_y ([k = y] − p_k).
/// </summary>
internal sealed class SoftmaxFocalReference(double gamma, double[]? classWeights = null, int? ignoredLabel = null) : ReferenceLoss
{
    public override bool TakesLabels => true;

    public override int? IgnoredLabel => ignoredLabel;

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        int classes = scores.Shape.Channels, rows = scores.Values.Length / classes;
        int[] known = labels[..rows].ToArray();
        double total = known.Where(label => label != ignoredLabel).Sum(label => classWeights?[label] ?? 1);
        double loss = 0;
        int correct = 0;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        double[] probabilities = new double[classes];
        for (int n = 0; n < rows; n++)
        {
            int label = known[n];
            if (label == ignoredLabel)
                continue;
            double[] row = scores.Values[(n * classes)..((n + 1) * classes)];
            SoftmaxReference.Softmax(row, probabilities);
            correct += Array.IndexOf(row, row.Max()) == label ? 1 : 0;
            double p = probabilities[label], weight = (classWeights?[label] ?? 1) / total;
            loss -= weight * Math.Pow(1 - p, gamma) * Math.Log(p);
            double derivative = (gamma == 0 ? 0 : gamma * Math.Pow(1 - p, gamma - 1) * Math.Log(p)) - Math.Pow(1 - p, gamma) / p;
            for (int k = 0; k < classes; k++)
                gradient.Values[n * classes + k] = weight * derivative * p * ((k == label ? 1 : 0) - probabilities[k]);
        }

        return new LossValue(loss, correct, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) => new SoftmaxCrossEntropyReference().Outputs(scores);
}
