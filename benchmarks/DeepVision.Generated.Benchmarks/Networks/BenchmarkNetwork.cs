using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Benchmarks;

/// <summary>One of the three networks by name, with data of its shape.</summary>
/// <remarks>The data is random: how fast a step runs does not depend on what it learns.</remarks>
public sealed class BenchmarkNetwork : IDisposable
{
    /// <summary>Classes of all three networks.</summary>
    public const int ClassCount = 10;

    private readonly ClassificationNetwork _network;
    private readonly Func<Dataset, TrainingOptions, TrainingHistory> _train;
    private readonly Func<Batch, Optimizer, StepResult> _trainStep;
    private readonly int _samples;

    private BenchmarkNetwork(
        ClassificationNetwork network,
        Func<Dataset, TrainingOptions, TrainingHistory> train,
        Func<Batch, Optimizer, StepResult> trainStep,
        int samples)
    {
        (_network, _train, _trainStep, _samples) = (network, train, trainStep, samples);
    }

    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [nameof(LeNet5), nameof(MnistNet), nameof(VggNet)];

    /// <summary>Makes a network that runs on <paramref name="threads"/> threads; its weights are drawn from seed 1.</summary>
    public static BenchmarkNetwork Create(string name, int threads)
    {
        switch (name)
        {
            case nameof(LeNet5):
                var leNet5 = new LeNet5(seed: 1) { Threads = threads };
                return new BenchmarkNetwork(leNet5, (data, options) => leNet5.Train(data, options), leNet5.TrainStep, 60_000);
            case nameof(MnistNet):
                var mnistNet = new MnistNet(seed: 1) { Threads = threads };
                return new BenchmarkNetwork(mnistNet, (data, options) => mnistNet.Train(data, options), mnistNet.TrainStep, 60_000);
            case nameof(VggNet):
                var vggNet = new VggNet(seed: 1) { Threads = threads };
                return new BenchmarkNetwork(vggNet, (data, options) => vggNet.Train(data, options), vggNet.TrainStep, 10_000);
            default:
                throw new ArgumentException($"There is no network named {name}; there are {string.Join(", ", Names)}.", nameof(name));
        }
    }

    /// <summary>Trains as a user would, in batches of 64.</summary>
    public void Train(Dataset images, int epochs, Optimizer optimizer) =>
        _train(images, new TrainingOptions { Epochs = epochs, BatchSize = 64, Optimizer = optimizer, Threads = _network.Threads });

    /// <summary>One training step; returns the loss.</summary>
    public float TrainStep(Batch batch, Optimizer optimizer) => _trainStep(batch, optimizer).Loss;

    /// <summary>Class probabilities of one or several images.</summary>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> probabilities) => _network.Predict(inputs, probabilities);

    /// <summary>A data set of random bytes and labels.</summary>
    public ImageDataset RandomImages()
    {
        var random = new Random(1);
        TensorShape shape = _network.Architecture.InputShape;
        byte[] pixels = new byte[_samples * shape.Length];
        random.NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, _samples).Select(_ => random.Next(ClassCount))];
        return new ImageDataset(pixels, shape, labels, ClassCount);
    }

    /// <summary>Some random inputs, scaled to 0..1.</summary>
    public float[] RandomInputs(int count)
    {
        var random = new Random(1);
        float[] inputs = new float[count * _network.Architecture.InputShape.Length];
        foreach (ref float value in inputs.AsSpan())
            value = random.NextSingle();
        return inputs;
    }

    /// <summary>One batch of random inputs and labels.</summary>
    public Batch RandomBatch(int count)
    {
        var random = new Random(1);
        Batch batch = _network.CreateBatch(count);
        batch.Count = count;
        RandomInputs(count).CopyTo(batch.Inputs, 0);
        foreach (ref int label in batch.Labels.AsSpan())
            label = random.Next(ClassCount);
        return batch;
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}
