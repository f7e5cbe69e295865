namespace DeepVision.Generated;

/// <summary>Some samples of a data set, laid out for a training step. Reused from step to step.</summary>
public sealed class Batch
{
    /// <summary>Makes room for <paramref name="capacity"/> samples.</summary>
    /// <param name="capacity">Samples at most, 1 or more.</param>
    /// <param name="inputLength">Values of one input.</param>
    /// <param name="targetLength">Values of one target; 0 where the loss takes labels.</param>
    public Batch(int capacity, int inputLength, int targetLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputLength, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(targetLength);
        Inputs = new float[capacity * inputLength];
        Labels = targetLength == 0 ? new int[capacity] : [];
        Targets = new float[capacity * targetLength];
        Capacity = capacity;
    }

    /// <summary>Samples that fit.</summary>
    public int Capacity { get; }

    /// <summary>Samples present, 1 to <see cref="Capacity"/>.</summary>
    public int Count { get; set; }

    /// <summary>Inputs, sample after sample, in the order (height, width, channels).</summary>
    public float[] Inputs { get; }

    /// <summary>One label for each sample, from 0; empty where the loss takes targets.</summary>
    public int[] Labels { get; }

    /// <summary>Targets, sample after sample; empty where the loss takes labels.</summary>
    public float[] Targets { get; }
}
