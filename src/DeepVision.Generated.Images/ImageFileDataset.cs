using System.Buffers;

namespace DeepVision.Generated.Images;

/// <summary>
/// Pictures that stay in their files: each is read when a batch needs it, and training reads ahead on threads of its own
/// (<see cref="TrainingOptions.LoadingThreads"/>). For sets that don't fit into memory; <see cref="Decode"/> keeps the others there. A batch
/// gets the same bytes either way, scaled to 0..1. Its views (Take, Skip, Shuffle, Split, Subset) share the list of files. Safe for
/// concurrent reading.
/// </summary>
public sealed class ImageFileDataset : Dataset
{
    /// <summary>What each byte is in 0..1: the quotient by 255, as data kept in memory has it.</summary>
    private static readonly float[] s_unitRange = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    private readonly string[] _paths;
    private readonly int[] _labels;
    private readonly ImageOptions _options;

    /// <summary>Makes a data set of files, none of which is opened yet.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="labels">The class of each, from 0.</param>
    /// <param name="shape">Shape of a picture as the network reads it: height, width, and 1 or 3 channels.</param>
    /// <param name="classCount">Number of classes; by default that of the names, or the largest label plus one.</param>
    /// <param name="classNames">A name for each class, for people to read; optional.</param>
    /// <param name="options">How pictures are read; the defaults if null.</param>
    /// <exception cref="ArgumentException">The files and labels are not as many, a label is out of range, or the shape is none of a picture.</exception>
    public ImageFileDataset(
        IReadOnlyList<string> paths, IReadOnlyList<int> labels, TensorShape shape, int? classCount = null, IReadOnlyList<string>? classNames = null, ImageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(labels);
        ImageShape.Check(shape, nameof(shape));
        _options = options ?? ImageOptions.Default;
        (_paths, _labels) = ([.. paths], [.. labels]);
        if (_paths.Length != _labels.Length)
            throw new ArgumentException(FormattableString.Invariant($"{_paths.Length} files came with {_labels.Length} labels."), nameof(labels));
        ClassCount = classCount ?? classNames?.Count ?? _labels.DefaultIfEmpty(-1).Max() + 1;
        if (classNames is not null && classNames.Count != ClassCount)
            throw new ArgumentException(FormattableString.Invariant($"{ClassCount} classes came with {classNames.Count} names."), nameof(classNames));
        int wrong = Array.FindIndex(_labels, label => (uint)label >= (uint)ClassCount);
        if (wrong >= 0)
            throw new ArgumentException(FormattableString.Invariant($"{_paths[wrong]} has the label {_labels[wrong]}; labels must be 0 to {ClassCount - 1}."), nameof(labels));
        (InputShape, ClassNames) = (shape, classNames);
    }

    private ImageFileDataset(ImageFileDataset whole, int[] indices)
    {
        (InputShape, ClassCount, ClassNames, _options) = (whole.InputShape, whole.ClassCount, whole.ClassNames, whole._options);
        _paths = [.. indices.Select(index => whole._paths[index])];
        _labels = [.. indices.Select(index => whole._labels[index])];
    }

    /// <inheritdoc/>
    public override int Count => _paths.Length;

    /// <inheritdoc/>
    public override TensorShape InputShape { get; }

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <summary>A name for each class, where the data set knows them.</summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>The files, in the order of the samples.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>True: a file is read and decoded for each sample.</summary>
    public override bool LoadsSlowly => true;

    /// <summary>Reads all files once and keeps their pixels in memory, as bytes.</summary>
    /// <param name="skipUnreadable">
    /// Told of each file that can't be read, which is then left out; by default the first such file is refused. Called on the threads that
    /// read, but not at the same time.
    /// </param>
    /// <param name="threads">Threads that read; 0 for all cores. Results don't depend on it.</param>
    /// <param name="progress">Told a few times a second how far loading is; optional. Called on the threads that read, but not at the same time.</param>
    /// <param name="cancellationToken">Ends loading.</param>
    /// <exception cref="ImageFileException">A file can't be read, and none is to be skipped.</exception>
    /// <exception cref="InvalidOperationException">The pixels are more than one array can hold.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">Loading was cancelled.</exception>
    public ImageDataset Decode(
        Action<ImageFileException>? skipUnreadable = null, int threads = 0, IProgress<ImageLoadingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        int length = InputShape.Length;
        if ((long)Count * length > Array.MaxLength)
            throw new InvalidOperationException(FormattableString.Invariant($"{Count:N0} pictures of {InputShape} are {(long)Count * length:N0} bytes, more than one array can hold. Use the data set as it is: it reads files when a batch needs them."));
        byte[] pixels = GC.AllocateUninitializedArray<byte>(Count * length);
        int[] readable = ImageLoading.Read(this, pixels, skipUnreadable, threads, progress, cancellationToken);
        ImageDataset all = new(pixels, InputShape, _labels, ClassCount, ClassNames);
        return readable.Length == Count ? all : all.Subset(readable);
    }

    /// <summary>
    /// The files that can be read: all are read once, which takes as long as an epoch of loading, so that none fails in the middle of a
    /// training.
    /// </summary>
    /// <param name="report">Told of each file that is left out; optional. Called on the threads that read, but not at the same time.</param>
    /// <param name="threads">Threads that read; 0 for all cores.</param>
    /// <param name="progress">Told a few times a second how far it is; optional. Called on the threads that read, but not at the same time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ImageFileDataset WithoutUnreadable(
        Action<ImageFileException>? report = null, int threads = 0, IProgress<ImageLoadingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Subset(ImageLoading.Read(this, null, report ?? (static _ => { }), threads, progress, cancellationToken));

    /// <inheritdoc/>
    public override ImageFileDataset Subset(ReadOnlySpan<int> indices)
    {
        foreach (int index in indices)
            CheckIndex(index);
        return new(this, indices.ToArray());
    }

    /// <inheritdoc/>
    public override ImageFileDataset Take(int count) => (ImageFileDataset)base.Take(count);

    /// <inheritdoc/>
    public override ImageFileDataset Take(Range range) => (ImageFileDataset)base.Take(range);

    /// <inheritdoc/>
    public override ImageFileDataset Skip(int count) => (ImageFileDataset)base.Skip(count);

    /// <inheritdoc/>
    public override ImageFileDataset Shuffle(int seed) => (ImageFileDataset)base.Shuffle(seed);

    /// <inheritdoc cref="Dataset.Split"/>
    public new (ImageFileDataset First, ImageFileDataset Second) Split(double fraction, int seed = 0)
    {
        (Dataset first, Dataset second) = base.Split(fraction, seed);
        return ((ImageFileDataset)first, (ImageFileDataset)second);
    }

    /// <inheritdoc/>
    /// <exception cref="ImageFileException">The file can't be read.</exception>
    public override void CopyInput(int index, Span<float> destination)
    {
        CheckIndex(index);
        int length = InputShape.Length;
        if (destination.Length < length)
            throw new ArgumentException(FormattableString.Invariant($"One sample has {length} values, but there is room for {destination.Length}."), nameof(destination));
        byte[] pixels = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            ReadPixels(index, pixels.AsSpan(0, length));
            for (int i = 0; i < length; i++)
                destination[i] = s_unitRange[pixels[i]];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    /// <inheritdoc/>
    public override int GetLabel(int index)
    {
        CheckIndex(index);
        return _labels[index];
    }

    /// <summary>Reads one picture.</summary>
    internal void ReadPixels(int index, Span<byte> pixels) => ImageReader.ReadFile(_paths[index], InputShape, _options, pixels);

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, FormattableString.Invariant($"The data set has {Count} samples, numbered from 0."));
    }
}
