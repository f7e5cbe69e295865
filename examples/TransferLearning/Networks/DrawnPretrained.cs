using DeepVision.Generated;
using TransferLearning.Pictures;

namespace TransferLearning.Networks;

/// <summary>The small network for drawn pictures. It learns its six figures here, in some seconds, and its weights go through a file as published ones do.</summary>
internal sealed class DrawnPretrained : Pretrained
{
    private const int Pictures = 400, Epochs = 6;

    private readonly string _weights = Path.Combine(Path.GetTempPath(), $"drawn-{Guid.NewGuid():N}.safetensors");
    private readonly DrawnFeatures _features = new();

    /// <param name="seed">Fixes its pictures and its weights.</param>
    /// <param name="threads">Threads to train with; 0 for all cores.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    public DrawnPretrained(int seed, int threads, CancellationToken cancellationToken)
    {
        using DrawnNet network = new(seed);
        network.Train(
            DrawnPictures.Draw(DrawnPictures.KnownFigures, Pictures, seed), new TrainingOptions { Epochs = Epochs, BatchSize = 32, Optimizer = new Adam(2e-3f), Threads = threads },
            cancellationToken: cancellationToken);
        network.Save(_weights);
        _features.LoadMatchingWeights(_weights);
    }

    public override string Description => FormattableString.Invariant($"a small network that has learned {DrawnPictures.KnownFigures.Count} figures ({string.Join(", ", DrawnPictures.KnownFigures)})");

    public override TensorShape PictureShape => DrawnNet.InputShape;

    public override int FeatureCount => DrawnFeatures.OutputShape.Length;

    protected override int InputSize => DrawnNet.InputShape.Height;

    protected override Augmentation Scaling => Augmentation.None;

    protected override Augmentation Variety { get; } = Augment.RandomCrop(DrawnNet.InputShape.Height, pad: 4).RandomFlip();

    public override void ComputeFeatures(ReadOnlySpan<float> pictures, Span<float> features) => _features.Predict(pictures, features);

    public override Learner CreateClassifier(int seed)
    {
        DrawnClassifier network = new(seed);
        return new Learner(network, network.Train);
    }

    public override Learner CreateFrozen(int seed)
    {
        DrawnFrozen network = new(seed);
        network.LoadMatchingWeights(_weights);
        return new Learner(network, network.Train);
    }

    public override Learner CreateWhole(int seed)
    {
        DrawnWhole network = new(seed);
        network.LoadMatchingWeights(_weights);
        return new Learner(network, network.Train);
    }

    public override void Dispose()
    {
        _features.Dispose();
        File.Delete(_weights);
    }
}
