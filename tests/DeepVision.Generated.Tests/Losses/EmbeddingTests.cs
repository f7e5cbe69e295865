using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Losses;

/// <summary>Networks of embeddings: what they learn, predict and are evaluated by.</summary>
public class EmbeddingTests
{
    /// <summary>XOR of two signs, which the input's own distances don't tell apart: two more values are noise.</summary>
    [Fact]
    public void SamplesOfAClassComeNearEachOther()
    {
        TensorDataset data = Xor(400, seed: 1), test = Xor(200, seed: 2);
        using var triplets = new TripletNet(1);
        using var pairs = new ContrastiveNet(1);
        TrainingOptions options = new() { Epochs = 30, BatchSize = 32, Optimizer = new Adam(0.01f), Validation = test };
        foreach (EmbeddingNetwork net in new EmbeddingNetwork[] { triplets, pairs })
        {
            double before = net.Evaluate(test).NearestNeighbourAccuracy;
            TrainingHistory history = net is TripletNet ? triplets.Train(data, options) : pairs.Train(data, options);
            EmbeddingResult result = net.Evaluate(test, batchSize: 32);
            Assert.True(result.NearestNeighbourAccuracy > 0.95, $"{net.Architecture.Name}: {before} before, {result}");
            Assert.Equal(result.NearestNeighbourAccuracy, history.Epochs[^1].ValidationAccuracy);
            Assert.Equal(result.Loss, history.Epochs[^1].ValidationLoss);
            Assert.Null(history.Epochs[^1].Accuracy);
        }
    }

    /// <summary>Labels are names: there may be more of them than the embedding has values.</summary>
    [Fact]
    public void AnyNumberOfClassesWillDo()
    {
        Random random = new(3);
        TensorDataset data = new([.. Enumerable.Range(0, 160).Select(_ => random.NextSingle())], new TensorShape(4), [.. Enumerable.Range(0, 40).Select(i => i / 4)]);
        using var net = new TripletNet(1);
        net.Train(data, new TrainingOptions { Epochs = 1 });
        Assert.Equal(2, net.Predict(new float[4]).Length);
    }

    [Fact]
    public void WithoutPositivesOrNegativesThereIsNothingToLearn()
    {
        using var net = new TripletNet(1);
        float[] before = net.Parameters.Values.ToArray();
        Batch batch = net.CreateBatch(3);
        batch.Count = 3;
        foreach (int[] labels in new int[][] { [0, 1, 2], [5, 5, 5] })
        {
            labels.CopyTo(batch.Labels, 0);
            Assert.Equal(0, net.TrainStep(batch, new SGD(1f)).Loss);
        }

        batch.Count = 1;
        Assert.Equal(0, net.TrainStep(batch, new SGD(1f)).Loss);
        Assert.Equal(before, net.Parameters.Values.ToArray());
    }

    /// <summary>Three equal inputs, two of one class and one of another, and a fourth that is as far from all: each has the first of the nearest.</summary>
    [Fact]
    public void NearestNeighboursAreCountedOverTheWholeDataSet()
    {
        using var net = new ContrastiveNet(1);
        TensorDataset data = new([.. new float[8], .. new float[4], 5f, 5f, 5f, 5f], new TensorShape(4), [0, 0, 1, 1]);
        Assert.Equal(0.5, net.Evaluate(data, batchSize: 1).NearestNeighbourAccuracy, 12);
    }

    [Fact]
    public void TargetsAreNoLabels()
    {
        using var net = new TripletNet(1);
        Assert.Contains("learns from labels", Assert.Throws<ArgumentException>(() => net.Evaluate(new TensorDataset(new float[8], new TensorShape(4), new float[2], 1))).Message);
    }

    private static TensorDataset Xor(int count, int seed)
    {
        Random random = new(seed);
        float[] inputs = new float[4 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < 4; k++)
                inputs[4 * i + k] = random.NextSingle() * (k < 2 ? 0.5f : 1f) + (k < 2 ? 0.5f : 0f);
            (int x, int y) = (random.Next(2), random.Next(2));
            inputs[4 * i] *= 2 * x - 1;
            inputs[4 * i + 1] *= 2 * y - 1;
            labels[i] = x ^ y;
        }

        return new TensorDataset(inputs, new TensorShape(4), labels);
    }
}
