using DeepVision.Generated.Tests.LayerCases;
using DeepVision.Generated.Tests.Runtime.Scheduling;

namespace DeepVision.Generated.Tests.Determinism;

/// <summary>The network of the README, on smaller images.</summary>
[Network(20, 20, 1)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(64, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(128), ReLU, Dropout(0.5f)]
[Dense(10), SoftmaxCrossEntropy]
public partial class SeededNet;

/// <summary>Training is a function of its seed alone: not of the number of threads, not of the run.</summary>
public class DeterminismTests
{
    private const int Seed = 42;
    private const int BatchSize = 32;

    // Ten batches an epoch, the last one partial.
    private const int Samples = 10 * BatchSize - 13;

    private static readonly ImageDataset s_data = RandomDigits();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(16)]
    public void LossesAndWeightsDoNotDependOnThreads(int threads) =>
        AssertSame(Train(Seed, threads), Train(Seed, threads: 1), $"{threads} threads against 1");

    /// <summary>Other programs may have the cores: training goes on, and comes to the same.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void LossesAndWeightsDoNotDependOnWhoElseUsesTheCores(int threads)
    {
        Outcome alone = Train(Seed, threads: 1);
        using BusyCores busy = new();
        AssertSame(Train(Seed, threads), alone, $"{threads} threads beside busy cores");
    }

    [Fact]
    public void TheSameSeedTwiceGivesTheSameBits() =>
        AssertSame(Train(Seed, threads: 2), Train(Seed, threads: 2), "a second run");

    [Fact]
    public void AnotherSeedGivesOtherWeights()
    {
        Outcome first = Train(Seed, threads: 2);
        Outcome second = Train(Seed + 1, threads: 2);

        Assert.NotEqual(first.Weights, second.Weights);
        Assert.NotEqual(first.Losses, second.Losses);
    }

    [Fact]
    public void EveryStepHasTheSameLossOnAnyNumberOfThreads()
    {
        float[] single = StepLosses(threads: 1);
        Tensors.AssertSame(StepLosses(threads: 2), single, "losses on 2 threads");
        Tensors.AssertSame(StepLosses(threads: 3), single, "losses on 3 threads");
    }

    private static Outcome Train(int seed, int threads)
    {
        using SeededNet network = new(seed: seed);
        TrainingHistory history = network.Train(s_data, new TrainingOptions
        {
            Epochs = 2,
            BatchSize = BatchSize,
            Optimizer = new Adam(1e-3f),
            Threads = threads,
        });
        return new Outcome([.. history.Epochs.Select(epoch => epoch.Loss)], network.Parameters.Values.ToArray());
    }

    private static float[] StepLosses(int threads)
    {
        const int Steps = 20;
        using SeededNet network = new(seed: Seed) { Threads = threads };
        Adam optimizer = new(1e-3f);
        Batch batch = network.CreateBatch(BatchSize);
        float[] losses = new float[Steps];
        for (int step = 0; step < Steps; step++)
        {
            int first = step * 7;
            batch.Fill(s_data, [.. Enumerable.Range(first, 1 + step * 3 % BatchSize)]);
            losses[step] = network.TrainStep(batch, optimizer).Loss;
        }

        return losses;
    }

    private static void AssertSame(Outcome actual, Outcome expected, string what)
    {
        Assert.Equal(expected.Losses, actual.Losses);
        Tensors.AssertSame(actual.Weights, expected.Weights, $"weights of {what}, seed {Seed}");
    }

    private static ImageDataset RandomDigits()
    {
        Random random = new(Seed);
        byte[] pixels = new byte[Samples * 20 * 20];
        random.NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, Samples).Select(_ => random.Next(10))];
        return new ImageDataset(pixels, new TensorShape(20, 20, 1), labels, classCount: 10);
    }

    private sealed record Outcome(double[] Losses, float[] Weights);
}
