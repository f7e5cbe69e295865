using static DeepVision.Generated.Tests.Sequences.Outputs;

namespace DeepVision.Generated.Tests.Sequences;

/// <summary>Sequences read step by step by networks with causal attention, which keep keys and values of the steps before.</summary>
public class AttentionStepTests
{
    private const int Steps = 19;
    private const int Features = 5;
    private const int Classes = 4;

    [Fact]
    public void EveryStepIsThatOfThePrediction()
    {
        using StepDecoder network = new(seed: 3);
        AssertStepsAreThoseOfThePrediction(network);
    }

    [Fact]
    public void StepsOfTokensAreThoseOfThePrediction()
    {
        using StepReader network = new(seed: 3);
        Random random = new(1);
        float[] tokens = [.. Enumerable.Range(0, 16).Select(_ => (float)random.Next(11))], expected = network.Predict(tokens), output = new float[2];
        SequenceState state = network.CreateState();

        for (int step = 0; step < tokens.Length; step++)
        {
            network.Next(state, [tokens[step]], output);
            AssertClose(expected.AsSpan(2 * step, 2), output);
        }
    }

    [Fact]
    public void WeightsThatTrainingHasMovedCount()
    {
        using StepDecoder network = new(seed: 3);
        Batch batch = network.CreateBatch(4);
        batch.Count = 4;
        Random random = new(2);
        foreach (ref float value in batch.Inputs.AsSpan())
            value = random.NextSingle();
        network.TrainStep(batch, new Adam(1e-2f));
        AssertStepsAreThoseOfThePrediction(network);
    }

    [Fact]
    public void AStateBeginsAnewAndCanBeCopied()
    {
        using StepDecoder network = new(seed: 3);
        float[] sequence = Draw(seed: 1);
        SequenceState state = network.CreateState(), copy = network.CreateState();
        float[] first = Next(network, state, sequence, 0);
        copy.CopyFrom(state);
        float[] second = Next(network, state, sequence, 1);

        Assert.Equal(second, Next(network, copy, sequence, 1));
        state.Reset();
        Assert.Equal(first, Next(network, state, sequence, 0));
        Assert.Equal(2, copy.Steps);
    }

    [Fact]
    public void ThereIsRoomForTheStepsOfTheNetwork()
    {
        using StepDecoder network = new(seed: 3);
        float[] sequence = Draw(seed: 1);
        SequenceState state = network.CreateState();
        float[] first = Next(network, state, sequence, 0);
        for (int step = 1; step < Steps; step++)
            Next(network, state, sequence, step);

        string message = Assert.Throws<InvalidOperationException>(() => Next(network, state, sequence, 0)).Message;

        Assert.Equal("StepDecoder reads sequences of up to 19 steps, and the state has read them all. Reset begins a new sequence.", message);
        Assert.Equal(Steps, state.Steps);
        state.Reset();
        Assert.Equal(first, Next(network, state, sequence, 0));
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        using StepDecoder network = new(seed: 3);
        float[] sequence = Draw(seed: 1), output = new float[Classes];
        SequenceState state = network.CreateState();
        network.Next(state, sequence.AsSpan(0, Features), output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 1; step < Steps; step++)
            network.Next(state, sequence.AsSpan(step * Features, Features), output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WhatReadsLaterStepsSaysSo()
    {
        using WholeAttention whole = new();
        using AttentionToMemory memory = new();
        Assert.Contains("a recurrent layer or causal self-attention", Assert.Throws<NotSupportedException>(whole.CreateState).Message);
        Assert.Contains("MultiHeadAttention(2, Memory = \"memory\", Causal = true) (multiheadattention_1) needs more of it", Assert.Throws<NotSupportedException>(memory.CreateState).Message);
    }

    private static void AssertStepsAreThoseOfThePrediction(StepDecoder network)
    {
        float[] sequence = Draw(seed: 1), expected = new float[Steps * Classes];
        network.Predict(sequence, expected);
        SequenceState state = network.CreateState();

        for (int step = 0; step < Steps; step++)
            AssertClose(expected.AsSpan(step * Classes, Classes), Next(network, state, sequence, step));
    }

    private static float[] Next(StepDecoder network, SequenceState state, float[] sequence, int step)
    {
        float[] output = new float[Classes];
        network.Next(state, sequence.AsSpan(step * Features, Features), output);
        return output;
    }

    private static float[] Draw(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Steps * Features).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
