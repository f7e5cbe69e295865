using System.Runtime.CompilerServices;

namespace DeepVision.Generated;

/// <summary>
/// Samples kept as floats, with labels (classification, of whole samples or of each step of a sequence) or targets (regression, several labels at once). Values reach
/// the network as they are. Its views (Take, Skip, Shuffle, Split, Subset) share the values. Safe for concurrent reading.
/// </summary>
public sealed class TensorDataset : Dataset
{
    private readonly float[] _inputs;
    private readonly float[] _targets = [];
    private readonly int[] _labels = [];

    // Null for all samples in their order.
    private readonly int[]? _indices;

    /// <summary>Inputs with a target each. The arrays are used as they are (not copied) and must not change afterwards.</summary>
    /// <param name="inputs">Inputs one after the other, each in the order (height, width, channels).</param>
    /// <param name="inputShape">Shape of one input.</param>
    /// <param name="targets">Targets one after the other.</param>
    /// <param name="targetLength">Values of one target.</param>
    /// <exception cref="ArgumentException">The sizes don't fit together.</exception>
    public TensorDataset(float[] inputs, TensorShape inputShape, float[] targets, int targetLength)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        Count = DatasetChecks.SampleCount(inputs.LongLength, inputShape.Length, "inputs", nameof(inputs));
        int targetCount = DatasetChecks.SampleCount(targets.LongLength, targetLength, "targets", nameof(targets));
        if (targetCount != Count)
            throw new ArgumentException(FormattableString.Invariant($"{Quantity.Of(Count, "input")} came with {Quantity.Of(targetCount, "target")}."), nameof(targets));

        InputShape = inputShape;
        TargetLength = targetLength;
        _inputs = inputs;
        _targets = targets;
    }

    /// <summary>
    /// Inputs with answers to yes-or-no questions, for networks that end in BinaryCrossEntropy. The inputs are used as they
    /// are (not copied) and must not change afterwards.
    /// </summary>
    /// <param name="inputs">Inputs one after the other, each in the order (height, width, channels).</param>
    /// <param name="inputShape">Shape of one input.</param>
    /// <param name="targets">The answers that belong to the first input, then those of the second, and so on.</param>
    /// <param name="targetLength">Answers that belong to one input.</param>
    /// <exception cref="ArgumentException">The sizes don't fit together.</exception>
    public TensorDataset(float[] inputs, TensorShape inputShape, bool[] targets, int targetLength = 1)
        : this(inputs, inputShape, Array.ConvertAll(targets ?? throw new ArgumentNullException(nameof(targets)), target => target ? 1f : 0f), targetLength)
    {
    }

    /// <summary>Inputs with a label each. The arrays are used as they are (not copied) and must not change afterwards.</summary>
    /// <param name="inputs">Inputs one after the other, each in the order (height, width, channels).</param>
    /// <param name="inputShape">Shape of one input.</param>
    /// <param name="labels">The class of each input, from 0.</param>
    /// <param name="classCount">Number of classes; by default the largest label plus one.</param>
    /// <exception cref="ArgumentException">The sizes don't fit together, or a label is out of range.</exception>
    // First choice for lists of whole numbers, which could be floats as well.
    [OverloadResolutionPriority(1)]
    public TensorDataset(float[] inputs, TensorShape inputShape, int[] labels, int? classCount = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        Count = DatasetChecks.SampleCount(inputs.LongLength, inputShape.Length, "inputs", nameof(inputs));
        ClassCount = DatasetChecks.ClassCount(labels, Count, classCount);
        InputShape = inputShape;
        _inputs = inputs;
        _labels = labels;
    }

    /// <summary>
    /// Sequences with a label for each step, for networks that end in SoftmaxCrossEntropy over a sequence. The arrays are used as they are (not copied) and must
    /// not change afterwards.
    /// </summary>
    /// <param name="inputs">Inputs one after the other, step by step.</param>
    /// <param name="inputShape">Shape of one input.</param>
    /// <param name="labels">The class of each step of the first sequence, from 0, then those of the second, and so on.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="labelLength">Labels that belong to one input: the steps of what the network gives.</param>
    /// <param name="ignoredLabel">The label of steps that don't count, such as those behind the end; null if all do.</param>
    /// <exception cref="ArgumentException">The sizes don't fit together, or a label is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> or <paramref name="labelLength"/> is below 1.</exception>
    public TensorDataset(float[] inputs, TensorShape inputShape, int[] labels, int classCount, int labelLength, int? ignoredLabel)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(labelLength, 1);
        Count = DatasetChecks.SampleCount(inputs.LongLength, inputShape.Length, "inputs", nameof(inputs));
        DatasetChecks.Values(labels.LongLength, Count, labelLength, "labels", nameof(labels));
        (ClassCount, InputShape, LabelMapShape) = (classCount, inputShape, new TensorShape(labelLength, 1));
        (_inputs, _labels) = (inputs, labels);
        if (LabelMapCheck.FindUnknown(labels, classCount, ignoredLabel ?? SoftmaxCrossEntropy.NoLabel) is >= 0 and int place)
            throw new ArgumentException(LabelMapCheck.Describe(labels[place], place % labelLength, LabelMapShape.Value, FormattableString.Invariant($"sample {place / labelLength}"), "the data set", classCount, ignoredLabel), nameof(labels));
    }

    private TensorDataset(TensorDataset whole, int[] indices)
    {
        Count = indices.Length;
        InputShape = whole.InputShape;
        ClassCount = whole.ClassCount;
        TargetLength = whole.TargetLength;
        LabelMapShape = whole.LabelMapShape;
        (_inputs, _targets, _labels, _indices) = (whole._inputs, whole._targets, whole._labels, indices);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override TensorShape InputShape { get; }

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <inheritdoc/>
    public override TensorShape? LabelMapShape { get; }

    /// <inheritdoc/>
    public override int TargetLength { get; }

    /// <inheritdoc/>
    public override TensorDataset Subset(ReadOnlySpan<int> indices) =>
        new(this, _indices is null ? Selection.Check(indices, Count) : Selection.Compose(indices, _indices));

    /// <inheritdoc/>
    public override TensorDataset Take(int count) => Subset(Selection.Take(count, Count));

    /// <inheritdoc/>
    public override TensorDataset Take(Range range) => Subset(Selection.Take(range, Count));

    /// <inheritdoc/>
    public override TensorDataset Skip(int count) => Subset(Selection.Skip(count, Count));

    /// <inheritdoc/>
    public override TensorDataset Shuffle(int seed) => Subset(Selection.Shuffle(seed, Count));

    /// <inheritdoc cref="Dataset.Split"/>
    public new (TensorDataset First, TensorDataset Second) Split(double fraction, int seed = 0)
    {
        (int[] first, int[] second) = StratifiedSplit.Part(this, fraction, seed);
        return (Subset(first), Subset(second));
    }

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination)
    {
        int at = At(index);
        CheckDestination(destination.Length, InputShape.Length);
        _inputs.AsSpan(at * InputShape.Length, InputShape.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public override int GetLabel(int index) =>
        LabelMapShape is not null ? throw new NotSupportedException($"This data set has a label for every step, not one for the sequence. {nameof(CopyLabels)} gives them.")
        : ClassCount == 0 ? base.GetLabel(index) : _labels[At(index)];

    /// <inheritdoc/>
    public override void CopyLabels(int index, Span<int> destination)
    {
        if (LabelMapShape is not { Length: var length })
        {
            base.CopyLabels(index, destination);
            return;
        }

        int at = At(index);
        CheckDestination(destination.Length, length);
        _labels.AsSpan(at * length, length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public override void CopyTarget(int index, Span<float> destination)
    {
        if (TargetLength == 0)
        {
            base.CopyTarget(index, destination);
            return;
        }

        int at = At(index);
        CheckDestination(destination.Length, TargetLength);
        _targets.AsSpan(at * TargetLength, TargetLength).CopyTo(destination);
    }

    private int At(int index)
    {
        CheckIndex(index, Count);
        return _indices is null ? index : _indices[index];
    }
}
