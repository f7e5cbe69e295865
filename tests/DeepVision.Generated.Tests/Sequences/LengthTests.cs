namespace DeepVision.Generated.Tests.Sequences;

/// <summary>What programs see of sequences that differ in length.</summary>
public class LengthTests
{
    private const int Steps = 8;
    private const int Features = 3;

    [Fact]
    public void APredictionIsThatOfTheSequenceAlone()
    {
        using WordReader network = new(seed: 2);
        float[] sequence = Draw(5 * Features, seed: 1), padded = [.. sequence, .. Enumerable.Repeat(float.NaN, 3 * Features)];
        float[] alone = network.Predict(sequence).Probabilities, together = new float[2 * 4];

        network.Predict([.. Draw(Steps * Features, seed: 7), .. padded], [Steps, 5], together);

        Assert.Equal(alone, together[4..]);
    }

    [Fact]
    public void TheLastStepIsThatOfTheSequence()
    {
        using WordReader network = new(seed: 2);
        float[] sequence = Draw(Steps * Features, seed: 1);
        Assert.NotEqual(network.Predict(sequence).Probabilities, network.Predict(sequence.AsSpan(0, 7 * Features)).Probabilities);
    }

    [Fact]
    public void ShortSequencesAreLearned()
    {
        // The class is that of the last step, wherever it stands.
        Random random = new(5);
        float[][] sequences = [.. Enumerable.Range(0, 400).Select(_ => Draw(random.Next(1, Steps + 1) * Features, random.Next()))];
        int[] labels = [.. sequences.Select(sequence => (sequence[^1] > 0 ? 1 : 0) + (sequence[^2] > 0 ? 2 : 0))];
        SequenceDataset data = new(sequences, WordReader.InputShape, labels);
        using WordReader network = new(seed: 2);

        network.Train(data, new TrainingOptions { Epochs = 30, BatchSize = 20, Optimizer = new Adam(1e-2f) });

        Assert.InRange(network.Evaluate(data).Accuracy, 0.9, 1);
    }

    [Fact]
    public void ADataSetSaysHowLongItsSequencesAre()
    {
        SequenceDataset data = new([new float[6], new float[24]], new TensorShape(Steps, Features), [0, 1]);
        float[] input = [.. Enumerable.Repeat(9f, 24)], length = new float[1];

        data.CopyInput(0, input);
        data.Shuffle(1).Subset([0]).CopyInput("lengths", 0, length);

        Assert.All(input, value => Assert.Equal(0, value));
        Assert.Equal(2, data.GetLength(0));
        Assert.True(length[0] is 2 or 8);
    }

    [Theory]
    [InlineData(0, "A sequence has 1 to 8 steps of 3 values each, but sequence 1 has 0 values.")]
    [InlineData(4, "A sequence has 1 to 8 steps of 3 values each, but sequence 1 has 4 values.")]
    [InlineData(27, "A sequence has 1 to 8 steps of 3 values each, but sequence 1 has 27 values.")]
    public void ADataSetRefusesOtherLengths(int values, string message) => Assert.StartsWith(
        message, Assert.Throws<ArgumentException>(() => new SequenceDataset([new float[3], new float[values]], new TensorShape(Steps, Features), [0, 1])).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(2.5f)]
    [InlineData(float.NaN)]
    public void AWrongLengthInABatchChangesNothing(float length)
    {
        using WordReader network = new(seed: 2);
        Batch batch = network.CreateBatch(4);
        batch.Count = 4;
        Array.Fill(batch.GetInput("lengths"), 3);
        batch.GetInput("lengths")[2] = length;
        float[] before = network.Parameters.Values.ToArray();

        ArgumentException exception = Assert.Throws<ArgumentException>(() => network.TrainStep(batch, new Adam()));

        Assert.StartsWith(FormattableString.Invariant($"WordReader reads sequences of 1 to 8 steps, but sample 2 of the batch has the length {length}."), exception.Message);
        Assert.Equal(before, network.Parameters.Values.ToArray());
        Assert.Equal(0, network.StepsTaken);
    }

    [Fact]
    public void ADataSetWithoutLengthsIsRefused()
    {
        using WordReader network = new();
        TensorDataset data = new(new float[2 * Steps * Features], WordReader.InputShape, [0, 1]);
        Assert.StartsWith(
            "WordReader can't use the data set: it doesn't say how long its sequences are. Make it a SequenceDataset.", Assert.Throws<ArgumentException>(() => network.Evaluate(data)).Message);
    }

    [Fact]
    public void LengthsOfADataSetAreCheckedBeforeTraining()
    {
        using WordReader network = new();
        Dataset data = new TensorDataset(new float[2 * Steps * Features], WordReader.InputShape, [0, 1]).WithInput("lengths", new TensorShape(1), [3, 12]);
        Assert.StartsWith("WordReader reads sequences of 1 to 8 steps, but sample 1 of the data set has the length 12.", Assert.Throws<ArgumentException>(() => network.Train(data)).Message);
        Assert.Equal(0, network.StepsTaken);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(27)]
    public void APredictionOfOtherLengthsIsRefused(int values)
    {
        using WordReader network = new();
        Assert.StartsWith(
            $"WordReader takes a sequence of 1 to 8 steps of 3 values each, but {values} were given.", Assert.Throws<ArgumentException>(() => network.Predict(new float[values])).Message);
    }

    [Fact]
    public void ThereIsALengthForEachSequence()
    {
        using WordReader network = new();
        Assert.StartsWith(
            "WordReader needs a length for each of 2 sequences, but 1 was given.",
            Assert.Throws<ArgumentException>(() => network.Predict(new float[2 * Steps * Features], [3], new float[8])).Message);
        Assert.StartsWith(
            "WordReader reads sequences of 1 to 8 steps, but sample 1 of the call has the length 0.",
            Assert.Throws<ArgumentException>(() => network.Predict(new float[2 * Steps * Features], [3, 0], new float[8])).Message);
    }

    [Fact]
    public void APredictionOfSeveralAllocatesNothing()
    {
        using WordReader network = new(seed: 2);
        float[] inputs = Draw(2 * Steps * Features, seed: 1), probabilities = new float[8];
        int[] lengths = [3, 8];
        network.Predict(inputs, lengths, probabilities);

        // A garbage collection empties the array pool, whose arrays then come anew: what isn't the pool's allocates in every round.
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => Predict()));

        long Predict()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int call = 0; call < 100; call++)
                network.Predict(inputs, lengths, probabilities);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static float[] Draw(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
