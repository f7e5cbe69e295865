namespace DeepVision.Generated;

/// <summary>
/// Sequences that differ in length, with a label or a target each, or one for each of its steps, for networks declared with <see cref="NetworkAttribute.VariableLength"/>. Batches hold
/// zeros behind the end of each, and its length as the input <c>"lengths"</c>.
/// </summary>
public sealed class SequenceDataset : Dataset
{
    private static readonly InputInfo[] s_furtherInputs = [new(InputInfo.Lengths, new TensorShape(1)) { IsLengths = true }];

    private readonly IReadOnlyList<float[]> _sequences;
    private readonly int[] _labels = [];
    private readonly float[] _targets = [];

    // Of each sequence those of its steps; null where it has one.
    private readonly IReadOnlyList<int[]>? _stepLabels;
    private readonly IReadOnlyList<float[]>? _stepTargets;

    /// <summary>Sequences with a label each. The arrays are used as they are (not copied) and must not change afterwards.</summary>
    /// <param name="sequences">The steps of each sequence, one behind the other.</param>
    /// <param name="shape">The shape of the longest that networks read, (steps, features).</param>
    /// <param name="labels">The class of each sequence, from 0.</param>
    /// <param name="classCount">Number of classes; by default the largest label plus one.</param>
    /// <exception cref="ArgumentException">A sequence is empty, longer than the shape or no whole number of steps; the labels are not as many as the sequences, or one is out of range.</exception>
    public SequenceDataset(IReadOnlyList<float[]> sequences, TensorShape shape, int[] labels, int? classCount = null)
        : this(sequences, shape)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ClassCount = DatasetChecks.ClassCount(labels, Count, classCount);
        _labels = labels;
    }

    /// <summary>Sequences with a target each. The arrays are used as they are (not copied) and must not change afterwards.</summary>
    /// <param name="sequences">The steps of each sequence, one behind the other.</param>
    /// <param name="shape">The shape of the longest that networks read, (steps, features).</param>
    /// <param name="targets">Targets one after the other.</param>
    /// <param name="targetLength">Values of one target.</param>
    /// <exception cref="ArgumentException">A sequence is empty, longer than the shape or no whole number of steps; the targets are not as many as the sequences.</exception>
    public SequenceDataset(IReadOnlyList<float[]> sequences, TensorShape shape, float[] targets, int targetLength)
        : this(sequences, shape)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetLength, 1);
        DatasetChecks.Values(targets.LongLength, Count, targetLength, nameof(targets), nameof(targets));
        (_targets, TargetLength) = (targets, targetLength);
    }

    /// <summary>
    /// Sequences with a label for each step, for networks that end in SoftmaxCrossEntropy over the steps. The arrays are used as they are (not copied) and must not change afterwards.
    /// </summary>
    /// <param name="sequences">The steps of each sequence, one behind the other.</param>
    /// <param name="shape">The shape of the longest that networks read, (steps, features).</param>
    /// <param name="labels">For each sequence the class of each of its steps, from 0.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="ignoredLabel">The label of steps that don't count; null if all do.</param>
    /// <exception cref="ArgumentException">A sequence is empty, longer than the shape or no whole number of steps; there isn't a label for each step, or one is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is below 1.</exception>
    public SequenceDataset(IReadOnlyList<float[]> sequences, TensorShape shape, IReadOnlyList<int[]> labels, int classCount, int? ignoredLabel)
        : this(sequences, shape)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        CheckSteps(labels, valuesPerStep: 1, "label", nameof(labels));
        (_stepLabels, ClassCount, LabelMapShape) = (labels, classCount, new TensorShape(shape.Width, 1));
        for (int i = 0; i < labels.Count; i++)
        {
            if (LabelMapCheck.FindUnknown(labels[i], classCount, ignoredLabel ?? SoftmaxCrossEntropy.NoLabel) is >= 0 and int step)
                throw new ArgumentException(LabelMapCheck.Describe(labels[i][step], step, LabelMapShape.Value, FormattableString.Invariant($"sequence {i}"), "the data set", classCount, ignoredLabel), nameof(labels));
        }
    }

    /// <summary>
    /// Sequences with a target for each step, for networks that end in a loss of numbers or in BinaryCrossEntropy over the steps. The arrays are used as they are (not copied) and must
    /// not change afterwards.
    /// </summary>
    /// <param name="sequences">The steps of each sequence, one behind the other.</param>
    /// <param name="shape">The shape of the longest that networks read, (steps, features).</param>
    /// <param name="targets">For each sequence the targets of its steps, one behind the other.</param>
    /// <param name="valuesPerStep">Values of the target of a step.</param>
    /// <exception cref="ArgumentException">A sequence is empty, longer than the shape or no whole number of steps; there isn't a target for each step.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="valuesPerStep"/> is below 1.</exception>
    public SequenceDataset(IReadOnlyList<float[]> sequences, TensorShape shape, IReadOnlyList<float[]> targets, int valuesPerStep)
        : this(sequences, shape)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(valuesPerStep, 1);
        CheckSteps(targets, valuesPerStep, "value", nameof(targets));
        (_stepTargets, TargetLength) = (targets, shape.Width * valuesPerStep);
    }

    private SequenceDataset(IReadOnlyList<float[]> sequences, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (shape.Rank != 2 || shape.Length == 0)
            throw new ArgumentException($"Sequences have a shape of (steps, features), but this one is {shape}.", nameof(shape));
        for (int i = 0; i < sequences.Count; i++)
        {
            int length = (sequences[i] ?? throw new ArgumentException(FormattableString.Invariant($"Sequence {i} is null."), nameof(sequences))).Length;
            if (length == 0 || length > shape.Length || length % shape.Channels != 0)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"A sequence has 1 to {Quantity.Of(shape.Width, "step")} of {Quantity.Of(shape.Channels, "value")} each, but sequence {i} has {Quantity.Of(length, "value")}."), nameof(sequences));
            }
        }

        (_sequences, InputShape) = (sequences, shape);
    }

    /// <inheritdoc/>
    public override int Count => _sequences.Count;

    /// <inheritdoc/>
    public override TensorShape InputShape { get; }

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <inheritdoc/>
    public override TensorShape? LabelMapShape { get; }

    /// <inheritdoc/>
    public override int TargetLength { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<InputInfo> FurtherInputs => s_furtherInputs;

    /// <summary>Steps of one sequence.</summary>
    /// <param name="index">Which sequence, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the data set.</exception>
    public int GetLength(int index)
    {
        CheckIndex(index, Count);
        return _sequences[index].Length / InputShape.Channels;
    }

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination)
    {
        CheckIndex(index, Count);
        CheckDestination(destination.Length, InputShape.Length);
        _sequences[index].CopyTo(destination);
        destination[_sequences[index].Length..InputShape.Length].Clear();
    }

    /// <inheritdoc/>
    public override void CopyInput(string name, int index, Span<float> destination)
    {
        if (name != InputInfo.Lengths)
        {
            base.CopyInput(name, index, destination);
            return;
        }

        CheckDestination(destination.Length, 1);
        destination[0] = GetLength(index);
    }

    /// <inheritdoc/>
    public override int GetLabel(int index)
    {
        CheckIndex(index, Count);
        return _stepLabels is not null ? throw new NotSupportedException($"This data set has a label for every step, not one for the sequence. {nameof(CopyLabels)} gives them.")
            : ClassCount == 0 ? base.GetLabel(index)
            : _labels[index];
    }

    /// <inheritdoc/>
    /// <remarks>Behind the labels of the steps stand zeros, which count for nothing.</remarks>
    public override void CopyLabels(int index, Span<int> destination)
    {
        if (_stepLabels is null)
        {
            base.CopyLabels(index, destination);
            return;
        }

        CheckIndex(index, Count);
        CheckDestination(destination.Length, InputShape.Width);
        _stepLabels[index].CopyTo(destination);
        destination[_stepLabels[index].Length..InputShape.Width].Clear();
    }

    /// <inheritdoc/>
    /// <remarks>Behind the targets of steps stand zeros, which count for nothing.</remarks>
    public override void CopyTarget(int index, Span<float> destination)
    {
        CheckIndex(index, Count);
        if (TargetLength == 0)
        {
            base.CopyTarget(index, destination);
            return;
        }

        CheckDestination(destination.Length, TargetLength);
        ReadOnlySpan<float> target = _stepTargets is null ? _targets.AsSpan(index * TargetLength, TargetLength) : _stepTargets[index];
        target.CopyTo(destination);
        destination[target.Length..TargetLength].Clear();
    }

    /// <summary>Checks that there is something for each step of each sequence.</summary>
    private void CheckSteps<T>(IReadOnlyList<T[]> values, int valuesPerStep, string what, string parameterName)
    {
        if (values.Count != Count)
            throw new ArgumentException(FormattableString.Invariant($"{Quantity.Of(Count, "sequence")} came with the {parameterName} of {values.Count}."), parameterName);
        for (int i = 0; i < Count; i++)
        {
            int length = (values[i] ?? throw new ArgumentException(FormattableString.Invariant($"The {parameterName} of sequence {i} are null."), parameterName)).Length;
            if (length != GetLength(i) * valuesPerStep)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Sequence {i} has {Quantity.Of(GetLength(i), "step")}, so that its {parameterName} are {Quantity.Of(GetLength(i) * valuesPerStep, what)}, but {Quantity.Given(length)}."), parameterName);
            }
        }
    }
}
