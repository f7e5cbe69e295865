using System.Globalization;
using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>How often each class was taken for each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[][] _counts;

    /// <summary>Makes a matrix of its rows.</summary>
    /// <param name="counts">A row for each actual class with a count for each predicted class; copied.</param>
    /// <exception cref="ArgumentException">There are no rows, a row is not as long as there are rows, or a count is negative.</exception>
    [JsonConstructor]
    public ConfusionMatrix(IReadOnlyList<IReadOnlyList<long>> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count == 0 || counts.Any(row => row is null || row.Count != counts.Count || row.Any(count => count < 0)))
            throw new ArgumentException("A confusion matrix has as many columns as rows, at least one, and no negative counts.", nameof(counts));
        _counts = [.. counts.Select(row => row.ToArray())];
    }

    /// <summary>Number of classes.</summary>
    public int ClassCount => _counts.Length;

    /// <summary>All counts: a row for each actual class, in it a count for each predicted class.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Counts => _counts;

    /// <summary>Samples of class <paramref name="actual"/> that were classified as <paramref name="predicted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            CheckLabel(actual, nameof(actual));
            CheckLabel(predicted, nameof(predicted));
            return _counts[actual][predicted];
        }
    }

    /// <summary>Samples of one class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long ActualCount(int label)
    {
        CheckLabel(label, nameof(label));
        return _counts[label].Sum();
    }

    /// <summary>Samples that were classified as one class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long PredictedCount(int label)
    {
        CheckLabel(label, nameof(label));
        return _counts.Sum(row => row[label]);
    }

    /// <summary>A table: a row for each actual class, a column for each predicted class.</summary>
    public override string ToString()
    {
        string[] labels = [.. Enumerable.Range(0, ClassCount).Select(label => label.ToString(CultureInfo.InvariantCulture))];
        int width = _counts.Max(row => row.Max()).ToString(CultureInfo.InvariantCulture).Length;
        width = Math.Max(width, labels[^1].Length) + 1;
        IEnumerable<string> rows = _counts.Select((row, label) => Line(labels[label], row.Select(count => count.ToString(CultureInfo.InvariantCulture))));
        return string.Join('\n', rows.Prepend(Line("", labels)));

        string Line(string heading, IEnumerable<string> cells) => string.Concat(cells.Prepend(heading).Select(cell => cell.PadLeft(width)));
    }

    private void CheckLabel(int label, string name)
    {
        if ((uint)label >= (uint)ClassCount)
            throw new ArgumentOutOfRangeException(name, label, $"The matrix has {Quantity.OfClasses(ClassCount)}, numbered from 0.");
    }
}
