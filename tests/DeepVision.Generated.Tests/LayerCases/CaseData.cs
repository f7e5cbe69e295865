using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>Random batches for a case, reproducible from their seed.</summary>
internal static class CaseData
{
    /// <summary>Behind the last sample lies what an earlier, larger batch left there: nothing may come of it.</summary>
    private const float Leftover = 1000;

    /// <summary>Where labels may be ignored, one of so many is.</summary>
    private const int IgnoredPart = 4;

    /// <summary>A batch of <paramref name="count"/> samples with inputs in −1..1, labels and targets in 0..1.</summary>
    public static Batch Draw(ReferenceNetwork reference, int count, int capacity, int seed)
    {
        Random random = new(seed);
        int pixels = reference.Output.Height * reference.Output.Width;
        Batch batch = new(capacity, reference.Input.Length, reference.Loss.TakesLabels ? 0 : reference.Output.Length, pixels) { Count = count };
        Array.Fill(batch.Inputs, Leftover);
        Array.Fill(batch.Targets, Leftover);
        for (int i = 0; i < count * reference.Input.Length; i++)
            batch.Inputs[i] = 2 * random.NextSingle() - 1;
        if (reference.Loss.TakesLabels)
        {
            for (int i = 0; i < count * pixels; i++)
                batch.Labels[i] = reference.Loss.IgnoredLabel is { } ignored && random.Next(IgnoredPart) == 0 ? ignored : random.Next(reference.Output.Channels);
        }
        else
        {
            for (int i = 0; i < count * reference.Output.Length; i++)
                batch.Targets[i] = random.NextSingle();
        }

        return batch;
    }

    public static ReferenceTensor ToReference(this Batch batch, ReferenceNetwork reference) =>
        ReferenceTensor.From(batch.Inputs, batch.Count, reference.Input);

    public static ReferencePass Train(this ReferenceNetwork reference, Batch batch, in StepSettings settings) =>
        reference.Train(batch.ToReference(reference), batch.Labels, batch.Targets, settings.Seed, settings.Step);
}

/// <summary>What fixes the dropout masks of a step.</summary>
internal readonly record struct StepSettings(int Seed, long Step);
