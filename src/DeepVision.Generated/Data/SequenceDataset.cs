namespace DeepVision.Generated;

/// <summary>
/// Sequences that differ in length, with a label or a target each, for networks declared with <see cref="NetworkAttribute.VariableLength"/>. Batches hold zeros behind the end
/// of each, and its length as the input <c>"lengths"</c>.
/// </summary>
public sealed class SequenceDataset : Dataset
{
    private static readonly InputInfo[] s_furtherInputs = [new(InputInfo.Lengths, new TensorShape(1)) { IsLengths = true }];

    private readonly IReadOnlyList<float[]> _sequences;
    private readonly int[] _labels = [];
    private readonly float[] _targets = [];

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
        return ClassCount == 0 ? base.GetLabel(index) : _labels[index];
    }

    /// <inheritdoc/>
    public override void CopyTarget(int index, Span<float> destination)
    {
        CheckIndex(index, Count);
        if (TargetLength == 0)
        {
            base.CopyTarget(index, destination);
            return;
        }

        CheckDestination(destination.Length, TargetLength);
        _targets.AsSpan(index * TargetLength, TargetLength).CopyTo(destination);
    }
}
