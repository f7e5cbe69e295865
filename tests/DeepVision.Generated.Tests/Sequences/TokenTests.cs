using static DeepVision.Generated.Tests.Sequences.Outputs;

namespace DeepVision.Generated.Tests.Sequences;

/// <summary>Networks that read tokens.</summary>
public class TokenTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<float, string> Unknown => new()
    {
        { 10, "holds 10, but TokenClassifier has a vocabulary of 10 tokens, numbered 0 to 9." },
        { -1, "holds -1, but" },
        { 2.5f, "holds 2.5, which is no whole number, but" },
        { float.NaN, "holds NaN, which is no whole number, but" },
        { float.PositiveInfinity, "holds Infinity, which is no whole number, but" },
        { 1e20f, "holds 1E+20, but" },
    };

    [Theory]
    [MemberData(nameof(Unknown))]
    public void WhatIsNoTokenIsRefusedBeforeAnythingChanges(float value, string message)
    {
        using TokenClassifier network = new(seed: 1);
        float[] tokens = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, value, 2], weights = network.Parameters.Values.ToArray();
        TensorDataset data = new(tokens, new TensorShape(6), [0, 1], classCount: 3);
        Batch batch = network.CreateBatch(2);
        batch.Fill(data, [1, 0]);

        string ofStep = Refusal(() => network.TrainStep(batch, new Adam(1e-3f)));
        Assert.StartsWith("Step 4 of sample 0 of the batch (sample 1 of the data set) " + message, ofStep);
        Assert.StartsWith("Step 4 of sample 0 of the batch", Refusal(() => network.ComputeGradients(batch)));
        Assert.StartsWith("Step 4 of sample 1 " + message, Refusal(() => network.Predict(tokens, new float[6])));
        Assert.StartsWith("Step 4 of sample 0 ", Refusal(() => network.Predict(tokens.AsSpan(6))));
        Assert.StartsWith("Step 4 of sample 1 of the data set ", Refusal(() => network.Evaluate(data)));
        Assert.StartsWith("Step 4 of sample ", Refusal(() => network.Train(data)));
        Assert.StartsWith("The step " + message, Refusal(() => network.Next(network.CreateState(), [value], new float[3])));
        Assert.StartsWith("Step 4 of sample 1 ", Refusal(() => network.ComputeInputGradient(tokens, new float[6], new float[12])));
        Assert.Equal(weights, network.Parameters.Values.ToArray());
        Assert.Equal(0, network.StepsTaken);
    }

    [Fact]
    public void TheInputThatHoldsThemIsNamed()
    {
        using TokensBesideAVector network = new(seed: 1);
        float[] vector = [0.5f, float.NaN, 1e9f, -3], tokens = [0, 9, 3, 11, 0, 0];

        Assert.StartsWith("Step 3 of sample 0 of the input \"tokens\" holds 11, but", Refusal(() => network.Predict(vector, tokens)));
        Assert.StartsWith("The step of the input \"tokens\" holds 11, but", Refusal(() => network.Next(network.CreateState(), [1, 2, 3, 4, 11], new float[2])));
    }

    /// <summary>No other token has an effect on a row that isn't in use, and the padding's stays zero.</summary>
    [Fact]
    public void RowsThatAreNotInUseGetNoGradient()
    {
        using TokenClassifier network = new(seed: 1);
        Batch batch = network.CreateBatch(2);
        batch.Count = 2;
        float[] tokens = [3, 0, 3, 7, 0, 0, 7, 3, 1, 0, 0, 0];
        tokens.CopyTo(batch.Inputs, 0);

        network.ComputeGradients(batch);
        float[] gradient = network.GetGradient("embedding_1.weight");
        for (int token = 0; token < 10; token++)
            Assert.Equal(token is 1 or 3 or 7, gradient.AsSpan(5 * token, 5).ContainsAnyExcept(0f));

        Adam optimizer = new(1e-2f);
        for (int step = 0; step < 3; step++)
            network.TrainStep(batch, optimizer);
        Assert.Equal(new float[5], network.Embedding1.Weight[..5]);
        network.InitializeWeights((_, _, values) => values.Fill(1));
        Assert.Equal(new float[5], network.Embedding1.Weight[..5]);
        Assert.Equal(1, network.Embedding1.Weight[5]);
    }

    /// <summary>PyTorch's nn.Embedding draws from N(0, 1).</summary>
    [Fact]
    public void RowsAreDrawnFromTheNormalDistribution()
    {
        using WideTable network = new(seed: 3);
        float[] values = network.Embedding1.Weight;

        Assert.Equal(0, values.Average(), 0.02);
        Assert.Equal(1, values.Average(value => (double)value * value), 0.03);
    }

    [Fact]
    public void StepByStepItIsThePrediction()
    {
        using TokenClassifier classifier = new(seed: 3);
        using TokenWriter writer = new(seed: 3);
        float[] tokens = [4, 9, 0, 1, 1, 7], output = new float[3], next = new float[10], all = new float[60];
        SequenceState state = classifier.CreateState(), ofWriter = writer.CreateState();
        writer.Predict(tokens, all.AsSpan());
        for (int step = 0; step < 6; step++)
        {
            classifier.Next(state, [tokens[step]], output);
            writer.Next(ofWriter, [tokens[step]], next);
            AssertClose(all[(10 * step)..(10 * step + 10)], next);
        }

        AssertClose(classifier.Predict(tokens).Probabilities, output);
        Assert.Contains("takes 1 token for a step, but 2 were given", Assert.Throws<ArgumentException>(() => classifier.Next(state, [1, 2], output)).Message);
    }

    /// <summary>What is no sequence is given again at every step.</summary>
    [Fact]
    public void AStepHasAllInputs()
    {
        using TokensBesideAVector network = new(seed: 3);
        float[] vector = [0.5f, -1, 0.2f, 2], tokens = [4, 9, 0, 1, 1, 7], output = new float[2];
        SequenceState state = network.CreateState();
        for (int step = 0; step < 6; step++)
            network.Next(state, [.. vector, tokens[step]], output);

        AssertClose(network.Predict(vector, tokens).Probabilities, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        float[] input = new float[5];
        long array = GC.GetAllocatedBytesForCurrentThread() - before;
        for (int step = 0; step < 100; step++)
            network.Next(state, input, output);
        Assert.Equal(array, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WhatOnlyTheWholeSequenceTellsIsNotRepeatedStepByStep()
    {
        using RepeatedState network = new();
        Assert.Equal(
            "RepeatedState can't read a sequence step by step: RepeatVector(6) (repeatvector_1) needs more of it than the steps read so far.",
            Assert.Throws<NotSupportedException>(network.CreateState).Message);
    }

    [Fact]
    public void AnotherNetworkBeginsWithTheTable()
    {
        using TokenClassifier first = new(seed: 1);
        using TokenIncluder second = new(seed: 2);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            first.Save(path);
            second.LoadMatchingWeights(path);
            Assert.Equal(first.Embedding1.Weight, second.Embedding1.Weight);
            Assert.Contains("a vocabulary of 10 tokens", Refusal(() => second.Predict([0, 1, 2, 3, 4, 10])));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Two tokens that follow each other in turn: the network learns to write them.</summary>
    [Fact]
    public void ALabelForEachStepIsLearned()
    {
        float[] tokens = [1, 2, 1, 2, 1, 2, 2, 1, 2, 1, 2, 1];
        int[] labels = [2, 1, 2, 1, 2, 1, 1, 2, 1, 2, 1, 2];
        TensorDataset data = new(tokens, new TensorShape(6, 1), labels, classCount: 10, labelLength: 6, ignoredLabel: null);
        using TokenWriter network = new(seed: 1);

        network.Train(data, new TrainingOptions { Epochs = 150, BatchSize = 2, Optimizer = new Adam(1e-2f) });

        Assert.Equal(1, network.Evaluate(data).Accuracy);
        Assert.Equal([2, 1, 2, 1, 2, 1], network.Predict([1, 2, 1, 2, 1, 2]).Labels);
        Assert.StartsWith("Step 1 of sample 0 has the label 10, but the data set has 10 classes", Refusal(() => _ = new TensorDataset(tokens[..6], new TensorShape(6), [0, 10, 0, 0, 0, 0], 10, 6, null)));
        Assert.Contains("learns a label for each of 6 steps", Refusal(() => network.Evaluate(new TensorDataset(tokens, new TensorShape(6, 1), [0, 1], classCount: 10))));
        Assert.Contains("learns from label maps of 6 steps, but those of the data set have 3 steps", Refusal(() => network.Evaluate(new TensorDataset(tokens, new TensorShape(6, 1), [0, 1, 2, 0, 1, 2], 10, 3, null))));
    }

    /// <summary>The vector says which token comes next: the one before plus 1, or plus 2.</summary>
    [Fact]
    public void ALabelForEachStepIsLearnedFromSeveralInputs()
    {
        float[] vectors = [1, 0, 0, 1, 1, 0, 0, 1], tokens = [1, 2, 3, 4, 0, 0, 1, 3, 5, 7, 9, 0, 4, 5, 6, 7, 8, 0, 2, 4, 6, 8, 0, 0];
        int[] labels = [2, 3, 4, 5, 0, 0, 3, 5, 7, 9, 1, 0, 5, 6, 7, 8, 9, 0, 4, 6, 8, 1, 0, 0];
        Dataset data = new TensorDataset(vectors, new TensorShape(2), labels, classCount: 10, labelLength: 6, ignoredLabel: 0).WithInput("tokens", new TensorShape(6), tokens);
        using LabelledStepsBesideAVector network = new(seed: 1);

        network.Train(data, new TrainingOptions { Epochs = 200, BatchSize = 4, Optimizer = new Adam(2e-2f), Validation = data });

        SegmentationResult result = network.Evaluate(data);
        Assert.Equal((1, 4), (result.Accuracy, result.Count));
        Assert.Equal(1, network.LastTraining!.Epochs[^1].ValidationAccuracy);
        LabelMap map = network.Predict([0, 1], [2, 4, 6, 8, 0, 0]);
        Assert.Equal([4, 6, 8, 1], map.Labels[..4]);
        Assert.Equal((1, 6), (map.Height, map.Width));

        float[] output = new float[10], all = new float[60];
        network.Predict([0, 1], [2, 4, 6, 8, 0, 0], all);
        SequenceState state = network.CreateState();
        network.Next(state, [0, 1, 2], output);
        AssertClose(all[..10], output);
        Assert.Equal(1, output.Sum(), Tolerance);

        Dataset whole = new TensorDataset(vectors, new TensorShape(2), [0, 1, 0, 1], classCount: 2).WithInput("tokens", new TensorShape(6), tokens);
        Assert.Contains("the network learns a label for each of 6 steps, but the data set has one for each sample", Refusal(() => network.Evaluate(whole)));
        Batch batch = network.CreateBatch(1);
        batch.Fill(data, [0]);
        batch.Labels[1] = 12;
        Assert.StartsWith("Step 1 of sample 0 of the batch has the label 12, but its head has 10 classes", Refusal(() => network.TrainStep(batch, new Adam(1e-3f))));
    }

    private static string Refusal(Action action) => Assert.Throws<ArgumentException>(action).Message;
}

[Network(2)]
[Embedding(500, 20), Flatten, Dense(1), MeanSquaredError]
public partial class WideTable;
