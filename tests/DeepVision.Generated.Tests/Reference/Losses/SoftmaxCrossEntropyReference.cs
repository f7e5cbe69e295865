using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>
/// PyTorch's cross_entropy with class weights w and label smoothing ε over C classes:
/// Σ_n [(1 − ε) w_y (−log p_y) + ε / C · Σ_c w_c (−log p_c)] / Σ_n w_y, and 0 where all w_y are. Over an image n runs through the pixels of
/// all samples, without those whose label is ignored.
/// </summary>
internal sealed class SoftmaxCrossEntropyReference(double labelSmoothing = 0, double[]? classWeights = null, int? ignoredLabel = null) : ReferenceLoss
{
    public override bool TakesLabels => true;

    public override int? IgnoredLabel => ignoredLabel;

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        int classes = scores.Shape.Channels, rows = scores.Values.Length / classes;
        double totalWeight = 0;
        for (int n = 0; n < rows; n++)
            totalWeight += labels[n] == ignoredLabel ? 0 : Weight(labels[n]);

        double loss = 0;
        int correct = 0;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        double[] probabilities = new double[classes];
        for (int n = 0; n < rows; n++)
        {
            if (labels[n] == ignoredLabel)
                continue;
            ReadOnlySpan<double> row = scores.Values.AsSpan(n * classes, classes);
            SoftmaxReference.Softmax(row, probabilities);
            double largest = row.ToArray().Max();
            double logSum = largest + Math.Log(row.ToArray().Sum(score => Math.Exp(score - largest)));
            if (row.IndexOf(largest) == labels[n])
                correct++;

            for (int c = 0; c < classes; c++)
            {
                double share = labelSmoothing / classes * Weight(c);
                if (c == labels[n])
                    share += (1 - labelSmoothing) * Weight(c);
                if (share == 0 || totalWeight == 0)
                    continue;
                share /= totalWeight;
                loss += share * (logSum - row[c]);

                // d(−log p_c)/d(score_k) = p_k − [k = c]
                for (int k = 0; k < classes; k++)
                    gradient.Values[n * classes + k] += share * (probabilities[k] - (k == c ? 1 : 0));
            }
        }

        return new LossValue(loss, correct, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores)
    {
        double[] outputs = new double[scores.Values.Length];
        int classes = scores.Shape.Channels;
        for (int first = 0; first < outputs.Length; first += classes)
            SoftmaxReference.Softmax(scores.Values.AsSpan(first, classes), outputs.AsSpan(first, classes));
        return outputs;
    }

    private double Weight(int label) => classWeights is null ? 1 : classWeights[label];
}
