namespace DeepVision.Generated.Tests.Sequences;

/// <summary>What programs see of losses over the steps of sequences that differ in length.</summary>
public class StepLossTests
{
    private const int Steps = 8;
    private const int Features = 3;
    private const int Classes = 3;
    private const int Samples = 40;

    [Fact]
    public void WhatStandsBehindTheEndOfLabelsIsReadByNobody() => AssertSameStep(() => new StepTagger(seed: 3), LabelsOf(Draw()), batch =>
    {
        foreach (ref int label in Behind(batch, batch.Labels, valuesPerStep: 1))
            label = 99;
    });

    [Fact]
    public void WhatStandsBehindTheEndOfTargetsIsReadByNobody() => AssertSameStep(() => new StepFollower(seed: 3), TargetsOf(Draw()), batch =>
    {
        foreach (ref float target in Behind(batch, batch.Targets, valuesPerStep: 2))
            target = float.NaN;
    });

    [Fact]
    public void WhatStandsBehindTheEndOfAnswersIsReadByNobody() => AssertSameStep(() => new StepSwitch(seed: 3), AnswersOf(Draw()), batch =>
    {
        foreach (ref float target in Behind(batch, batch.Targets, valuesPerStep: 1))
            target = -5;
    });

    [Fact]
    public void TheLossIsTheMeanOverTheStepsOfAllSequences()
    {
        float[][] sequences = Draw();
        using StepTagger tagger = new(seed: 3);
        using StepFollower follower = new(seed: 3);
        (SequenceDataset labels, SequenceDataset targets) = (LabelsOf(sequences), TargetsOf(sequences));
        double logarithms = 0, squares = 0;
        int steps = sequences.Sum(sequence => sequence.Length / Features);
        for (int i = 0; i < sequences.Length; i++)
        {
            int length = labels.GetLength(i);
            (int[] label, float[] target, float[] probabilities) = (new int[Steps], new float[Steps * 2], new float[Steps * Classes]);
            labels.CopyLabels(i, label);
            targets.CopyTarget(i, target);
            tagger.Predict(Padded(sequences[i]), [length], probabilities);
            logarithms -= Enumerable.Range(0, length).Sum(step => Math.Log(probabilities[step * Classes + label[step]]));
            squares += follower.Predict(sequences[i]).Zip(target, (value, wanted) => Math.Pow(value - wanted, 2)).Sum();
        }

        Assert.Equal(logarithms / steps, tagger.Evaluate(labels).Loss, 1e-5);
        Assert.Equal(logarithms / steps, tagger.ComputeGradients(Fill(tagger, labels)).Loss, 1e-5);
        Assert.Equal(squares / (2 * steps), follower.Evaluate(targets).MeanSquaredError, 1e-5);
        Assert.Equal(squares / (2 * steps), follower.ComputeGradients(Fill(follower, targets)).Loss, 1e-5);
    }

    [Fact]
    public void StepsInFrontOfTheEndsAreCounted()
    {
        float[][] sequences = Draw();
        int steps = sequences.Sum(sequence => sequence.Length / Features);
        using StepTagger tagger = new(seed: 3);
        using StepSwitch answers = new(seed: 3);

        SegmentationResult result = tagger.Evaluate(LabelsOf(sequences), batchSize: 7);
        BinaryResult binary = answers.Evaluate(AnswersOf(sequences), batchSize: 7);

        Assert.Equal((Samples, steps), (result.Count, result.PixelCount));
        Assert.Equal(Samples, binary.Count);
        Assert.Equal(steps, binary.TruePositives + binary.TrueNegatives + binary.FalsePositives + binary.FalseNegatives);
    }

    [Fact]
    public void ClassesAreLearned()
    {
        SequenceDataset data = LabelsOf(Draw(count: 300)), validation = LabelsOf(Draw(seed: 9));
        using StepTagger network = new(seed: 2);

        TrainingHistory history = network.Train(data, new TrainingOptions { Epochs = 20, BatchSize = 20, Optimizer = new Adam(1e-2f), Validation = validation });

        Assert.InRange(network.Evaluate(validation).Accuracy, 0.9, 1);
        Assert.Equal(network.Evaluate(validation).Accuracy, history.Epochs[^1].ValidationAccuracy!.Value, 1e-9);
    }

    [Fact]
    public void NumbersAreLearned()
    {
        SequenceDataset data = TargetsOf(Draw(count: 300));
        using StepFollower network = new(seed: 2);

        network.Train(data, new TrainingOptions { Epochs = 20, BatchSize = 20, Optimizer = new Adam(1e-2f) });

        Assert.InRange(network.Evaluate(data).R2, 0.9, 1);
    }

    [Fact]
    public void APredictionIsAsLongAsItsSequence()
    {
        using StepTagger tagger = new(seed: 2);
        using StepSwitch answers = new(seed: 2);
        using StepsAndKind both = new(seed: 2);
        float[] sequence = Draw(1, seed: 4)[0][..(5 * Features)];
        float[] together = new float[2 * Steps];

        answers.Predict([.. Padded(sequence), .. Padded(sequence)], [5, 2], together);

        Assert.Equal((1, 5), (tagger.Predict(sequence).Height, tagger.Predict(sequence).Width));
        Assert.Equal(answers.Predict(sequence), together[..5]);
        Assert.All(together[5..8], value => Assert.Equal(0, value));
        Assert.Equal(together[..2], together[8..10]);
        Assert.All(together[10..], value => Assert.Equal(0, value));
        Assert.Equal(5 * 2, both.Predict(sequence).Track.Length);
    }

    [Fact]
    public void AHeadOverStepsLearnsBesideAnother()
    {
        float[][] sequences = Draw();
        float[] room = new float[Samples * Steps * 2];
        Array.Fill(room, float.NaN);
        for (int i = 0; i < Samples; i++)
            Targets(sequences[i]).CopyTo(room, i * Steps * 2);
        Dataset data = new SequenceDataset(sequences, StepsAndKind.InputShape, [.. sequences.Select(sequence => sequence[^1] > 0 ? 1 : 0)]).WithLabels("Kind", [.. sequences.Select(sequence => sequence[^1] > 0 ? 1 : 0)])
            .WithTargets("Track", room, Steps * 2);
        using StepsAndKind network = new(seed: 2);
        double before = network.Evaluate(data).Track.MeanSquaredError;

        network.Train(data, new TrainingOptions { Epochs = 20, BatchSize = 8, Optimizer = new Adam(1e-2f) });

        Assert.InRange(network.Evaluate(data).Track.MeanSquaredError, 0, before / 2);
    }

    [Fact]
    public void BalancedClassesAreThoseOfTheStepsInFrontOfTheEnds()
    {
        // Behind the ends a data set gives label 0; the weights would make it rare if it counted.
        float[][] sequences = [.. Enumerable.Range(0, 10).Select(_ => new float[2 * Features])];
        SequenceDataset data = new(sequences, BalancedStepTagger.InputShape, [.. Enumerable.Range(0, 10).Select(_ => new[] { 0, 1 })], Classes, ignoredLabel: null);
        using BalancedStepTagger balanced = new(seed: 2);

        balanced.Train(data, new TrainingOptions { Epochs = 1, BatchSize = 10, Optimizer = new SGD(0) });
        double loss = balanced.ComputeGradients(Fill(balanced, data)).Loss;

        Assert.Equal(balanced.Evaluate(data).Loss, loss, 1e-5);
    }

    [Fact]
    public void AStepOnTargetsThatAreNoNumbersSaysWhichSample()
    {
        using StepFollower network = new(seed: 2);
        Batch batch = Fill(network, TargetsOf(Draw()));
        foreach (ref float target in Behind(batch, batch.Targets, valuesPerStep: 2))
            target = float.NaN;
        batch.Targets[5 * Steps * 2] = float.NaN;

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => network.TrainStep(batch, new Adam()).Loss);

        Assert.Contains("Sample 5 of the batch holds a target", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALabelInFrontOfTheEndIsAClass()
    {
        using StepTagger network = new(seed: 2);
        Batch batch = Fill(network, LabelsOf(Draw()));
        batch.Labels[3 * Steps] = 7;
        Assert.StartsWith("Step 0 of sample 3 of the batch has the label 7", Assert.Throws<ArgumentException>(() => network.TrainStep(batch, new Adam())).Message);
    }

    [Fact]
    public void ADataSetHasLabelsOrTargetsOfEachStep()
    {
        float[][] sequences = [new float[6], new float[3]];
        TensorShape shape = new(Steps, Features);
        Assert.StartsWith(
            "Sequence 1 has 1 step, so that its labels are 1 label, but 2 were given.", Assert.Throws<ArgumentException>(() => new SequenceDataset(sequences, shape, [[0, 1], [1, 1]], Classes, ignoredLabel: null)).Message);
        Assert.StartsWith(
            "Sequence 0 has 2 steps, so that its targets are 4 values, but 2 were given.", Assert.Throws<ArgumentException>(() => new SequenceDataset(sequences, shape, [[0f, 1], [1]], valuesPerStep: 2)).Message);
        Assert.StartsWith(
            "2 sequences came with the labels of 1.", Assert.Throws<ArgumentException>(() => new SequenceDataset(sequences, shape, [[0, 1]], Classes, ignoredLabel: null)).Message);
        Assert.StartsWith(
            "Step 1 of sequence 0 has the label 4", Assert.Throws<ArgumentException>(() => new SequenceDataset(sequences, shape, [[0, 4], [1]], Classes, ignoredLabel: null)).Message);
        Assert.Throws<NotSupportedException>(() => new SequenceDataset(sequences, shape, [[0, 1], [1]], Classes, ignoredLabel: null).GetLabel(0));
    }

    /// <summary>A step from the same weights on the same batch, but for what stands behind the ends.</summary>
    private static void AssertSameStep<TNetwork>(Func<TNetwork> create, SequenceDataset data, Action<Batch> spoil)
        where TNetwork : MultiNetwork
    {
        using TNetwork clean = create(), spoilt = create();
        Batch batch = Fill(spoilt, data);
        spoil(batch);
        foreach (ref float value in Behind(batch, batch.Inputs, Features))
            value = float.NaN;

        float expected = clean.ComputeGradients(Fill(clean, data)).Loss, loss = spoilt.ComputeGradients(batch).Loss;

        Assert.Equal(expected, loss);
        foreach (ParameterTensor tensor in clean.Architecture.Parameters)
            Assert.Equal(clean.GetGradient(tensor.Name), spoilt.GetGradient(tensor.Name));
    }

    private static Batch Fill(Network network, Dataset data)
    {
        Batch batch = network.CreateBatch(data.Count);
        batch.Fill(data, [.. Enumerable.Range(0, data.Count)]);
        return batch;
    }

    /// <summary>What stands behind the end of the last sequence that is shorter than there is room for.</summary>
    private static Span<T> Behind<T>(Batch batch, T[] values, int valuesPerStep)
    {
        float[] lengths = batch.GetInput("lengths");
        int sample = Array.FindLastIndex(lengths, length => length < Steps), first = (int)lengths[sample];
        return values.AsSpan((sample * Steps + first) * valuesPerStep, (Steps - first) * valuesPerStep);
    }

    private static float[] Padded(float[] sequence) => [.. sequence, .. Enumerable.Repeat(float.NaN, Steps * Features - sequence.Length)];

    private static SequenceDataset LabelsOf(float[][] sequences) => new(sequences, StepTagger.InputShape, [.. sequences.Select(Labels)], Classes, ignoredLabel: null);

    private static SequenceDataset TargetsOf(float[][] sequences) => new(sequences, StepFollower.InputShape, [.. sequences.Select(Targets)], valuesPerStep: 2);

    private static SequenceDataset AnswersOf(float[][] sequences) =>
        new(sequences, StepSwitch.InputShape, [.. sequences.Select(sequence => Labels(sequence).Select(label => label > 0 ? 1f : 0f).ToArray())], valuesPerStep: 1);

    /// <summary>The class of a step is the place of its largest value.</summary>
    private static int[] Labels(float[] sequence) => [.. sequence.Chunk(Features).Select(step => Array.IndexOf(step, step.Max()))];

    /// <summary>The sum of the first values so far, and the product of two.</summary>
    private static float[] Targets(float[] sequence)
    {
        float sum = 0;
        return [.. sequence.Chunk(Features).SelectMany(step => new[] { sum += step[0] / 2, step[1] * step[2] })];
    }

    private static float[][] Draw(int count = Samples, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, (i == 0 ? Steps : random.Next(1, Steps + 1)) * Features).Select(_ => 2 * random.NextSingle() - 1).ToArray())];
    }
}
