namespace DeepVision.Generated;

/// <summary>
/// Labelled images of one size, kept as bytes; a batch gets them scaled to 0..1. Safe for concurrent reading.
/// </summary>
public sealed class ImageDataset : Dataset
{
    private readonly ReadOnlyMemory<byte> _pixels;
    private readonly ReadOnlyMemory<int> _labels;

    /// <summary>Makes a data set over the given arrays, which are used as they are (not copied) and must not change afterwards.</summary>
    /// <param name="pixels">Images one after the other, each in the order (height, width, channels).</param>
    /// <param name="shape">Shape of one image.</param>
    /// <param name="labels">The class of each image, from 0.</param>
    /// <param name="classCount">Number of classes; by default the largest label plus one.</param>
    /// <param name="classNames">A name for each class, for people to read; optional.</param>
    /// <exception cref="ArgumentException">The sizes don't fit together, or a label is out of range.</exception>
    public ImageDataset(byte[] pixels, TensorShape shape, int[] labels, int? classCount = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        if (shape.Rank != 3)
            throw new ArgumentException($"Images need a shape of (height, width, channels), but got {shape}.", nameof(shape));

        int samples = DatasetChecks.SampleCount(pixels.LongLength, shape.Length, "images", nameof(pixels));
        ClassCount = DatasetChecks.ClassCount(labels, samples, classCount ?? classNames?.Count);
        if (classNames is not null && classNames.Count != ClassCount)
            throw new ArgumentException(FormattableString.Invariant($"There are {ClassCount} classes but {classNames.Count} class names."), nameof(classNames));

        InputShape = shape;
        ClassNames = classNames;
        _pixels = pixels;
        _labels = labels;
    }

    private ImageDataset(ImageDataset whole, int start, int count)
    {
        InputShape = whole.InputShape;
        ClassCount = whole.ClassCount;
        ClassNames = whole.ClassNames;
        _pixels = whole._pixels.Slice(start * InputShape.Length, count * InputShape.Length);
        _labels = whole._labels.Slice(start, count);
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override TensorShape InputShape { get; }

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <summary>A name for each class, where the data set knows them.</summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>The pixels of one image in the order (height, width, channels).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the data set.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            CheckIndex(index, Count);
            return _pixels.Span.Slice(index * InputShape.Length, InputShape.Length);
        }
    }

    /// <summary>The first <paramref name="count"/> images, or all if there are fewer. Shares the pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public ImageDataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new ImageDataset(this, 0, Math.Min(count, Count));
    }

    /// <summary>All images but the first <paramref name="count"/>. Shares the pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public ImageDataset Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int start = Math.Min(count, Count);
        return new ImageDataset(this, start, Count - start);
    }

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination)
    {
        ReadOnlySpan<byte> image = this[index];
        CheckDestination(destination.Length, image.Length);
        PixelScaling.ToUnitRange(image, destination);
    }

    /// <inheritdoc/>
    public override int GetLabel(int index)
    {
        CheckIndex(index, Count);
        return _labels.Span[index];
    }
}
