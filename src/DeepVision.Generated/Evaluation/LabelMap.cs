using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>What a segmentation network says about one image: the most probable class of each pixel.</summary>
public sealed class LabelMap
{
    /// <summary>Makes a map of its labels.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="labels">A class from 0 for each pixel in the order (row, column); used as it is, not copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ArgumentException">There isn't one label for each pixel.</exception>
    [JsonConstructor]
    public LabelMap(int height, int width, int[] labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length != (long)height * width)
            throw new ArgumentException(FormattableString.Invariant($"A map of {height}×{width} pixels came with {Quantity.Of(labels.Length, "label")}."), nameof(labels));
        (Height, Width, Labels) = (height, width, labels);
    }

    /// <summary>The map of the most probable classes, the first of equally probable ones.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns, or the steps of a sequence, which is one row.</param>
    /// <param name="probabilities">A probability, or a score, of each class for each pixel, in the order (row, column, class).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ArgumentException">The values are not as many for each pixel.</exception>
    public static LabelMap OfProbabilities(int height, int width, ReadOnlySpan<float> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int classes = probabilities.Length / (height * width);
        if (classes == 0 || probabilities.Length != height * width * classes)
            throw new ArgumentException(FormattableString.Invariant($"A map of {height}×{width} pixels needs as many values for each of them, but {Quantity.Given(probabilities.Length)}."), nameof(probabilities));
        int[] labels = new int[height * width];
        FindLabels(probabilities, labels);
        return new LabelMap(height, width, labels);
    }

    /// <summary>The class with the largest score of each pixel, the first of equal ones.</summary>
    internal static void FindLabels(ReadOnlySpan<float> scores, Span<int> labels)
    {
        int classes = scores.Length / labels.Length;
        for (int pixel = 0; pixel < labels.Length; pixel++)
        {
            ReadOnlySpan<float> row = scores.Slice(pixel * classes, classes);
            int best = 0;
            for (int label = 1; label < row.Length; label++)
            {
                if (row[label] > row[best])
                    best = label;
            }

            labels[pixel] = best;
        }
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The class of each pixel, from 0, in the order (row, column).</summary>
    public int[] Labels { get; }

    /// <summary>The class of one pixel.</summary>
    /// <param name="row">From 0 at the top.</param>
    /// <param name="column">From 0 at the left.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public int this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Height);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Width);
            return Labels[row * Width + column];
        }
    }

    /// <summary>Size and the share of each class that occurs, for example <c>128×128 pixels: 0 (71.50 %), 2 (28.50 %)</c>.</summary>
    public override string ToString()
    {
        IEnumerable<string> shares = Labels.CountBy(label => label).OrderBy(count => count.Key)
            .Select(count => FormattableString.Invariant($"{count.Key} ({Figure.Percent((double)count.Value / Labels.Length)})"));
        return FormattableString.Invariant($"{Height}×{Width} pixels: {string.Join(", ", shares)}");
    }
}
