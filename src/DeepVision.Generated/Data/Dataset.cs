namespace DeepVision.Generated;

/// <summary>
/// Samples to train, evaluate or predict with: inputs, and for each a class label or a target (or neither).
/// Derive from it to feed data of your own; all members are called from one thread at a time for one batch, but
/// possibly from several threads over the life of the data set, so reading must not change anything.
/// </summary>
public abstract class Dataset
{
    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Shape of one input.</summary>
    public abstract TensorShape InputShape { get; }

    /// <summary>Number of classes; labels are 0 to <c>ClassCount - 1</c>. 0 without labels.</summary>
    public virtual int ClassCount => 0;

    /// <summary>Values of one target; 0 without targets.</summary>
    public virtual int TargetLength => 0;

    /// <summary>
    /// Copies one input in the order (height, width, channels). Data kept as bytes is scaled to 0..1, everything else
    /// is copied as it is.
    /// </summary>
    /// <param name="index">Which sample, from 0.</param>
    /// <param name="destination">Takes <c>InputShape.Length</c> values; the rest is left as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the data set.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public abstract void CopyInput(int index, Span<float> destination);

    /// <summary>The class of one sample, from 0.</summary>
    /// <exception cref="NotSupportedException">The data set has no labels.</exception>
    public virtual int GetLabel(int index) =>
        throw new NotSupportedException("This data set has no labels. Give labels to its constructor, or use a network whose loss takes targets.");

    /// <summary>Copies the target of one sample.</summary>
    /// <param name="index">Which sample, from 0.</param>
    /// <param name="destination">Takes <see cref="TargetLength"/> values.</param>
    /// <exception cref="NotSupportedException">The data set has no targets.</exception>
    public virtual void CopyTarget(int index, Span<float> destination) =>
        throw new NotSupportedException("This data set has no targets. Give targets to its constructor, or use a network whose loss takes labels.");

    private protected static void CheckIndex(int index, int count)
    {
        if ((uint)index >= (uint)count)
            throw new ArgumentOutOfRangeException(nameof(index), index, FormattableString.Invariant($"The data set has {count} samples, numbered from 0."));
    }

    private protected static void CheckDestination(int length, int needed)
    {
        if (length < needed)
            throw new ArgumentException(FormattableString.Invariant($"One sample has {needed} values, but there is room for {length}."), "destination");
    }
}
