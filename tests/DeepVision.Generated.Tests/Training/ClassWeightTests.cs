using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Training;

/// <summary>Class weights over batches and epochs.</summary>
public class ClassWeightTests
{
    [Fact]
    public void ABatchOfClassesThatDontCountHasNoLossAndNoGradients()
    {
        Check(new HalfBlind(1));
        Check(new SmoothedHalfBlind(1));

        static void Check(ClassificationNetwork net)
        {
            Batch batch = net.CreateBatch(3);
            batch.Fill(TrainedData.Labelled(3, seed: 1, classes: 2), [0, 2, 0]);
            StepResult result = net.ComputeGradients(batch);
            Assert.Equal((0f, 0f, 3), (result.Loss, result.Weight, result.Count));
            Assert.All(net.GetGradient("dense_1.weight"), value => Assert.Equal(0, value));
            Assert.All(net.GetGradient("dense_1.bias"), value => Assert.Equal(0, value));
            net.Dispose();
        }
    }

    [Fact]
    public void AnEpochOfClassesThatDontCountHasNoLossAndMovesNothing()
    {
        using var net = new HalfBlind(1);
        float[] before = net.Parameters.Values.ToArray();
        TensorDataset data = new(new float[20], new TensorShape(4), new int[5], 2);
        TrainingHistory history = net.Train(data, new TrainingOptions { Epochs = 2, BatchSize = 2 });
        Assert.All(history.Epochs, epoch => Assert.Equal(0, epoch.Loss));
        Assert.Equal(before, net.Parameters.Values.ToArray());
    }

    /// <summary>Σ weighted losses / Σ weights of the whole epoch: with a rate of almost nothing every step sees the same network.</summary>
    [Fact]
    public void TheLossOfAnEpochDoesNotDependOnTheBatches()
    {
        TensorDataset data = TrainedData.Labelled(30, seed: 3);
        double[] losses = [.. new[] { 1, 4, 7, 30 }.Select(batchSize =>
        {
            using var net = new WeightedClasses(1);
            return net.Train(data, new TrainingOptions { Epochs = 1, BatchSize = batchSize, Optimizer = new SGD(1e-30f) }).Epochs[0].Loss;
        })];
        Assert.All(losses, loss => Assert.Equal(losses[^1], loss, 1e-6));

        // And not that of the mean without weights.
        using var other = new WeightedClasses(1);
        Assert.NotEqual(other.Evaluate(data).Loss, losses[0], 1e-2);
    }

    [Fact]
    public void AStepTellsItsWeight()
    {
        using var net = new WeightedClasses(1);
        Batch batch = net.CreateBatch(4);
        batch.Fill(TrainedData.Labelled(6, seed: 3), [0, 1, 2, 5]);
        Assert.Equal(0.25f + 1 + 8 + 8, net.ComputeGradients(batch).Weight);
        using var plain = new NormalisedVectors(1);
        Assert.Equal(4, plain.ComputeGradients(batch).Weight);
    }
}
