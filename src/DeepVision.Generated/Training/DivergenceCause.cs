using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Finds out why a loss is not finite, from the most certain cause to the most likely.</summary>
internal static class DivergenceCause
{
    /// <summary>Values beyond this were hardly scaled: standardised data stay below 10, bytes reach 255.</summary>
    private const float LargeInput = 30;

    public static string Find(Batch batch, Network network, float learningRate) => Explain(Inspect(batch, network), network, learningRate);

    /// <summary>Puts into words what was found in the batch or, if nothing was, in the weights.</summary>
    public static string Explain(in BatchDefects batch, Network network, float learningRate)
    {
        if (batch.BadInput >= 0)
            return FormattableString.Invariant($"Sample {batch.BadInput} of the batch holds an input that is infinite or not a number: clean the data.");
        if (batch.BadTarget >= 0)
            return FormattableString.Invariant($"Sample {batch.BadTarget} of the batch holds a target that is infinite or not a number: clean the data.");

        string rate = FormattableString.Invariant($"the learning rate ({learningRate}) is probably too high. Lower it, warm it up (WarmUpSchedule), or limit the gradients ({nameof(TrainingOptions)}.{nameof(TrainingOptions.ClipNorm)})");
        if (FirstNotFinite(network.Parameters.Values) >= 0)
            return $"The steps before have made weights infinite or not a number: {rate}.";

        return batch.LargestInput > LargeInput
            ? FormattableString.Invariant($"Inputs reach {batch.LargestInput:0.#}: scale them, to 0..1 for example. If they are meant to be so large, {rate}.")
            : $"The weights have grown too large: {rate}.";
    }

    private static BatchDefects Inspect(Batch batch, Network network)
    {
        int inputLength = network.Architecture.InputShape.Length;
        ReadOnlySpan<float> inputs = batch.Inputs.AsSpan(0, batch.Count * inputLength);
        int badInput = FirstNotFinite(inputs);
        int badTarget = batch.Targets.Length > 0 ? FirstNotFinite(batch.Targets.AsSpan(0, batch.Count * network.TargetLength)) : -1;
        return new BatchDefects(
            badInput < 0 ? -1 : badInput / inputLength,
            badTarget < 0 ? -1 : badTarget / network.TargetLength,
            Largest(inputs));
    }

    private static int FirstNotFinite(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }

        return -1;
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (float value in values)
            largest = MathF.Max(largest, MathF.Abs(value));
        return largest;
    }
}
