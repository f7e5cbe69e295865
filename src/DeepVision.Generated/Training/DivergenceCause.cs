using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Finds out why numbers are not finite, from the most certain cause to the most likely, and puts it into words.</summary>
internal static class DivergenceCause
{
    /// <summary>Values beyond this were hardly scaled: standardised data stay below 10, bytes reach 255.</summary>
    private const float LargeInput = 30;

    private const string CleanTheData = "infinite or not a number: clean the data.";

    /// <summary>A step whose loss, gradients, statistics or new weights are not finite.</summary>
    /// <param name="divergence">What is known of the step.</param>
    /// <param name="network">The network; its newest parameters are in its own buffer.</param>
    /// <param name="samples">The batch, if it is still there.</param>
    public static TrainingDivergedException Explain(in StepDivergence divergence, Network network, Batch? samples = null)
    {
        BatchDefects batch = divergence.Batch;
        UpdateFault fault = divergence.Fault;
        string? tensor = fault.Kind == UpdateFaultKind.None ? null : TensorAt(network.Architecture, fault.Parameter);
        int badSample = batch.BadInput >= 0 ? batch.BadInput : batch.BadTarget;
        string cause;
        if (badSample >= 0)
        {
            cause = batch.BadInput < 0 && network is CustomLossNetwork
                ? FormattableString.Invariant($"Of sample {badSample} of the batch {nameof(CustomLossNetwork.Backward)} got a gradient that is infinite or not a number.")
                : FormattableString.Invariant($"Sample {badSample} of the batch holds {(batch.BadInput >= 0 ? "an input" : "a target")} that is {CleanTheData}");
            if (samples?.IndexOf(badSample) is >= 0 and int index)
                cause += FormattableString.Invariant($" It is sample {index} of the data set.");
        }
        else
        {
            tensor ??= FiniteValues.FindOther(network.Parameters.Values) is >= 0 and int place ? TensorAt(network.Architecture, place) : null;
            cause = LikelyCause(divergence, fault.Kind == UpdateFaultKind.None ? tensor : null);
        }

        string problem = fault.Kind switch
        {
            UpdateFaultKind.Gradient => $"The gradient of {tensor} is infinite or not a number",
            UpdateFaultKind.Statistics => $"The batch would make {tensor} infinite or not a number",
            UpdateFaultKind.Weight => $"The update would make {tensor} infinite or not a number",
            _ => $"The loss is {Describe(divergence.Loss)}",
        };
        return new TrainingDivergedException(divergence.Step + 1, divergence.Loss, FormattableString.Invariant($"{problem} at step {divergence.Step + 1}. {cause}"))
        {
            TensorName = tensor,
            IsDataAtFault = badSample >= 0,
        };
    }

    /// <summary>A validation whose loss is not finite.</summary>
    /// <param name="data">The validation data.</param>
    /// <param name="loss">Their loss.</param>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <param name="network">The network.</param>
    public static TrainingDivergedException ExplainValidation(Dataset data, double loss, int epoch, Network network)
    {
        string? defect = FindDefect(data, network);
        string cause = defect
            ?? "All inputs and targets are finite, so the scores overflow: the weights have grown too large, or some inputs are far larger than those the network has learned from.";
        return new TrainingDivergedException(network.StepsTaken, (float)loss, FormattableString.Invariant($"The validation loss is {Describe((float)loss)} behind epoch {epoch}. {cause}"))
        {
            IsDataAtFault = defect is not null,
        };
    }

    /// <summary>Looks for values that are not finite in the samples of a batch.</summary>
    public static BatchDefects Inspect(Batch batch, Network network)
    {
        NetworkArchitecture architecture = network.Architecture;
        int badTarget = architecture.Heads.Count == 0 ? FindSample(batch.Targets, batch.Count, network.TargetLength) : -1;
        (int badInput, float largest) = (-1, 0);
        for (int sample = 0; sample < batch.Count; sample++)
        {
            ReadOnlySpan<float> input = batch.Inputs.AsSpan(sample * architecture.InputShape.Length, SequenceLengths.ValuesOf(architecture, batch, sample));
            if (badInput < 0 && FiniteValues.FindOther(input) >= 0)
                badInput = sample;
            largest = MathF.Max(largest, Largest(input));
        }

        for (int number = 0; number < architecture.FurtherInputs.Count; number++)
        {
            if (architecture.FurtherInputs[number].IsLengths)
                continue;
            int length = architecture.FurtherInputs[number].Shape.Length;
            badInput = FirstOf(badInput, FindSample(batch.FurtherInput(number), batch.Count, length));
            largest = MathF.Max(largest, Largest(batch.FurtherInput(number).AsSpan(0, batch.Count * length)));
        }

        for (int number = 0; number < architecture.Heads.Count; number++)
            badTarget = FirstOf(badTarget, FindTarget(architecture, number, batch));
        return new BatchDefects(badInput, badTarget, largest);
    }

    /// <summary>The first sample with a value that is not finite; −1 if there is none.</summary>
    private static int FindSample(float[] values, int count, int length) =>
        length > 0 && FiniteValues.FindOther(values.AsSpan(0, count * length)) is >= 0 and int place ? place / length : -1;

    /// <summary>The first sample whose target for a head is not finite, in front of the end of its sequence; −1 if there is none.</summary>
    private static int FindTarget(NetworkArchitecture architecture, int number, Batch batch)
    {
        HeadInfo head = architecture.Heads[number];
        for (int sample = 0; sample < batch.Count; sample++)
        {
            if (FiniteValues.FindOther(batch.TargetsOf(number).AsSpan(sample * head.TargetLength, SequenceLengths.TargetValuesOf(head, SequenceLengths.Of(architecture, batch, sample)))) >= 0)
                return sample;
        }

        return -1;
    }

    private static int FirstOf(int sample, int other) => sample < 0 ? other : other < 0 ? sample : Math.Min(sample, other);

    private static string LikelyCause(in StepDivergence divergence, string? badTensor)
    {
        string rate = FormattableString.Invariant($"the learning rate ({divergence.LearningRate}) is probably too high. Lower it, warm it up (WarmUpSchedule), or limit the gradients ({nameof(TrainingOptions)}.{nameof(TrainingOptions.ClipNorm)})");
        if (badTensor is not null)
            return $"{badTensor} holds values that are infinite or not a number. No step leaves such values behind: they were loaded or set.";

        return divergence.Batch.LargestInput > LargeInput
            ? FormattableString.Invariant($"Inputs reach {divergence.Batch.LargestInput:0.#}: scale them, to 0..1 for example. If they are meant to be so large, {rate}.")
            : $"The weights have grown too large: {rate}.";
    }

    private static string? FindDefect(Dataset data, Network network)
    {
        float[] input = new float[network.Architecture.InputLength], target = new float[network.TargetLength];
        for (int sample = 0; sample < data.Count; sample++)
        {
            network.CopyInputs(data, sample, input);
            if (FiniteValues.FindOther(input) >= 0)
                return FormattableString.Invariant($"Sample {sample} of the validation data holds an input that is {CleanTheData}");
            for (int number = 0; number < network.Architecture.Heads.Count; number++)
            {
                HeadInfo head = network.Architecture.Heads[number];
                float[] ofHead = new float[head.TargetLength];
                if (head.TargetLength > 0)
                    data.CopyAnswer(data.FindAnswers(head, number)!.Name, sample, ofHead);
                if (FiniteValues.FindOther(ofHead.AsSpan(0, SequenceLengths.TargetValuesOf(head, SequenceLengths.Of(network.Architecture, input)))) >= 0)
                    return FormattableString.Invariant($"Sample {sample} of the validation data holds a target for {head.Name} that is {CleanTheData}");
            }

            if (target.Length == 0 || network is MultiNetwork)
                continue;
            data.CopyAnswer(sample, target);
            if (FiniteValues.FindOther(target) >= 0)
                return FormattableString.Invariant($"Sample {sample} of the validation data holds a target that is {CleanTheData}");
        }

        return null;
    }

    private static string TensorAt(NetworkArchitecture architecture, int place) =>
        architecture.Parameters.First(tensor => place >= tensor.Offset && place < tensor.Offset + tensor.Layout.PackedLength).Name;

    private static string Describe(float loss) => float.IsNaN(loss) ? "not a number" : "infinite";

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (float value in values)
            largest = MathF.Max(largest, MathF.Abs(value));
        return largest;
    }
}
