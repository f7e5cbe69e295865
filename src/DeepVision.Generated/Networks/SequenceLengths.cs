namespace DeepVision.Generated;

/// <summary>Checks the lengths of sequences before anything is done with them.</summary>
internal static class SequenceLengths
{
    /// <summary>Throws unless all sequences of a batch have lengths that the network reads.</summary>
    public static void Check(NetworkArchitecture architecture, Batch batch, string parameterName)
    {
        if (architecture.LengthsInput is not (> 0 and int number))
            return;
        float[] lengths = batch.FurtherInput(number - 1);
        for (int sample = 0; sample < batch.Count; sample++)
            Check(architecture, lengths[sample], sample, "the batch", parameterName);
    }

    /// <summary>Throws unless all sequences of a data set have lengths that the network reads.</summary>
    public static void Check(NetworkArchitecture architecture, Dataset data, string parameterName)
    {
        if (architecture.LengthsInput == 0)
            return;
        Span<float> length = [0];
        for (int sample = 0; sample < data.Count; sample++)
        {
            data.CopyInput(InputInfo.Lengths, sample, length);
            Check(architecture, length[0], sample, "the data set", parameterName);
        }
    }

    /// <summary>Steps of the sequence of a sample in a batch; 0 where all have one length.</summary>
    public static int Of(NetworkArchitecture architecture, Batch batch, int sample) => architecture.LengthsInput is > 0 and int number ? (int)batch.FurtherInput(number - 1)[sample] : 0;

    /// <summary>The same of a sample of which all inputs lie one behind the other.</summary>
    public static int Of(NetworkArchitecture architecture, ReadOnlySpan<float> inputs) => architecture.LengthsInput is > 0 and int number ? (int)inputs[architecture.InputPlace(number)] : 0;

    /// <summary>Values of a sample's own input that count: those in front of the end of its sequence.</summary>
    public static int ValuesOf(NetworkArchitecture architecture, Batch batch, int sample) =>
        architecture.LengthsInput > 0 ? Of(architecture, batch, sample) * architecture.InputShape.Channels : architecture.InputShape.Length;

    /// <summary>Labels of a sample for a head that count: those of the steps in front of the end of its sequence.</summary>
    /// <param name="head">The head.</param>
    /// <param name="length">Steps of the sequence.</param>
    public static int LabelsOf(HeadInfo head, int length) => head.HasLengths ? length : head.LabelLength;

    /// <summary>Values of a sample's target for a head that count: those of the steps in front of the end of its sequence.</summary>
    /// <param name="head">The head.</param>
    /// <param name="length">Steps of the sequence.</param>
    public static int TargetValuesOf(HeadInfo head, int length) => head.HasLengths && head.TargetLength > 0 ? length * head.Shape.Channels : head.TargetLength;

    /// <summary>Throws unless a sequence has a length that the network reads.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="length">The length.</param>
    /// <param name="sample">Number of the sample.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="parameterName">The parameter that is wrong then.</param>
    public static void Check(NetworkArchitecture architecture, float length, int sample, string place, string parameterName)
    {
        int steps = architecture.InputShape.Width;
        if (!(length >= 1 && length <= steps && length == (int)length))
            throw new ArgumentException(FormattableString.Invariant($"{architecture.Name} reads sequences of 1 to {Quantity.Of(steps, "step")}, but sample {sample} of {place} has the length {length}."), parameterName);
    }
}
