using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Collects a <see cref="SegmentationResult"/> sample by sample.</summary>
/// <param name="classCount">Number of classes.</param>
/// <param name="ignoredLabel">The label of pixels that don't count.</param>
/// <param name="loss">The loss of a sample; null for the cross-entropy of its pixels.</param>
internal sealed class SegmentationCounts(int classCount, int ignoredLabel, LabelLoss? loss = null)
{
    private readonly long[] _confusion = new long[classCount * classCount];
    private double _loss;
    private long _count;

    /// <summary>Adds a sample.</summary>
    /// <param name="labels">A label for each pixel, all of them classes or ignored.</param>
    /// <param name="scores">Scores of all classes, pixel after pixel.</param>
    public void Add(ReadOnlySpan<int> labels, ReadOnlySpan<float> scores)
    {
        _count++;
        if (loss is not null)
            _loss += loss(scores, labels);
        for (int pixel = 0; pixel < labels.Length; pixel++)
        {
            int label = labels[pixel];
            if (label == ignoredLabel)
                continue;
            ReadOnlySpan<float> row = scores.Slice(pixel * classCount, classCount);
            if (loss is null)
                _loss += ScoreSoftmax.CrossEntropy(row, label);
            _confusion[label * classCount + ClassificationCounts.Best(row, label)]++;
        }
    }

    public SegmentationResult ToResult()
    {
        long pixels = _confusion.Sum();
        double parts = loss is null ? pixels : _count;
        return new(_count, parts == 0 ? 0 : _loss / parts, new ConfusionMatrix([.. _confusion.Chunk(classCount)]));
    }
}
