using DeepVision.Generated.Tests.Reference;
using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>Random batches for a case, reproducible from their seed.</summary>
internal static class CaseData
{
    /// <summary>Behind the last sample lies what an earlier, larger batch left there: nothing may come of it.</summary>
    private const float Leftover = 1000;

    private const int NoClass = 77;

    /// <summary>Where labels may be ignored, one of so many is.</summary>
    private const int IgnoredPart = 4;

    /// <summary>A batch of <paramref name="count"/> samples with inputs in −1..1 or tokens, labels and targets in 0..1.</summary>
    public static Batch Draw(ReferenceNetwork reference, int count, int capacity, int seed)
    {
        Random random = new(seed);
        if (reference.FurtherInputs.Count > 0 || reference.Predicting.Count > 1)
            return DrawSeveral(reference, random, count, capacity);
        int pixels = reference.Output.Height * reference.Output.Width;
        Batch batch = new(capacity, reference.Input.Length, reference.Loss.TakesLabels ? 0 : reference.Output.Length, pixels) { Count = count };
        Array.Fill(batch.Inputs, Leftover);
        Array.Fill(batch.Targets, Leftover);
        for (int i = 0; i < count * reference.Input.Length; i++)
            batch.Inputs[i] = DrawInput(reference, 0, random);
        if (reference.Loss.TakesLabels)
        {
            for (int i = 0; i < count * pixels; i++)
                batch.Labels[i] = DrawLabel(reference.Loss, reference.Output.Channels, random);
        }
        else
        {
            for (int i = 0; i < count * reference.Output.Length; i++)
                batch.Targets[i] = random.NextSingle();
            if (reference.Loss.TakesProbabilities)
                Normalise(batch.Targets.AsSpan(0, count * reference.Output.Length), reference.Output.Channels);
        }

        return batch;
    }

    /// <summary>All inputs, the network's own first.</summary>
    public static IReadOnlyList<ReferenceTensor> ToReference(this Batch batch, ReferenceNetwork reference) =>
    [
        ReferenceTensor.From(batch.Inputs, batch.Count, reference.Input),
        .. reference.FurtherInputs.Select(further => ReferenceTensor.From(batch.GetInput(further.Name), batch.Count, further.Shape)),
    ];

    public static ReferencePass Train(this ReferenceNetwork reference, Batch batch, in StepSettings settings) => reference.Train(
        batch.ToReference(reference),
        [.. Enumerable.Range(0, reference.Predicting.Count).Select(batch.LabelsOf)],
        [.. Enumerable.Range(0, reference.Predicting.Count).Select(batch.TargetsOf)],
        settings.Seed, settings.Step);

    /// <summary>The first samples as engines take them for a prediction: sample by sample all inputs, one behind the other.</summary>
    public static float[] ForPrediction(this Batch batch, ReferenceNetwork reference, int count)
    {
        (float[] Values, int Length)[] inputs =
        [
            (batch.Inputs, reference.Input.Length),
            .. reference.FurtherInputs.Select(further => (batch.GetInput(further.Name), further.Shape.Length)),
        ];
        return [.. Enumerable.Range(0, count).SelectMany(sample => inputs.SelectMany(input => input.Values.AsSpan(sample * input.Length, input.Length).ToArray()))];
    }

    private static Batch DrawSeveral(ReferenceNetwork reference, Random random, int count, int capacity)
    {
        InputInfo[] inputs = [Info("input", reference.Input), .. reference.FurtherInputs.Select(further => Info(further.Name, further.Shape))];
        HeadInfo[] heads = [.. reference.Predicting.Select(head => new HeadInfo(
            head.Name, KindOf(head.Loss, reference.OutputOf(head)), head.Input, Info("", reference.OutputOf(head)).Shape, (float)head.Weight)
            { SoftTargets = head.Loss.TakesProbabilities })];
        Batch batch = new(capacity, inputs, heads) { Count = count };
        foreach ((int number, InputInfo input) in inputs.Index())
            Fill(batch.GetInput(input.Name), input.Shape.Length, () => DrawInput(reference, number, random));
        foreach (ReferenceInput lengths in reference.FurtherInputs.Where(further => further.Steps > 0))
            DrawLengths(random, batch, batch.GetInput(lengths.Name), reference);
        for (int head = 0; head < heads.Length; head++)
        {
            Fill(batch.TargetsOf(head), heads[head].TargetLength, random.NextSingle);
            if (heads[head].SoftTargets)
                Normalise(batch.TargetsOf(head).AsSpan(0, count * heads[head].TargetLength), heads[head].TargetLength);
            for (int i = 0; i < count * heads[head].LabelLength && heads[head].TargetLength == 0; i++)
                batch.LabelsOf(head)[i] = DrawLabel(reference.Predicting[head].Loss, heads[head].Shape.Channels, random);
            if (reference.Predicting[head].Lengths is { } lengths)
                SpoilBehindEnds(batch, batch.FurtherInput(ReferenceNode.NetworkInput - lengths - 1), head, heads[head].Shape);
        }

        return batch;

        void Fill(float[] values, int length, Func<float> draw)
        {
            Array.Fill(values, Leftover);
            for (int i = 0; i < count * length; i++)
                values[i] = draw();
        }
    }

    /// <summary>Lengths of sequences; behind their ends stands what must not reach anything.</summary>
    private static void DrawLengths(Random random, Batch batch, float[] lengths, ReferenceNetwork reference)
    {
        SampleShape sequence = reference.Input;
        for (int sample = 0; sample < batch.Count; sample++)
        {
            int length = random.Next(1, sequence.Width + 1);
            lengths[sample] = length;
            // Tokens have to be some everywhere.
            if (reference.VocabularyOf(0) == 0)
                batch.Inputs.AsSpan(sample * sequence.Length + length * sequence.Channels, (sequence.Width - length) * sequence.Channels).Fill(float.NaN);
        }
    }

    /// <summary>Behind the ends of sequences stand labels that are no classes, and targets that aren't numbers.</summary>
    private static void SpoilBehindEnds(Batch batch, float[] lengths, int head, TensorShape shape)
    {
        for (int sample = 0; sample < batch.Count; sample++)
        {
            int steps = shape.Width, length = (int)lengths[sample];
            if (batch.LabelsOf(head) is { Length: > 0 } labels)
                labels.AsSpan(sample * steps + length, steps - length).Fill(NoClass);
            else
                batch.TargetsOf(head).AsSpan(sample * shape.Length + length * shape.Channels, (steps - length) * shape.Channels).Fill(float.NaN);
        }
    }

    private static HeadKind KindOf(ReferenceLoss loss, SampleShape scores) =>
        loss.TakesLabels && scores.Height * scores.Width > 1 ? HeadKind.Segmentation
        : loss.TakesLabels || loss.TakesProbabilities ? HeadKind.Classification
        : HeadKind.Regression;

    /// <summary>A class, or the label that doesn't count.</summary>
    private static int DrawLabel(ReferenceLoss loss, int classes, Random random) =>
        loss.IgnoredLabel is { } ignored && random.Next(IgnoredPart) == 0 ? ignored : random.Next(classes);

    /// <summary>A value of an input: a token where it holds some.</summary>
    private static float DrawInput(ReferenceNetwork reference, int number, Random random) =>
        reference.VocabularyOf(number) is > 0 and int size ? random.Next(size) : 2 * random.NextSingle() - 1;

    /// <summary>Makes rows of values add up to 1.</summary>
    private static void Normalise(Span<float> values, int length)
    {
        for (int start = 0; start < values.Length; start += length)
        {
            Span<float> row = values.Slice(start, length);
            float sum = row.ToArray().Sum();
            foreach (ref float value in row)
                value /= sum;
        }
    }

    private static InputInfo Info(string name, SampleShape shape) => new(
        name, shape.Steps > 0 ? new TensorShape(shape.Steps, shape.Height, shape.Width, shape.Channels) : new TensorShape(shape.Height, shape.Width, shape.Channels));
}

/// <summary>What fixes the dropout masks of a step.</summary>
internal readonly record struct StepSettings(int Seed, long Step);
