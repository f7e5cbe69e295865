using DeepVision.Generated.LayerCases;
using DeepVision.Generated.Tests.Allocations;
using DeepVision.Generated.Tests.Determinism;

namespace DeepVision.Generated.Tests.Concurrency;

/// <summary>Any number of threads may predict with one network at the same time.</summary>
public class PredictionTests
{
    private const int Seed = 9;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ConcurrentPredictionsEqualThoseOfOneThread(int threadsPerCall)
    {
        using SeededNet network = new(seed: Seed) { Threads = threadsPerCall };
        const int images = 48;
        float[] inputs = RandomValues(images * SeededNet.InputShape.Length);
        float[] expected = new float[images * SeededNet.OutputShape.Length];
        network.Predict(inputs, expected);

        float[][] results = [.. Enumerable.Range(0, 8).Select(_ => new float[expected.Length])];
        Parallel.ForEach(results, new ParallelOptions { MaxDegreeOfParallelism = 8 }, result =>
        {
            for (int round = 0; round < 20; round++)
                network.Predict(inputs, result);
        });

        Assert.All(results, result => Assert.Equal(expected, result));
    }

    /// <summary>Calls that find the threads taken run on their own, those that don't share the kernels of their image.</summary>
    [Fact]
    public void ConcurrentPredictionsOfOneImageEqualThoseOfOneThread()
    {
        using SharedSpatial network = new(seed: Seed) { Threads = 3 };
        float[] input = RandomValues(SharedSpatial.InputShape.Length);
        float[] expected = new float[SharedSpatial.OutputShape.Length];
        network.Predict(input, expected);

        float[][] results = [.. Enumerable.Range(0, 8).Select(_ => new float[expected.Length])];
        Parallel.ForEach(results, new ParallelOptions { MaxDegreeOfParallelism = 8 }, result =>
        {
            for (int round = 0; round < 20; round++)
            {
                network.Predict(input, result);
                Assert.Equal(expected, result);
            }
        });
    }

    [Fact]
    public async Task ANetworkPredictsWhileAnotherTrains()
    {
        using SeededNet trained = new(seed: Seed);
        using SeededNet predicting = new(seed: Seed + 1) { Threads = 2 };
        float[] inputs = RandomValues(16 * SeededNet.InputShape.Length);
        float[] expected = new float[16 * SeededNet.OutputShape.Length];
        predicting.Predict(inputs, expected);

        using CancellationTokenSource finished = new();
        Task training = Task.Run(() =>
        {
            Batch batch = RandomBatch(trained, 32);
            Adam optimizer = new(1e-3f);
            for (int step = 0; step < 20; step++)
                trained.TrainStep(batch, optimizer);
            finished.Cancel();
        });
        float[] result = new float[expected.Length];
        do
        {
            predicting.Predict(inputs, result);
            Assert.Equal(expected, result);
        }
        while (!finished.IsCancellationRequested && !training.IsFaulted);
        await training;
    }

    [Fact]
    public void TwoNetworksTrainAtTheSameTimeAsTheyDoAlone()
    {
        float[] Losses(int seed)
        {
            using SeededNet network = new(seed: seed) { Threads = 2 };
            Batch batch = RandomBatch(network, 32);
            Adam optimizer = new(1e-3f);
            return [.. Enumerable.Range(0, 10).Select(_ => network.TrainStep(batch, optimizer).Loss)];
        }

        float[][] alone = [Losses(1), Losses(2)];
        float[][] together = new float[2][];
        Parallel.For(0, 2, index => together[index] = Losses(index + 1));

        Assert.Equal(alone[0], together[0]);
        Assert.Equal(alone[1], together[1]);
    }

    [Fact]
    public void MoreThreadsThanCoresOrLanesFinishWithTheSameLosses()
    {
        float[] Losses(int threads)
        {
            using SeededNet network = new(seed: Seed) { Threads = threads };
            Batch batch = RandomBatch(network, 20);
            Adam optimizer = new(1e-3f);
            return [.. Enumerable.Range(0, 5).Select(_ => network.TrainStep(batch, optimizer).Loss)];
        }

        float[] expected = Losses(1);
        Assert.Equal(expected, Losses(8));
        Assert.Equal(expected, Losses(40));
    }

    [Fact]
    public void ALargerBatchAfterASmallerOneTrainsAsOnItsOwn()
    {
        using SeededNet grown = new(seed: Seed);
        grown.ComputeGradients(RandomBatch(grown, 3));
        float after = grown.ComputeGradients(RandomBatch(grown, 50)).Loss;

        using SeededNet fresh = new(seed: Seed);
        Assert.Equal(fresh.ComputeGradients(RandomBatch(fresh, 50)).Loss, after);
    }

    [Fact]
    public void FoldedWeightsFollowEveryChangeOfTheParameters()
    {
        using MixedNet network = new(seed: Seed);
        float[] inputs = RandomValues(MixedNet.InputShape.Length);
        float[] before = new float[MixedNet.OutputShape.Length];
        float[] after = new float[MixedNet.OutputShape.Length];
        network.Predict(inputs, before);

        float[] weight = network.Conv2D1.Weight;
        for (int i = 0; i < weight.Length; i++)
            weight[i] += 0.5f;
        network.Conv2D1.Weight = weight;
        network.Predict(inputs, after);

        Assert.NotEqual(before, after);
    }

    private static float[] RandomValues(int count)
    {
        Random random = new(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    private static Batch RandomBatch(SeededNet network, int count)
    {
        Random random = new(Seed + count);
        Batch batch = network.CreateBatch(count);
        batch.Count = count;
        for (int i = 0; i < batch.Inputs.Length; i++)
            batch.Inputs[i] = random.NextSingle();
        for (int i = 0; i < count; i++)
            batch.Labels[i] = random.Next(10);
        return batch;
    }
}
