namespace DeepVision.Generated;

/// <summary>The checks that the constructors of data sets share.</summary>
internal static class DatasetChecks
{
    /// <summary>How many samples <paramref name="length"/> values make.</summary>
    public static int SampleCount(long length, int sampleLength, string what, string parameter)
    {
        if (sampleLength < 1)
            throw new ArgumentException(FormattableString.Invariant($"One sample of {what} must have at least one value, but its shape has {sampleLength}."), parameter);
        if (length % sampleLength != 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The {what} have {Quantity.Of(length, "value")}, which is not a multiple of the {sampleLength} of one sample."),
                parameter);
        }

        return (int)(length / sampleLength);
    }

    /// <summary>Checks that there is one label per sample within range, and returns the number of classes.</summary>
    public static int ClassCount(ReadOnlySpan<int> labels, int samples, int? classCount)
    {
        if (labels.Length != samples)
            throw new ArgumentException(FormattableString.Invariant($"{Quantity.Of(samples, "sample")} came with {Quantity.Of(labels.Length, "label")}."), nameof(labels));
        if (classCount < 1)
            throw new ArgumentOutOfRangeException(nameof(classCount), classCount, "A labelled data set has at least one class.");

        int largest = -1;
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= (classCount ?? int.MaxValue))
            {
                string range = classCount is int classes ? FormattableString.Invariant($"0 to {classes - 1}") : "from 0";
                throw new ArgumentException(FormattableString.Invariant($"Label {i} is {labels[i]}; labels must be {range}."), nameof(labels));
            }

            largest = Math.Max(largest, labels[i]);
        }

        return classCount ?? largest + 1;
    }
}
