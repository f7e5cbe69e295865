namespace DeepVision.Generated;

/// <summary>
/// Samples kept as floats, with labels (classification) or targets (regression, several labels at once). Values reach
/// the network as they are. Safe for concurrent reading.
/// </summary>
public sealed class TensorDataset : Dataset
{
    private readonly float[] _inputs;
    private readonly float[] _targets = [];
    private readonly int[] _labels = [];

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
            throw new ArgumentException(FormattableString.Invariant($"There are {Count} inputs but {targetCount} targets."), nameof(targets));

        InputShape = inputShape;
        TargetLength = targetLength;
        _inputs = inputs;
        _targets = targets;
    }

    /// <summary>Inputs with a label each. The arrays are used as they are (not copied) and must not change afterwards.</summary>
    /// <param name="inputs">Inputs one after the other, each in the order (height, width, channels).</param>
    /// <param name="inputShape">Shape of one input.</param>
    /// <param name="labels">The class of each input, from 0.</param>
    /// <param name="classCount">Number of classes; by default the largest label plus one.</param>
    /// <exception cref="ArgumentException">The sizes don't fit together, or a label is out of range.</exception>
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

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override TensorShape InputShape { get; }

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <inheritdoc/>
    public override int TargetLength { get; }

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination)
    {
        CheckIndex(index, Count);
        CheckDestination(destination.Length, InputShape.Length);
        _inputs.AsSpan(index * InputShape.Length, InputShape.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public override int GetLabel(int index)
    {
        if (ClassCount == 0)
            return base.GetLabel(index);

        CheckIndex(index, Count);
        return _labels[index];
    }

    /// <inheritdoc/>
    public override void CopyTarget(int index, Span<float> destination)
    {
        if (TargetLength == 0)
        {
            base.CopyTarget(index, destination);
            return;
        }

        CheckIndex(index, Count);
        CheckDestination(destination.Length, TargetLength);
        _targets.AsSpan(index * TargetLength, TargetLength).CopyTo(destination);
    }
}
