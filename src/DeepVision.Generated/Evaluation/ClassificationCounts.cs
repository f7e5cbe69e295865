using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Collects a <see cref="ClassificationResult"/> sample by sample.</summary>
internal sealed class ClassificationCounts(int classCount)
{
    private readonly long[] _confusion = new long[classCount * classCount];
    private readonly long[] _ranks = new long[classCount];
    private readonly CalibrationBins _calibration = new();
    private double _loss;
    private long _count;

    public void Add(int label, ReadOnlySpan<float> scores)
    {
        if ((uint)label >= (uint)classCount)
            throw new ArgumentException(FormattableString.Invariant($"Sample {_count} of the data set has the label {label}, but the network has {Quantity.OfClasses(classCount)}, numbered 0 to {classCount - 1}."));

        double logSum = ScoreSoftmax.LogSum(scores, out double maximum);
        _loss += logSum - (scores[label] - maximum);
        Count(label, scores, logSum, maximum);
    }

    /// <summary>Counts a sample whose target is a probability for each class; that with the largest one is right.</summary>
    /// <param name="target">The probabilities.</param>
    /// <param name="scores">What the network gives.</param>
    /// <param name="loss">The loss of a sample.</param>
    /// <exception cref="ArgumentException">The targets are no probabilities.</exception>
    public void Add(ReadOnlySpan<float> target, ReadOnlySpan<float> scores, SampleLoss loss)
    {
        if (ProbabilityCheck.WhyNot(target) is { } reason)
            throw new ArgumentException(ProbabilityCheck.Describe(FormattableString.Invariant($"Sample {_count} of the data set"), reason));
        _loss += loss(scores, target);
        Count(SampleLosses.Largest(target), scores, ScoreSoftmax.LogSum(scores, out double maximum), maximum);
    }

    public ClassificationResult ToResult() => new(_count, _loss / _count, new ConfusionMatrix([.. _confusion.Chunk(classCount)]), _ranks, _calibration.Error);

    /// <summary>The class with the largest score, the first of equal ones. With not-a-number among the scores there is none, and the first wrong class stands for it.</summary>
    internal static int Best(ReadOnlySpan<float> scores, int label)
    {
        int best = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i]))
                return label == 0 && scores.Length > 1 ? 1 : 0;
            if (scores[i] > scores[best])
                best = i;
        }

        return best;
    }

    private void Count(int label, ReadOnlySpan<float> scores, double logSum, double maximum)
    {
        int best = Best(scores, label);
        _confusion[label * classCount + best]++;
        _calibration.Add(PortableMath.Exp(-(logSum - (scores[best] - maximum))), best == label);
        _ranks[Rank(scores, label)]++;
        _count++;
    }

    /// <summary>
    /// Classes that come before the label: those with a larger score, of equal ones those with a smaller number, and those whose
    /// score is not a number.
    /// </summary>
    private static int Rank(ReadOnlySpan<float> scores, int label)
    {
        int rank = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            // Written as a negation so that a label whose score is not a number comes last.
            if (i != label && (i < label ? !(scores[i] < scores[label]) : !(scores[i] <= scores[label])))
                rank++;
        }

        return rank;
    }
}
