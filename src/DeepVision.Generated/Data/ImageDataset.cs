namespace DeepVision.Generated;

/// <summary>
/// Labelled images of one size, or sequences of them, kept as bytes; a batch gets them scaled to 0..1. Its views (Take, Skip,
/// Shuffle, Split, Subset) share the pixels. Safe for concurrent reading.
/// </summary>
public sealed class ImageDataset : Dataset
{
    private readonly byte[] _pixels;
    private readonly int[] _labels;

    // Null for all images in their order.
    private readonly int[]? _indices;

    /// <summary>Makes a data set over the given arrays, which are used as they are (not copied) and must not change afterwards.</summary>
    /// <param name="pixels">Images one after the other, each in the order (height, width, channels), or sequences of such images.</param>
    /// <param name="shape">Shape of one image, or of one sequence.</param>
    /// <param name="labels">The class of each image, from 0.</param>
    /// <param name="classCount">Number of classes; by default the largest label plus one.</param>
    /// <param name="classNames">A name for each class, for people to read; optional.</param>
    /// <exception cref="ArgumentException">The sizes don't fit together, or a label is out of range.</exception>
    public ImageDataset(byte[] pixels, TensorShape shape, int[] labels, int? classCount = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        if (shape.Rank is not (3 or 4))
            throw new ArgumentException($"Images need a shape of (height, width, channels), sequences of them one of (steps, height, width, channels), but got {shape}.", nameof(shape));

        int samples = DatasetChecks.SampleCount(pixels.LongLength, shape.Length, "images", nameof(pixels));
        ClassCount = DatasetChecks.ClassCount(labels, samples, classCount ?? classNames?.Count);
        if (classNames is not null && classNames.Count != ClassCount)
            throw new ArgumentException(FormattableString.Invariant($"{Quantity.OfClasses(ClassCount)} came with {Quantity.Of(classNames.Count, "class name")}."), nameof(classNames));

        InputShape = shape;
        ClassNames = classNames;
        _pixels = pixels;
        _labels = labels;
    }

    /// <summary>Makes a data set of images that come one at a time, whatever gives them. Each is copied.</summary>
    /// <param name="images">The pixels of each image in the order (height, width, channels), and its class, from 0.</param>
    /// <param name="shape">Shape of one image.</param>
    /// <param name="classCount">Number of classes; by default the largest label plus one.</param>
    /// <param name="classNames">A name for each class, for people to read; optional.</param>
    /// <exception cref="ArgumentException">An image has not as many pixels as the shape, or a label is out of range.</exception>
    public static ImageDataset Create(IEnumerable<(byte[] Pixels, int Label)> images, TensorShape shape, int? classCount = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        List<byte> pixels = [];
        List<int> labels = [];
        foreach ((byte[] image, int label) in images)
        {
            if (image is null || image.Length != shape.Length)
                throw new ArgumentException(FormattableString.Invariant($"Image {labels.Count} has {Quantity.Of(image?.Length ?? 0, "byte")}, but one of {shape} has {shape.Length}."), nameof(images));
            pixels.AddRange(image);
            labels.Add(label);
        }

        return new ImageDataset([.. pixels], shape, [.. labels], classCount, classNames);
    }

    private ImageDataset(ImageDataset whole, int[] indices)
    {
        InputShape = whole.InputShape;
        ClassCount = whole.ClassCount;
        ClassNames = whole.ClassNames;
        (_pixels, _labels, _indices) = (whole._pixels, whole._labels, indices);
    }

    /// <inheritdoc/>
    public override int Count => _indices?.Length ?? _labels.Length;

    /// <inheritdoc/>
    public override TensorShape InputShape { get; }

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <summary>A name for each class, where the data set knows them.</summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>The pixels of one image in the order (height, width, channels).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the data set.</exception>
    public ReadOnlySpan<byte> this[int index] => _pixels.AsSpan(At(index) * InputShape.Length, InputShape.Length);

    /// <inheritdoc/>
    public override ImageDataset Subset(ReadOnlySpan<int> indices) =>
        new(this, _indices is null ? Selection.Check(indices, Count) : Selection.Compose(indices, _indices));

    /// <inheritdoc/>
    public override ImageDataset Take(int count) => Subset(Selection.Take(count, Count));

    /// <inheritdoc/>
    public override ImageDataset Take(Range range) => Subset(Selection.Take(range, Count));

    /// <inheritdoc/>
    public override ImageDataset Skip(int count) => Subset(Selection.Skip(count, Count));

    /// <inheritdoc/>
    public override ImageDataset Shuffle(int seed) => Subset(Selection.Shuffle(seed, Count));

    /// <inheritdoc cref="Dataset.Split"/>
    public new (ImageDataset First, ImageDataset Second) Split(double fraction, int seed = 0)
    {
        (int[] first, int[] second) = StratifiedSplit.Part(this, fraction, seed);
        return (Subset(first), Subset(second));
    }

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination)
    {
        ReadOnlySpan<byte> image = this[index];
        CheckDestination(destination.Length, image.Length);
        PixelScaling.ToUnitRange(image, destination);
    }

    /// <inheritdoc/>
    public override int GetLabel(int index) => _labels[At(index)];

    private int At(int index)
    {
        CheckIndex(index, Count);
        return _indices is null ? index : _indices[index];
    }
}
