namespace DeepVision.Generated.Benchmarks;

/// <summary>One of the three networks by name, with data of its shape.</summary>
/// <remarks>The data is random: how fast a step runs does not depend on what it learns.</remarks>
public sealed class BenchmarkNetwork : IDisposable
{
    /// <summary>Classes of all three networks.</summary>
    public const int ClassCount = 10;

    private readonly ClassificationNetwork _network;
    private readonly Func<ImageDataset, TrainingOptions, TrainingHistory> _train;
    private readonly int _samples;

    private BenchmarkNetwork(ClassificationNetwork network, Func<ImageDataset, TrainingOptions, TrainingHistory> train, int samples)
    {
        (_network, _train, _samples) = (network, train, samples);
    }

    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [nameof(LeNet5), nameof(MnistNet), nameof(VggNet)];

    /// <summary>Makes a network; its weights are drawn from seed 1.</summary>
    public static BenchmarkNetwork Create(string name)
    {
        switch (name)
        {
            case nameof(LeNet5):
                var leNet5 = new LeNet5(seed: 1);
                return new BenchmarkNetwork(leNet5, leNet5.Train, 60_000);
            case nameof(MnistNet):
                var mnistNet = new MnistNet(seed: 1);
                return new BenchmarkNetwork(mnistNet, mnistNet.Train, 60_000);
            case nameof(VggNet):
                var vggNet = new VggNet(seed: 1);
                return new BenchmarkNetwork(vggNet, vggNet.Train, 10_000);
            default:
                throw new ArgumentException($"There is no network named {name}; there are {string.Join(", ", Names)}.", nameof(name));
        }
    }

    /// <summary>Trains as a user would.</summary>
    public void Train(ImageDataset images, TrainingOptions options) => _train(images, options);

    /// <summary>One training step.</summary>
    public float TrainStep(Batch batch, Optimizer optimizer, int threads) => _network.TrainStep(batch, optimizer, threads).Loss;

    /// <summary>Class probabilities of one or several images.</summary>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> probabilities, int threads) => _network.Predict(inputs, probabilities, threads);

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
        var batch = new Batch(count, _network.Architecture.InputShape.Length, targetLength: 0) { Count = count };
        RandomInputs(count).CopyTo(batch.Inputs, 0);
        foreach (ref int label in batch.Labels.AsSpan())
            label = random.Next(ClassCount);
        return batch;
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}
