namespace DeepVision.Generated;

/// <summary>
/// Images of one size with a label for every pixel, for networks that end in SoftmaxCrossEntropy over an image. Images are kept as bytes, which a
/// batch gets scaled to 0..1, or as floats, which reach the network as they are. Its views (Take, Skip, Shuffle, Split, Subset) share the
/// pixels. Safe for concurrent reading.
/// </summary>
public sealed class SegmentationDataset : Dataset
{
    // One of the two is empty.
    private readonly byte[] _bytes = [];
    private readonly float[] _floats = [];
    private readonly byte[] _labels;
    private readonly TensorShape _mapShape;

    // Null for all images in their order.
    private readonly int[]? _indices;

    /// <summary>Makes a data set over the given arrays, which are used as they are (not copied) and must not change afterwards.</summary>
    /// <param name="pixels">Images one after the other, each in the order (height, width, channels).</param>
    /// <param name="shape">Shape of one image.</param>
    /// <param name="labels">A label map for each image, one after the other: the class of every pixel, from 0, in the order (row, column).</param>
    /// <param name="classCount">Number of classes; by default the largest label plus one.</param>
    /// <param name="ignoredLabel">The label of pixels that don't count; null if all do.</param>
    /// <param name="mapShape">
    /// Shape of one label map (height, width, 1), for networks that label fewer pixels than they see; by default as large as the image.
    /// </param>
    /// <exception cref="ArgumentException">The sizes don't fit together, or a label is out of range.</exception>
    public SegmentationDataset(byte[] pixels, TensorShape shape, byte[] labels, int? classCount = null, byte? ignoredLabel = null, TensorShape? mapShape = null)
        : this(shape, mapShape, pixels?.LongLength ?? throw new ArgumentNullException(nameof(pixels)), labels, classCount, ignoredLabel) => _bytes = pixels;

    /// <inheritdoc cref="SegmentationDataset(byte[], TensorShape, byte[], int?, byte?, TensorShape?)"/>
    public SegmentationDataset(float[] pixels, TensorShape shape, byte[] labels, int? classCount, byte? ignoredLabel, TensorShape? mapShape)
        : this(shape, mapShape, pixels?.LongLength ?? throw new ArgumentNullException(nameof(pixels)), labels, classCount, ignoredLabel) => _floats = pixels;

    private SegmentationDataset(TensorShape shape, TensorShape? mapShape, long length, byte[] labels, int? classCount, byte? ignoredLabel)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (shape.Rank != 3)
            throw new ArgumentException($"Images need a shape of (height, width, channels), but got {shape}.", nameof(shape));
        _mapShape = mapShape ?? new TensorShape(shape.Height, shape.Width, 1);
        if (_mapShape is not { Rank: 3, Channels: 1 })
            throw new ArgumentException($"Label maps need a shape of (height, width, 1), but got {_mapShape}.", nameof(mapShape));

        Count = DatasetChecks.SampleCount(length, shape.Length, "images", "pixels");
        int maps = DatasetChecks.SampleCount(labels.LongLength, _mapShape.Length, "label maps", nameof(labels));
        if (maps != Count)
            throw new ArgumentException(FormattableString.Invariant($"{Quantity.Of(Count, "image")} came with {Quantity.Of(maps, "label map")} of {_mapShape.Height}×{_mapShape.Width}."), nameof(labels));
        InputShape = shape;
        _labels = labels;
        ClassCount = CountClasses(classCount, ignoredLabel);
    }

    private SegmentationDataset(SegmentationDataset whole, int[] indices)
    {
        Count = indices.Length;
        InputShape = whole.InputShape;
        ClassCount = whole.ClassCount;
        (_bytes, _floats, _labels, _mapShape, _indices) = (whole._bytes, whole._floats, whole._labels, whole._mapShape, indices);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override TensorShape InputShape { get; }

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <inheritdoc/>
    public override TensorShape? LabelMapShape => _mapShape;

    /// <inheritdoc/>
    public override SegmentationDataset Subset(ReadOnlySpan<int> indices) =>
        new(this, _indices is null ? Selection.Check(indices, Count) : Selection.Compose(indices, _indices));

    /// <inheritdoc/>
    public override SegmentationDataset Take(int count) => Subset(Selection.Take(count, Count));

    /// <inheritdoc/>
    public override SegmentationDataset Take(Range range) => Subset(Selection.Take(range, Count));

    /// <inheritdoc/>
    public override SegmentationDataset Skip(int count) => Subset(Selection.Skip(count, Count));

    /// <inheritdoc/>
    public override SegmentationDataset Shuffle(int seed) => Subset(Selection.Shuffle(seed, Count));

    /// <inheritdoc cref="Dataset.Split"/>
    public new (SegmentationDataset First, SegmentationDataset Second) Split(double fraction, int seed = 0)
    {
        (int[] first, int[] second) = StratifiedSplit.Part(this, fraction, seed);
        return (Subset(first), Subset(second));
    }

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination)
    {
        int length = InputShape.Length, start = At(index) * length;
        CheckDestination(destination.Length, length);
        if (_floats.Length > 0)
            _floats.AsSpan(start, length).CopyTo(destination);
        else
            PixelScaling.ToUnitRange(_bytes.AsSpan(start, length), destination);
    }

    /// <inheritdoc/>
    public override void CopyLabels(int index, Span<int> destination)
    {
        ReadOnlySpan<byte> map = LabelsOf(index);
        CheckDestination(destination.Length, map.Length);
        for (int i = 0; i < map.Length; i++)
            destination[i] = map[i];
    }

    /// <summary>The label map of one image in the order (row, column).</summary>
    /// <param name="index">Which image, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the data set.</exception>
    public ReadOnlySpan<byte> LabelsOf(int index) => _labels.AsSpan(At(index) * _mapShape.Length, _mapShape.Length);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Every pixel has a label of its own.</exception>
    public override int GetLabel(int index) =>
        throw new NotSupportedException($"This data set has a label for every pixel, not one for the image. {nameof(CopyLabels)} gives them.");

    private int CountClasses(int? classCount, byte? ignoredLabel)
    {
        if (classCount < 1)
            throw new ArgumentOutOfRangeException(nameof(classCount), classCount, "A labelled data set has at least one class.");
        int largest = -1;
        for (int i = 0; i < _labels.Length; i++)
        {
            if (_labels[i] == ignoredLabel)
                continue;
            if (_labels[i] >= (classCount ?? int.MaxValue))
                throw new ArgumentException(LabelMapCheck.Describe(_labels[i], i % _mapShape.Length, _mapShape, FormattableString.Invariant($"image {i / _mapShape.Length}"), "the data set", classCount!.Value, ignoredLabel), "labels");
            largest = Math.Max(largest, _labels[i]);
        }

        return classCount ?? largest + 1;
    }

    private int At(int index)
    {
        CheckIndex(index, Count);
        return _indices is null ? index : _indices[index];
    }
}
