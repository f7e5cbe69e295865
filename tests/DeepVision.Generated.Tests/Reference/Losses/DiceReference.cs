using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>
/// MONAI's DiceLoss: the mean over samples and channels of 1 − (2 Σ p t + s) / (Σ p + Σ t + s), where the sums are over the pixels; of a vector there is one sum over
/// its values. p is the sigmoid of the score, with <paramref name="ofClasses"/> the softmax, and then t is 1 at a pixel's label.
/// </summary>
internal sealed class DiceReference(double smooth, bool ofClasses, int? ignoredLabel = null) : ReferenceLoss
{
    public override bool TakesLabels => ofClasses;

    public override int? IgnoredLabel => ignoredLabel;

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        int channels = scores.Shape.Channels, pixels = scores.Shape.Height * scores.Shape.Width, parts = pixels == 1 ? 1 : channels;
        double[] probabilities = Outputs(scores), wanted = new double[probabilities.Length];
        double loss = 0;
        int correct = 0;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        bool Counts(int row, ReadOnlySpan<int> of) => !ofClasses || of[row] != ignoredLabel;
        for (int row = 0; row < scores.Count * pixels; row++)
        {
            for (int c = 0; c < channels; c++)
                wanted[row * channels + c] = !ofClasses ? targets[row * channels + c] : Counts(row, labels) && labels[row] == c ? 1 : 0;
            double[] values = scores.Values[(row * channels)..((row + 1) * channels)];
            if (ofClasses && Counts(row, labels) && Array.IndexOf(values, values.Max()) == labels[row])
                correct++;
        }

        double[] byProbability = new double[probabilities.Length];
        for (int n = 0; n < scores.Count; n++)
        {
            for (int part = 0; part < parts; part++)
            {
                List<int> places = [];
                for (int i = part; i < pixels * channels; i += parts)
                {
                    if (Counts(n * pixels + i / channels, labels))
                        places.Add(n * pixels * channels + i);
                }

                double above = 2 * places.Sum(i => probabilities[i] * wanted[i]) + smooth, below = places.Sum(i => probabilities[i] + wanted[i]) + smooth;
                loss += (1 - above / below) / (scores.Count * parts);
                foreach (int i in places)
                    byProbability[i] = -(2 * wanted[i] * below - above) / (below * below) / (scores.Count * parts);
            }
        }

        for (int row = 0; row < scores.Count * pixels; row++)
        {
            for (int k = 0; k < channels && Counts(row, labels); k++)
            {
                int place = row * channels + k;
                gradient.Values[place] = !ofClasses
                    ? byProbability[place] * probabilities[place] * (1 - probabilities[place])
                    : Enumerable.Range(row * channels, channels).Sum(i => byProbability[i] * probabilities[i] * ((i == place ? 1 : 0) - probabilities[place]));
            }
        }

        return new LossValue(loss, correct, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) =>
        ofClasses ? new SoftmaxCrossEntropyReference().Outputs(scores) : [.. scores.Values.Select(ActivationReference.Logistic)];
}
