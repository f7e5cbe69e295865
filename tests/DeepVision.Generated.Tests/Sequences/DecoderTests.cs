using static DeepVision.Generated.Tests.Sequences.Outputs;

namespace DeepVision.Generated.Tests.Sequences;

/// <summary>Step by step through networks whose states begin with what other layers give, and whose sequences differ in length.</summary>
public class DecoderTests
{
    [Fact]
    public void WhatTheStateBeginsWithIsReadAtTheFirstStep()
    {
        using PictureDecoder network = new(seed: 3);
        SequenceState state = network.CreateState();
        for (int seed = 1; seed <= 2; seed++)
        {
            float[] sequence = Draw(6 * 5, seed), picture = Draw(8 * 8 * 2, seed + 10), expected = new float[6 * 4], output = new float[4];
            network.Predict(sequence, picture, expected);
            state.Reset();
            for (int step = 0; step < 6; step++)
            {
                float[] seen = step == 0 ? picture : new float[picture.Length];
                network.Next(state, [.. sequence.AsSpan(step * 5, 5), .. seen], output);
                AssertClose(expected[(4 * step)..(4 * step + 4)], output);
            }
        }
    }

    [Fact]
    public void ACopyHasBegunToo()
    {
        using PictureDecoder network = new(seed: 3);
        float[] first = Draw(5 + 128, seed: 1), second = Draw(5 + 128, seed: 2), output = new float[4], copied = new float[4];
        SequenceState state = network.CreateState(), copy = network.CreateState();
        network.Next(state, first, output);
        copy.CopyFrom(state);
        network.Next(state, second, output);
        network.Next(copy, second, copied);
        Assert.Equal(output, copied);

        copy.Reset();
        network.Next(copy, second, copied);
        Assert.NotEqual(output, copied);
    }

    [Fact]
    public void AnEncoderReadsItsSequenceAsAWhole()
    {
        using Translator network = new(seed: 3);
        float[] read = [3, 1, 4, 1, 5, 9], written = [2, 6, 5, 3, 5], expected = new float[5 * 7], output = new float[7];
        network.Predict(read, written, expected);
        SequenceState state = network.CreateState();
        for (int step = 0; step < 5; step++)
        {
            network.Next(state, [.. read, written[step]], output);
            AssertClose(expected[(7 * step)..(7 * step + 7)], output);
        }
    }

    [Fact]
    public void AnEncoderOfDifferentLengthsTakesTheLengthToo()
    {
        using LengthsTranslator network = new(seed: 3);
        float[] words = Draw(5 * 4, seed: 2), output = new float[3];
        SequenceState state = network.CreateState();
        for (int length = 1; length <= 6; length++)
        {
            float[] read = Draw(length * 3, seed: length);
            float[] padded = [.. read, .. Enumerable.Repeat(float.NaN, (6 - length) * 3)];
            state.Reset();
            for (int step = 0; step < 5; step++)
                network.Next(state, [.. padded, .. words.AsSpan(step * 4, 4), length], output);
            AssertClose(network.Predict(read, words).Probabilities, output);
        }

        state.Reset();
        string message = Assert.Throws<ArgumentException>(() => network.Next(state, [.. new float[18 + 4], 7], output)).Message;
        Assert.Contains("reads sequences of 1 to 6 steps", message);
        Assert.Equal(0, state.Steps);
    }

    [Fact]
    public void EachStepIsThePredictionOfASequenceThatEndsThere()
    {
        using StepWordReader network = new(seed: 3);
        float[] sequence = Draw(8 * 3, seed: 1), output = new float[4];
        SequenceState state = network.CreateState();
        for (int step = 0; step < 8; step++)
        {
            network.Next(state, sequence.AsSpan(step * 3, 3), output);
            AssertClose(network.Predict(sequence.AsSpan(0, 3 * (step + 1))).Probabilities, output);
        }
    }

    [Fact]
    public void AttentionReadsTheStepsThatThereAre()
    {
        using StepAttentiveReader network = new(seed: 3);
        float[] text = [3, 1, 4, 1, 5, 9, 2], output = new float[3];
        SequenceState state = network.CreateState();
        for (int step = 0; step < 7; step++)
        {
            network.Next(state, [text[step]], output);
            AssertClose(network.Predict(text.AsSpan(0, step + 1)).Probabilities, output);
        }
    }

    [Fact]
    public void TextsOfDifferentLengthContinueWhatIsGiven()
    {
        using StepTextReader network = new(seed: 3);
        float[] text = [3, 1, 4, 1, 5, 9, 2], topic = Draw(9, seed: 1), output = new float[3];
        SequenceState state = network.CreateState();
        for (int step = 0; step < 7; step++)
        {
            network.Next(state, [text[step], .. topic], output);
            AssertClose(network.Predict(text.AsSpan(0, step + 1), topic).Probabilities, output);
        }
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        using PictureDecoder network = new(seed: 3);
        SequenceState state = network.CreateState();
        float[] input = Draw(5 + 128, seed: 1), output = new float[4];
        network.Next(state, input, output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int sequence = 0; sequence < 20; sequence++)
        {
            state.Reset();
            for (int step = 0; step < 5; step++)
                network.Next(state, input, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void MistakesAreNamed()
    {
        using Translator translator = new();
        using StepWordReader words = new();
        SequenceState state = translator.CreateState(), ofWords = words.CreateState();

        Assert.Contains("Translator takes 7 values for a step", Assert.Throws<ArgumentException>(() => translator.Next(state, [1], new float[7])).Message);
        Assert.Contains("The step of the input \"input\" holds 11", Assert.Throws<ArgumentException>(() => translator.Next(state, [1, 2, 3, 4, 5, 11, 0], new float[7])).Message);
        Assert.Contains("takes 3 features for a step", Assert.Throws<ArgumentException>(() => words.Next(ofWords, new float[4], new float[4])).Message);
    }

    [Fact]
    public void WhatCanNotGoStepByStepSaysWhy()
    {
        using TwiceReader twice = new();
        using WordReader both = new();

        Assert.Equal(
            "TwiceReader can't read a sequence step by step: GRU(8, InitialState = \"whole\") (gru_1) needs more of it than the steps read so far.", Assert.Throws<NotSupportedException>(twice.CreateState).Message);
        Assert.Contains("(lstm_1.backward) needs more of it than the steps read so far", Assert.Throws<NotSupportedException>(both.CreateState).Message);
    }

    private static float[] Draw(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
