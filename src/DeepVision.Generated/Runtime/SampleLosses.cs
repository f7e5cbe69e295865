namespace DeepVision.Generated.Runtime;

/// <summary>The loss of one sample in an evaluation.</summary>
/// <param name="scores">What the last layer gives, before the activation that the loss implies.</param>
/// <param name="targets">What was wanted instead, as many values.</param>
public delegate double SampleLoss(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets);

/// <summary>The loss of one sample with a label for each pixel, in an evaluation.</summary>
/// <param name="scores">Scores of all classes, pixel after pixel.</param>
/// <param name="labels">A label for each pixel.</param>
public delegate double LabelLoss(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels);

/// <summary>Losses of one sample that need all of its values, in double precision: what networks are evaluated by. Called by generated code.</summary>
public static partial class SampleLosses
{
    /// <summary>Cross-entropy of softmax with a probability of each class: Σ t[c]·(−log p[c]).</summary>
    /// <param name="scores">Scores of the classes.</param>
    /// <param name="targets">Probabilities of the classes.</param>
    public static double CrossEntropy(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets)
    {
        double logSum = ScoreSoftmax.LogSum(scores, out double maximum), loss = 0;
        for (int i = 0; i < scores.Length; i++)
            loss += targets[i] * (logSum - (scores[i] - maximum));
        return loss;
    }

    /// <summary>Kullback-Leibler divergence of the targets from softmax: Σ t[c]·(log t[c] − log p[c]), where a target of 0 adds nothing.</summary>
    /// <param name="scores">Scores of the classes.</param>
    /// <param name="targets">Probabilities of the classes.</param>
    public static double KLDivergence(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets)
    {
        double logSum = ScoreSoftmax.LogSum(scores, out double maximum), loss = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double term = logSum - (scores[i] - maximum);
            if (targets[i] > 0)
                term += PortableMath.Log(targets[i]);
            loss += targets[i] * term;
        }

        return loss;
    }

    /// <summary>1 − cos of the angle between values and targets; of an image the mean over its pixels. The cosine of a vector of zeros is 0.</summary>
    /// <param name="values">What the network gives.</param>
    /// <param name="targets">What was wanted.</param>
    /// <param name="channels">Values of a pixel, or of a vector.</param>
    public static double CosineSimilarity(ReadOnlySpan<float> values, ReadOnlySpan<float> targets, int channels)
    {
        double sum = 0;
        for (int start = 0; start < values.Length; start += channels)
        {
            double product = 0, squares = 0, wanted = 0;
            for (int i = start; i < start + channels; i++)
            {
                product += (double)values[i] * targets[i];
                squares += (double)values[i] * values[i];
                wanted += (double)targets[i] * targets[i];
            }

            sum += squares == 0 || wanted == 0 ? 1 : 1 - product / Math.Sqrt(squares) / Math.Sqrt(wanted);
        }

        return sum / (values.Length / channels);
    }

    /// <summary>1 − (2·Σ p·t + s) / (Σ p + Σ t + s) with p = 1 / (1 + e⁻ˣ), as a mean over parts.</summary>
    /// <param name="scores">Scores x.</param>
    /// <param name="targets">What was wanted.</param>
    /// <param name="parts">Channels, over whose pixels the sums are; 1 for a vector.</param>
    /// <param name="smooth">s.</param>
    public static double Dice(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, int parts, float smooth)
    {
        double loss = 0;
        for (int part = 0; part < parts; part++)
        {
            double overlap = 0, size = 0;
            for (int i = part; i < scores.Length; i += parts)
            {
                double probability = 1 / (1 + PortableMath.Exp(-scores[i]));
                overlap += probability * targets[i];
                size += probability + targets[i];
            }

            loss += 1 - (2 * overlap + smooth) / (size + smooth);
        }

        return loss / parts;
    }

    /// <summary>The same with softmax and a label for each pixel, as a mean over the classes.</summary>
    /// <param name="scores">Scores of all classes, pixel after pixel.</param>
    /// <param name="labels">A label for each pixel.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="smooth">s.</param>
    /// <param name="ignoredLabel">The label of pixels that don't count.</param>
    public static double Dice(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, int classes, float smooth, int ignoredLabel)
    {
        double[] overlap = new double[classes], size = new double[classes];
        for (int pixel = 0; pixel < labels.Length; pixel++)
        {
            if (labels[pixel] == ignoredLabel)
                continue;
            ReadOnlySpan<float> row = scores.Slice(pixel * classes, classes);
            double logSum = ScoreSoftmax.LogSum(row, out double maximum);
            for (int label = 0; label < classes; label++)
            {
                double probability = PortableMath.Exp(row[label] - maximum - logSum);
                size[label] += probability;
                if (label != labels[pixel])
                    continue;
                overlap[label] += probability;
                size[label]++;
            }
        }

        double loss = 0;
        for (int label = 0; label < classes; label++)
            loss += 1 - (2 * overlap[label] + smooth) / (size[label] + smooth);
        return loss / classes;
    }

    /// <summary>The first of the largest values.</summary>
    internal static int Largest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
                largest = i;
        }

        return largest;
    }
}
