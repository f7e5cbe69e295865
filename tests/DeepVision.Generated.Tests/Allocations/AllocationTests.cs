using DeepVision.Generated.LayerCases;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Optimizers;

namespace DeepVision.Generated.Tests.Allocations;

/// <summary>Runs alone, so that no other test allocates meanwhile.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AloneCollection;

/// <summary>Training steps and predictions allocate nothing once they are warm.</summary>
[Collection(nameof(AllocationTests))]
public class AllocationTests
{
    private const int Seed = 1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TrainStepAllocatesNothing(int threads)
    {
        using PlainNet network = new(seed: Seed) { Threads = threads };
        Batch batch = Fill(network.CreateBatch(24));
        Adam optimizer = new(1e-3f);

        AllocationMeter.AssertNone($"TrainStep on {threads} threads", () => network.TrainStep(batch, optimizer));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TrainStepOfEveryOtherLayerAllocatesNothing(int threads)
    {
        using MixedNet network = new(seed: Seed) { Threads = threads };
        Batch batch = Fill(network.CreateBatch(24));
        SGD optimizer = new(1e-3f, momentum: 0.9, nesterov: true);

        AllocationMeter.AssertNone($"TrainStep on {threads} threads", () => network.TrainStep(batch, optimizer));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TrainStepWithAnOptimizerOfOnesOwnAllocatesNothing(int threads)
    {
        using PlainNet network = new(seed: Seed) { Threads = threads };
        Batch batch = Fill(network.CreateBatch(24));
        TwiceAveraged optimizer = new(1e-3f);

        AllocationMeter.AssertNone($"TrainStep on {threads} threads", () => network.TrainStep(batch, optimizer));
    }

    /// <summary>The networks of the benchmarks, at their batch: every kind of schedule that the generator knows.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void TrainStepOfTheBenchmarksAllocatesNothing(int threads)
    {
        using LeNet leNet = new(seed: Seed) { Threads = threads };
        Check(leNet.CreateBatch(64), leNet.TrainStep);
        using MnistNet mnist = new(seed: Seed) { Threads = threads };
        Check(mnist.CreateBatch(64), mnist.TrainStep);
        using PerceptronNet perceptron = new(seed: Seed) { Threads = threads };
        Check(perceptron.CreateBatch(64), perceptron.TrainStep);
        using VggNet vgg = new(seed: Seed) { Threads = threads };
        Check(vgg.CreateBatch(16), vgg.TrainStep);

        void Check(Batch batch, Func<Batch, Optimizer, StepResult> trainStep)
        {
            Fill(batch);
            Adam optimizer = new(1e-3f);
            AllocationMeter.AssertNone($"{trainStep.Target} on {threads} threads", () => trainStep(batch, optimizer), isSlow: trainStep.Target is VggNet);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void PredictOfTheBenchmarksAllocatesNothing(int threads)
    {
        using LeNet leNet = new(seed: Seed) { Threads = threads };
        Check(leNet);
        using MnistNet mnist = new(seed: Seed) { Threads = threads };
        Check(mnist);
        using PerceptronNet perceptron = new(seed: Seed) { Threads = threads };
        Check(perceptron);
        using VggNet vgg = new(seed: Seed) { Threads = threads };
        Check(vgg);

        void Check(ClassificationNetwork network)
        {
            foreach (int count in new[] { 1, 64 })
            {
                float[] inputs = new float[count * network.Architecture.InputShape.Length], probabilities = new float[count * 10];
                AllocationMeter.AssertNone($"Predict of {count} by {network} on {threads} threads", () => network.Predict(inputs, probabilities), isSlow: network is VggNet);
            }
        }
    }

    /// <summary>One image on several threads, and a number of images that leaves some over.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PredictWithSharedKernelsAllocatesNothing(int threads)
    {
        using SharedSpatial spatial = new(seed: Seed) { Threads = threads };
        using SharedGroups groups = new(seed: Seed) { Threads = threads };
        foreach (ClassificationNetwork network in new ClassificationNetwork[] { spatial, groups })
        {
            foreach (int count in new[] { 1, 3, 7 })
            {
                float[] inputs = new float[count * network.Architecture.InputShape.Length], probabilities = new float[count * network.ClassCount];
                AllocationMeter.AssertNone($"Predict of {count} by {network} on {threads} threads", () => network.Predict(inputs, probabilities));
            }
        }
    }

    /// <summary>The last batch of an epoch is smaller: changing sizes cost nothing either.</summary>
    [Fact]
    public void BatchesOfChangingSizeAllocateNothing()
    {
        using PlainNet network = new(seed: Seed) { Threads = 2 };
        Batch batch = Fill(network.CreateBatch(24));
        AdamW optimizer = new(1e-3f);

        AllocationMeter.AssertNone("TrainStep with 24, 7 and 1 samples", () =>
        {
            foreach (int count in (ReadOnlySpan<int>)[24, 7, 1])
            {
                batch.Count = count;
                network.TrainStep(batch, optimizer);
            }
        });
    }

    [Fact]
    public void PredictAllocatesNothing()
    {
        using PlainNet network = new(seed: Seed);
        Batch batch = Fill(network.CreateBatch(1));
        float[] probabilities = new float[10];

        AllocationMeter.AssertNone("Predict", () => network.Predict(batch.Inputs, probabilities));
    }

    [Fact]
    public void PredictOfEveryOtherLayerAllocatesNothing()
    {
        using MixedNet network = new(seed: Seed);
        Batch batch = Fill(network.CreateBatch(1));
        float[] probabilities = new float[4];

        AllocationMeter.AssertNone("Predict", () => network.Predict(batch.Inputs, probabilities));
    }

    /// <summary>A prediction between two steps must fold batch normalisation anew, in place.</summary>
    [Fact]
    public void PredictBetweenStepsAllocatesNothing()
    {
        using MixedNet network = new(seed: Seed) { Threads = 2 };
        Batch batch = Fill(network.CreateBatch(8));
        SGD optimizer = new(1e-3f);
        float[] probabilities = new float[4];

        AllocationMeter.AssertNone("TrainStep and Predict", () =>
        {
            network.TrainStep(batch, optimizer);
            network.Predict(batch.Inputs.AsSpan(0, 12 * 12 * 3), probabilities);
        });
    }

    private static Batch Fill(Batch batch)
    {
        Random random = new(Seed);
        for (int i = 0; i < batch.Inputs.Length; i++)
            batch.Inputs[i] = random.NextSingle();
        for (int i = 0; i < batch.Labels.Length; i++)
            batch.Labels[i] = random.Next(10);
        for (int i = 0; i < batch.Targets.Length; i++)
            batch.Targets[i] = random.Next(2);
        batch.Count = batch.Capacity;
        return batch;
    }
}
