namespace DeepVision.Generated;

/// <summary>Some samples of a data set, laid out for a training step. Reused from step to step.</summary>
public sealed class Batch
{
    private readonly int _inputLength;
    private readonly int _targetLength;
    private readonly int _labelLength;
    private readonly int[] _indices;
    private bool _hasIndices;

    /// <summary>Makes room for <paramref name="capacity"/> samples.</summary>
    /// <param name="capacity">Samples at most, 1 or more.</param>
    /// <param name="inputLength">Values of one input.</param>
    /// <param name="targetLength">Values of one target; 0 where the loss takes labels.</param>
    /// <param name="labelLength">Labels of one sample where the loss takes labels: 1, or one for each pixel.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or one array can't hold so many samples.</exception>
    public Batch(int capacity, int inputLength, int targetLength, int labelLength = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputLength, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(targetLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(labelLength, 1);
        int answers = targetLength == 0 ? labelLength : targetLength;
        int limit = Limit(inputLength, answers);
        if (capacity > limit)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, FormattableString.Invariant($"One array has room for {Quantity.Of(limit, "sample")} of {Quantity.Of(Math.Max(inputLength, answers), "value")}."));
        _inputLength = inputLength;
        _targetLength = targetLength;
        _labelLength = labelLength;
        Inputs = new float[capacity * inputLength];
        Labels = targetLength == 0 ? new int[capacity * labelLength] : [];
        Targets = new float[capacity * targetLength];
        _indices = new int[capacity];
        Capacity = capacity;
    }

    /// <summary>Samples that fit.</summary>
    public int Capacity { get; }

    /// <summary>Samples present, 1 to <see cref="Capacity"/>; 0 until the batch is filled.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above <see cref="Capacity"/>.</exception>
    public int Count
    {
        get;
        set
        {
            if ((uint)value > (uint)Capacity)
                throw new ArgumentOutOfRangeException(nameof(Count), value, FormattableString.Invariant($"The batch has room for {Quantity.Of(Capacity, "sample")}."));
            field = value;
            _hasIndices = false;
        }
    }

    /// <summary>Inputs, sample after sample, in the order (height, width, channels).</summary>
    public float[] Inputs { get; }

    /// <summary>
    /// One label for each sample or, for networks that label pixels, for each pixel in the order (sample, row, column), from 0; empty
    /// where the loss takes targets.
    /// </summary>
    public int[] Labels { get; }

    /// <summary>Targets, sample after sample; empty where the loss takes labels.</summary>
    public float[] Targets { get; }

    /// <summary>Samples that one array can hold.</summary>
    internal static int Limit(int inputLength, int outputLength) => Array.MaxLength / Math.Max(inputLength, outputLength);

    /// <summary>Copies samples of a data set into the batch, with their labels or targets, and sets <see cref="Count"/>.</summary>
    /// <param name="data">A data set whose inputs and targets are as long as those of the batch; labels 0 and 1 count as targets of one value.</param>
    /// <param name="indices">Which samples, 1 to <see cref="Capacity"/> of them.</param>
    /// <exception cref="ArgumentException">The data set or the number of samples doesn't fit the batch.</exception>
    public void Fill(Dataset data, ReadOnlySpan<int> indices)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputShape.Length != _inputLength || (_targetLength > 0 && data.AnswerLength != _targetLength))
            throw new ArgumentException(FormattableString.Invariant($"The batch holds inputs of {Quantity.Of(_inputLength, "value")} and targets of {_targetLength}, but those of the data set have {data.InputShape.Length} and {data.TargetLength}."), nameof(data));
        if (_targetLength == 0 && data.LabelLength != _labelLength)
            throw new ArgumentException(FormattableString.Invariant($"The batch holds {Quantity.Of(_labelLength, "label")} of a sample, but the data set has {data.LabelLength}."), nameof(data));
        if (indices.IsEmpty || indices.Length > Capacity)
            throw new ArgumentException(FormattableString.Invariant($"The batch takes 1 to {Quantity.Of(Capacity, "sample")}, but {Quantity.Given(indices.Length)}."), nameof(indices));

        for (int i = 0; i < indices.Length; i++)
        {
            data.CopyInput(indices[i], Inputs.AsSpan(i * _inputLength, _inputLength));
            if (_targetLength == 0)
                data.CopyLabels(indices[i], Labels.AsSpan(i * _labelLength, _labelLength));
            else
                data.CopyAnswer(indices[i], Targets.AsSpan(i * _targetLength, _targetLength));
        }

        Count = indices.Length;
        indices.CopyTo(_indices);
        _hasIndices = true;
    }

    /// <summary>Where a sample stands in its data set; -1 if the batch was filled by hand.</summary>
    internal int IndexOf(int sample) => _hasIndices ? _indices[sample] : -1;
}
