using System.Globalization;
using System.Text;

namespace DeepVision.Generated;

/// <summary>How often each class was taken for each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    internal ConfusionMatrix(int classCount, long[] counts) => (ClassCount, _counts) = (classCount, counts);

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Samples of class <paramref name="actual"/> that were classified as <paramref name="predicted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            CheckLabel(actual, nameof(actual));
            CheckLabel(predicted, nameof(predicted));
            return _counts[actual * ClassCount + predicted];
        }
    }

    /// <summary>Samples of one class.</summary>
    public long ActualCount(int label)
    {
        CheckLabel(label, nameof(label));
        return Enumerable.Range(0, ClassCount).Sum(predicted => this[label, predicted]);
    }

    /// <summary>Samples that were classified as one class.</summary>
    public long PredictedCount(int label)
    {
        CheckLabel(label, nameof(label));
        return Enumerable.Range(0, ClassCount).Sum(actual => this[actual, label]);
    }

    /// <summary>A table: a row for each actual class, a column for each predicted class.</summary>
    public override string ToString()
    {
        int width = Math.Max(_counts.Max(), ClassCount - 1).ToString(CultureInfo.InvariantCulture).Length + 1;
        var text = new StringBuilder().Append(' ', width);
        for (int predicted = 0; predicted < ClassCount; predicted++)
            text.Append(predicted.ToString(CultureInfo.InvariantCulture).PadLeft(width));
        for (int actual = 0; actual < ClassCount; actual++)
        {
            text.Append('\n').Append(actual.ToString(CultureInfo.InvariantCulture).PadLeft(width));
            for (int predicted = 0; predicted < ClassCount; predicted++)
                text.Append(this[actual, predicted].ToString(CultureInfo.InvariantCulture).PadLeft(width));
        }

        return text.ToString();
    }

    private void CheckLabel(int label, string name)
    {
        if ((uint)label >= (uint)ClassCount)
            throw new ArgumentOutOfRangeException(name, label, FormattableString.Invariant($"There are {ClassCount} classes, numbered from 0."));
    }
}
