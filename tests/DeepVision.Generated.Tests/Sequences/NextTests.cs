using static DeepVision.Generated.Tests.Sequences.Outputs;

namespace DeepVision.Generated.Tests.Sequences;

/// <summary>Sequences read step by step.</summary>
public class NextTests
{
    [Fact]
    public void BehindTheLastStepItIsThePredictionOfTheSequence()
    {
        using StepClassifier network = new(seed: 3);
        float[] sequence = Draw(9 * 5, seed: 1), output = new float[4];
        SequenceState state = network.CreateState();

        for (int step = 0; step < 9; step++)
            network.Next(state, sequence.AsSpan(step * 5, 5), output);

        Assert.Equal(9, state.Steps);
        AssertClose(network.Predict(sequence).Probabilities, output);
    }

    [Fact]
    public void WeightsThatTrainingHasMovedCount()
    {
        using StepClassifier network = new(seed: 3);
        Batch batch = new(16, 9 * 5, targetLength: 0) { Count = 16 };
        Draw(batch.Inputs.Length, seed: 4).CopyTo(batch.Inputs, 0);
        float[] before = Read(network, Draw(9 * 5, seed: 1));
        network.TrainStep(batch, new Adam(1e-2f));
        float[] after = Read(network, Draw(9 * 5, seed: 1));

        Assert.NotEqual(before, after);
        AssertClose(network.Predict(Draw(9 * 5, seed: 1)).Probabilities, after);
    }

    [Fact]
    public void OfASequenceComesWhatBelongsToTheStep()
    {
        using StepSeries network = new(seed: 3);
        float[] sequence = Draw(6 * 3, seed: 1), expected = network.Predict(sequence), output = new float[2];
        SequenceState state = network.CreateState();

        for (int step = 0; step < 6; step++)
        {
            network.Next(state, sequence.AsSpan(step * 3, 3), output);
            AssertClose(expected[(2 * step)..(2 * step + 2)], output);
        }
    }

    [Fact]
    public void AStateBeginsAnewAndCanBeCopied()
    {
        using StepSeries network = new(seed: 3);
        float[] sequence = Draw(6 * 3, seed: 1), first = new float[2], second = new float[2], other = new float[2];
        SequenceState state = network.CreateState(), copy = network.CreateState();
        network.Next(state, sequence.AsSpan(0, 3), first);
        copy.CopyFrom(state);
        network.Next(state, sequence.AsSpan(3, 3), second);
        network.Next(copy, sequence.AsSpan(3, 3), other);
        Assert.Equal(second, other);

        state.Reset();
        Assert.Equal(0, state.Steps);
        network.Next(state, sequence.AsSpan(0, 3), other);
        Assert.Equal(first, other);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        using StepClassifier network = new(seed: 3);
        SequenceState state = network.CreateState();
        float[] input = Draw(5, seed: 1), output = new float[4];
        network.Next(state, input, output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++)
            network.Next(state, input, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WhatCanNotGoStepByStepSaysWhy()
    {
        using WholeSequence whole = new();
        using WithoutMemory without = new();

        string ofWhole = Assert.Throws<NotSupportedException>(whole.CreateState).Message;
        Assert.Equal("WholeSequence can't read a sequence step by step: GlobalMaxPool1D (globalmaxpool1d_1) needs more of it than the steps read so far.", ofWhole);
        Assert.Contains("a recurrent layer", Assert.Throws<NotSupportedException>(without.CreateState).Message);
    }

    [Fact]
    public void MistakesAreNamed()
    {
        using StepSeries network = new(), other = new();
        SequenceState state = network.CreateState();
        float[] input = new float[3], output = new float[2];

        Assert.Contains("another network (StepSeries)", Assert.Throws<ArgumentException>(() => other.Next(state, input, output)).Message);
        Assert.Contains("takes 3 features for a step", Assert.Throws<ArgumentException>(() => network.Next(state, output, output)).Message);
        Assert.Contains("gives 2 values for a step", Assert.Throws<ArgumentException>(() => network.Next(state, input, input)).Message);
        Assert.Throws<ArgumentException>(() => state.CopyFrom(other.CreateState()));
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.Next(state, input, output));
    }

    /// <summary>An image of one channel has the values of a sequence in the same order.</summary>
    [Fact]
    public void TheRowsOfAGreyImageAreSteps()
    {
        using SmallRowReader network = new(seed: 2);
        ImageDataset images = new([.. Enumerable.Range(0, 5 * 24).Select(value => (byte)(7 * value))], new TensorShape(4, 6, 1), [0, 1, 2, 0, 1], classCount: 3);
        Assert.Equal(5, network.Evaluate(images).Count);

        ImageDataset turned = new([.. Enumerable.Range(0, 5 * 24).Select(value => (byte)value)], new TensorShape(6, 4, 1), [0, 1, 2, 0, 1], classCount: 3);
        Assert.Contains("takes inputs of 4×6", Assert.Throws<ArgumentException>(() => network.Evaluate(turned)).Message);
    }

    private static float[] Read(StepClassifier network, float[] sequence)
    {
        float[] output = new float[4];
        SequenceState state = network.CreateState();
        for (int step = 0; step < 9; step++)
            network.Next(state, sequence.AsSpan(step * 5, 5), output);
        return output;
    }

    private static float[] Draw(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
