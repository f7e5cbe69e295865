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

    /// <summary>Checks that a further input has a name of its own.</summary>
    public static void NewInput(Dataset data, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name == InputInfo.Own || data.FurtherInputs.Any(input => input.Name == name))
            throw new ArgumentException($"The data set has an input \"{name}\" already.", nameof(name));
    }

    /// <summary>Checks that further labels or targets have a name of their own.</summary>
    public static void NewAnswers(Dataset data, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (data.NamedAnswers.Any(answers => answers.Name == name))
            throw new ArgumentException($"The data set has labels or targets \"{name}\" already.", nameof(name));
    }

    /// <summary>Checks that there are values for all samples.</summary>
    public static void Values(long length, int samples, int sampleLength, string name, string parameter)
    {
        if (length != (long)samples * sampleLength)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"\"{name}\" needs {Quantity.Of(sampleLength, "value")} for each of {Quantity.Of(samples, "sample")}, {(long)samples * sampleLength} in all, but {Quantity.Given(length)}."),
                parameter);
        }
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
