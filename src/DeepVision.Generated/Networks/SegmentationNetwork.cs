using System.Buffers;
using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// A network that ends in SoftmaxCrossEntropy or another loss for classes over an image: it tells for every pixel which of several classes it belongs to. The scores of
/// a pixel become probabilities by softmax. Over a sequence it tells that of every step: here the steps are the pixels, of an image of one row.
/// </summary>
public abstract class SegmentationNetwork : Network
{
    private readonly int _ignoredLabel;
    private readonly LabelLoss? _loss;

    /// <summary>Called by generated code.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="ignoredLabel">The label of pixels that don't count; <see cref="SoftmaxCrossEntropy.NoLabel"/> if all do.</param>
    /// <param name="seed">Fixes the initial weights, the order of the samples and the dropout masks.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    protected SegmentationNetwork(NetworkArchitecture architecture, int ignoredLabel, int seed, Device? device)
        : base(architecture, seed, device) => _ignoredLabel = ignoredLabel;

    /// <summary>Called by generated code for a network that is evaluated by another loss than cross-entropy.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="ignoredLabel">The label of pixels that don't count; <see cref="SoftmaxCrossEntropy.NoLabel"/> if all do.</param>
    /// <param name="loss">The loss of a sample, whose mean is over the samples.</param>
    /// <param name="seed">Fixes the initial weights, the order of the samples and the dropout masks.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    protected SegmentationNetwork(NetworkArchitecture architecture, int ignoredLabel, LabelLoss loss, int seed, Device? device)
        : base(architecture, seed, device) => (_ignoredLabel, _loss) = (ignoredLabel, loss);

    /// <summary>Number of classes; labels are 0 to <c>ClassCount - 1</c>.</summary>
    public int ClassCount => Architecture.OutputShape.Channels;

    internal sealed override int TargetLength => 0;

    internal sealed override int LabelLength => Architecture.OutputShape.Height * Architecture.OutputShape.Width;

    /// <summary>Finds the class of every pixel of one image. Safe to call from several threads at once.</summary>
    /// <param name="input">Values as in training, usually 0..1, in the order (height, width, channels).</param>
    /// <returns>A label for each pixel of the output, which may be smaller than the image.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    // First choice for lists of whole numbers, which could be bytes as well.
    [OverloadResolutionPriority(1)]
    public LabelMap Predict(ReadOnlySpan<float> input)
    {
        CheckOneInput(input.Length, nameof(input));
        int[] labels = new int[LabelLength];
        Predict(input, labels);
        return ToMap(labels);
    }

    /// <summary>Finds the class of every pixel of one image of bytes, which are scaled to 0..1 as data sets of bytes are. Safe to call from several threads at once.</summary>
    /// <param name="pixels">Bytes in the order (height, width, channels).</param>
    /// <returns>A label for each pixel of the output, which may be smaller than the image.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public LabelMap Predict(ReadOnlySpan<byte> pixels)
    {
        int[] labels = new int[LabelLength];
        float[] scores = ArrayPool<float>.Shared.Rent(Architecture.OutputShape.Length);
        try
        {
            Span<float> rows = scores.AsSpan(0, Architecture.OutputShape.Length);
            Score(pixels, rows);
            LabelMap.FindLabels(rows, labels);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }

        return ToMap(labels);
    }

    /// <summary>Finds the class of every pixel of one or several images without allocating. Safe to call from several threads at once.</summary>
    /// <param name="input">One image, or several one after another.</param>
    /// <param name="labels">Takes a label for each pixel of the output of each image.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<int> labels)
    {
        CheckNotDisposed();
        int inputLength = Architecture.InputShape.Length;
        int images = input.Length / inputLength;
        if (labels.Length != (long)images * LabelLength)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} gives {Quantity.Of(LabelLength, "label")} for each of {Quantity.Of(images, "image")}, {(long)images * LabelLength} in all, but there is room for {labels.Length}."), nameof(labels));
        float[] scores = ArrayPool<float>.Shared.Rent(labels.Length * ClassCount);
        try
        {
            Span<float> rows = scores.AsSpan(0, labels.Length * ClassCount);
            Score(input, rows, nameof(labels));
            LabelMap.FindLabels(rows, labels);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    /// <summary>Finds the probability of every class for every pixel of one or several images without allocating. Safe to call from several threads at once.</summary>
    /// <param name="input">One image, or several one after another.</param>
    /// <param name="probabilities">Takes <see cref="ClassCount"/> probabilities for each pixel of the output, in the order (image, row, column, class).</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> probabilities)
    {
        Score(input, probabilities, nameof(probabilities));
        int classes = ClassCount;
        for (int start = 0; start < probabilities.Length; start += classes)
            ScoreSoftmax.InPlace(probabilities.Slice(start, classes));
    }

    /// <summary>
    /// Loss, accuracy and intersection over union over the pixels of a data set, without those that are ignored. The loss is the plain mean
    /// cross-entropy: class weights and label smoothing shape training only. A network with Dice tells that, as a mean over the images.
    /// </summary>
    /// <param name="data">Images with label maps.</param>
    /// <param name="batchSize">Images that run together; results don't depend on it.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="ArgumentException">The data set is empty or doesn't fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1, or more than one array has room for.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public SegmentationResult Evaluate(Dataset data, int batchSize = 16, CancellationToken cancellationToken = default)
    {
        CheckNotDisposed();
        DatasetCheck.Fits(this, data, nameof(data));
        return Evaluate(data, batchSize, Threads, cancellationToken);
    }

    internal sealed override ValidationScore Validate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken)
    {
        SegmentationResult result = Evaluate(data, batchSize, threads, cancellationToken);
        return new ValidationScore(result.Loss, result.Accuracy);
    }

    private protected sealed override long[] CountClasses(Dataset data, int head)
    {
        long[] counts = new long[ClassCount];
        int[] labels = new int[LabelLength];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyLabels(i, labels);
            foreach (int label in labels)
            {
                // What is no class is ignored, or refused when its batch comes.
                if (label != _ignoredLabel && (uint)label < (uint)counts.Length)
                    counts[label]++;
            }
        }

        return counts;
    }

    private protected sealed override void CheckAnswers(Batch batch)
    {
        if (batch.Labels.Length != batch.Capacity * LabelLength)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} learns from {Quantity.Of(LabelLength, "label")} for each {(Architecture.OutputShape.Rank == 2 ? "sequence, one for every step" : "image, one for every pixel")}, but the batch has {batch.Labels.Length / batch.Capacity}. {nameof(CreateBatch)} makes a batch that fits."), nameof(batch));
        int place = LabelMapCheck.FindUnknown(batch.Labels.AsSpan(0, batch.Count * LabelLength), ClassCount, _ignoredLabel);
        if (place < 0)
            return;
        int sample = place / LabelLength;
        string origin = batch.IndexOf(sample) is >= 0 and int index ? FormattableString.Invariant($" (sample {index} of the data set)") : "";
        throw new ArgumentException(Describe(batch.Labels[place], place % LabelLength, FormattableString.Invariant($"sample {sample} of the batch{origin}")), nameof(batch));
    }

    private SegmentationResult Evaluate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken)
    {
        var counts = new SegmentationCounts(ClassCount, _ignoredLabel, _loss);
        int[] labels = new int[LabelLength];
        ScoreAll(data, batchSize, threads, cancellationToken, (sample, scores) =>
        {
            data.CopyLabels(sample, labels);
            int place = LabelMapCheck.FindUnknown(labels, ClassCount, _ignoredLabel);
            if (place >= 0)
                throw new ArgumentException(Describe(labels[place], place, FormattableString.Invariant($"sample {sample} of the data set")));
            counts.Add(labels, scores);
        });
        return counts.ToResult();
    }

    private string Describe(int label, int pixel, string sample) => LabelMapCheck.Describe(
        label, pixel, Architecture.OutputShape, sample, Architecture.Name, ClassCount, _ignoredLabel == SoftmaxCrossEntropy.NoLabel ? null : _ignoredLabel);

    private LabelMap ToMap(int[] labels) => new(Architecture.OutputShape.Height, Architecture.OutputShape.Width, labels);
}
