using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Benchmarks;

/// <summary>One of the networks by name, with data of its shape.</summary>
/// <remarks>The data is random: how fast a step runs does not depend on what it learns.</remarks>
public sealed class BenchmarkNetwork : IDisposable
{
    private const int LargeImage = 10_000;

    private static readonly Dictionary<string, Entry> _networks = new()
    {
        [nameof(LeNet5)] = new(LeNet5.InputShape, device => new LeNet5(seed: 1, device)),
        [nameof(MnistNet)] = new(MnistNet.InputShape, device => new MnistNet(seed: 1, device)),
        [nameof(VggNet)] = new(VggNet.InputShape, device => new VggNet(seed: 1, device)),
        [nameof(Perceptron)] = new(Perceptron.InputShape, device => new Perceptron(seed: 1, device)),
        [nameof(BatchNormNet)] = new(BatchNormNet.InputShape, device => new BatchNormNet(seed: 1, device)),
        [nameof(SeparableNet)] = new(SeparableNet.InputShape, device => new SeparableNet(seed: 1, device)),
        [nameof(Photo128)] = new(Photo128.InputShape, device => new Photo128(seed: 1, device)),
        [nameof(Vgg224)] = new(Vgg224.InputShape, device => new Vgg224(seed: 1, device)),
        [nameof(ProfiledLeNet5)] = new(ProfiledLeNet5.InputShape, device => new ProfiledLeNet5(seed: 1, device)),
        [nameof(ProfiledMnistNet)] = new(ProfiledMnistNet.InputShape, device => new ProfiledMnistNet(seed: 1, device)),
        [nameof(ProfiledDirectMnistNet)] = new(ProfiledDirectMnistNet.InputShape, device => new ProfiledDirectMnistNet(seed: 1, device)),
        [nameof(ProfiledVggNet)] = new(ProfiledVggNet.InputShape, device => new ProfiledVggNet(seed: 1, device)),
        [nameof(ProfiledDirectVggNet)] = new(ProfiledDirectVggNet.InputShape, device => new ProfiledDirectVggNet(seed: 1, device)),
        [nameof(ProfiledPerceptron)] = new(ProfiledPerceptron.InputShape, device => new ProfiledPerceptron(seed: 1, device)),
        [nameof(Width16)] = new(Width16.InputShape, device => new Width16(seed: 1, device)),
        [nameof(Width32)] = new(Width32.InputShape, device => new Width32(seed: 1, device)),
        [nameof(Width64)] = new(Width64.InputShape, device => new Width64(seed: 1, device)),
        [nameof(Width128)] = new(Width128.InputShape, device => new Width128(seed: 1, device)),
        [nameof(Width256)] = new(Width256.InputShape, device => new Width256(seed: 1, device)),
        [nameof(Width512)] = new(Width512.InputShape, device => new Width512(seed: 1, device)),
        [nameof(Side28)] = new(Side28.InputShape, device => new Side28(seed: 1, device)),
        [nameof(Side56)] = new(Side56.InputShape, device => new Side56(seed: 1, device)),
        [nameof(Side112)] = new(Side112.InputShape, device => new Side112(seed: 1, device)),
        [nameof(Side224)] = new(Side224.InputShape, device => new Side224(seed: 1, device)),
    };

    private static readonly List<string> _added = [];

    private readonly Network _network;
    private readonly Entry _entry;
    private readonly Func<Dataset, TrainingOptions?, IProgress<TrainingProgress>?, CancellationToken, TrainingHistory> _train;
    private readonly Func<Batch, Optimizer, StepResult> _trainStep;

    private BenchmarkNetwork(Network network, Entry entry)
    {
        // Each class declares its own training loop.
        (_network, _entry) = (network, entry);
        _train = network.GetType().GetMethod("Train")!
            .CreateDelegate<Func<Dataset, TrainingOptions?, IProgress<TrainingProgress>?, CancellationToken, TrainingHistory>>(network);
        _trainStep = network.GetType().GetMethod("TrainStep")!.CreateDelegate<Func<Batch, Optimizer, StepResult>>(network);
    }

    /// <summary>The networks of the comparison.</summary>
    public static IReadOnlyList<string> Names =>
    [
        nameof(LeNet5), nameof(MnistNet), nameof(VggNet), nameof(Perceptron),
        nameof(BatchNormNet), nameof(SeparableNet), nameof(Photo128), nameof(Vgg224), .. _added,
    ];

    /// <summary>The networks that measure their kernels.</summary>
    public static IReadOnlyList<string> ProfiledNames { get; } = [.. _networks.Keys.Where(name => name.StartsWith("Profiled", StringComparison.Ordinal))];

    /// <summary>Where the time went, kernel by kernel, for one of <see cref="ProfiledNames"/>.</summary>
    public NetworkProfile Profile => _network.GetProfile();

    /// <summary>Makes a network that runs on <paramref name="threads"/> threads, or on a device; its weights are drawn from seed 1.</summary>
    public static BenchmarkNetwork Create(string name, int threads, Device? device = null)
    {
        Entry entry = Find(name);
        Network network = entry.Make(device);
        network.Threads = threads;
        return new BenchmarkNetwork(network, entry);
    }

    /// <summary>Adds a network of another project to the comparison.</summary>
    /// <param name="inputShape">Shape of one image.</param>
    /// <param name="make">Makes it: a classifier, or a network that labels pixels.</param>
    /// <param name="classCount">Its classes.</param>
    /// <param name="trainingBatch">Images of a training step.</param>
    /// <param name="labelCount">Labels of one image.</param>
    public static void Add(string name, TensorShape inputShape, Func<Device?, Network> make, int classCount, int trainingBatch, int labelCount = 1)
    {
        _networks.Add(name, new Entry(inputShape, make) { ClassCount = classCount, LabelCount = labelCount, TrainingBatch = trainingBatch });
        _added.Add(name);
    }

    /// <summary>Shape of one image of a network.</summary>
    public static TensorShape InputShapeOf(string name) => Find(name).InputShape;

    /// <summary>Classes of a network.</summary>
    public static int ClassCountOf(string name) => Find(name).ClassCount;

    /// <summary>Labels of one image of a network.</summary>
    public static int LabelCountOf(string name) => Find(name).LabelCount;

    /// <summary>Images of a training step: 64, and 16 of large images.</summary>
    public static int TrainingBatchOf(string name) => Find(name).TrainingBatch ?? (InputShapeOf(name).Length < LargeImage ? 64 : 16);

    /// <summary>Images of a prediction of several: 64, and 16 of large images.</summary>
    public static int PredictionBatchOf(string name) => InputShapeOf(name).Length < LargeImage ? 64 : 16;

    /// <summary>Images of the data set: 60,000 like MNIST's, fewer of larger ones.</summary>
    public static int DatasetSizeOf(string name) => InputShapeOf(name).Length switch { < 1000 => 60_000, < LargeImage => 10_000, _ => 1000 };

    /// <summary>Values that training adjusts.</summary>
    public int ParameterCount => _network.Architecture.Layers.Sum(layer => layer.ParameterCount);

    /// <summary>Multiply-adds of one prediction of one image.</summary>
    public long MultiplyAdds => _network.Architecture.Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>Multiply-adds of one image in training: forward and both gradients, but for the first layer, whose input has none.</summary>
    public long TrainingMultiplyAdds => 3 * MultiplyAdds - _network.Architecture.Layers.First(layer => layer.MultiplyAdds > 0).MultiplyAdds;

    /// <summary>Forgets the times measured so far.</summary>
    public void ResetProfile() => _network.ResetProfile();

    /// <summary>Trains as a user would.</summary>
    public void Train(Dataset images, int epochs, Optimizer optimizer, int batchSize = 64) => _train(
        images, new TrainingOptions { Epochs = epochs, BatchSize = batchSize, Optimizer = optimizer, Threads = _network.Threads }, null, CancellationToken.None);

    /// <summary>One training step; returns the loss, for which a device has to finish the step.</summary>
    public float TrainStep(Batch batch, Optimizer optimizer) => _trainStep(batch, optimizer).Loss;

    /// <summary>Class probabilities of one or several images.</summary>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> probabilities) => Predict(_network, inputs, probabilities);

    /// <summary>Probabilities that one image is given.</summary>
    public int OutputLength => _network.Architecture.OutputShape.Length;

    /// <summary>A data set of random bytes and labels.</summary>
    public ImageDataset RandomImages()
    {
        var random = new Random(1);
        TensorShape shape = _network.Architecture.InputShape;
        int samples = DatasetSizeOf(_network.Architecture.Name);
        byte[] pixels = new byte[samples * shape.Length];
        random.NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, samples).Select(_ => random.Next(_entry.ClassCount))];
        return new ImageDataset(pixels, shape, labels, _entry.ClassCount);
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
            label = random.Next(_entry.ClassCount);
        return batch;
    }

    /// <summary>Writes the network for ONNX Runtime.</summary>
    public void SaveOnnx(string path) => _network.SaveOnnx(path);

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private static Entry Find(string name) => _networks.TryGetValue(name, out Entry? entry)
        ? entry
        : throw new ArgumentException($"There is no network named {name}; there are {string.Join(", ", _networks.Keys)}.", nameof(name));

    private static void Predict(Network network, ReadOnlySpan<float> inputs, Span<float> probabilities)
    {
        if (network is SegmentationNetwork segmentation)
            segmentation.Predict(inputs, probabilities);
        else
            ((ClassificationNetwork)network).Predict(inputs, probabilities);
    }

    private sealed record Entry(TensorShape InputShape, Func<Device?, Network> Make)
    {
        public int ClassCount { get; init; } = 10;

        public int LabelCount { get; init; } = 1;

        public int? TrainingBatch { get; init; }
    }
}
