using DeepVision.Generated;

namespace TransferLearning.Networks;

/// <summary>A network that has learned from many other pictures, and the networks that begin with its layers.</summary>
internal abstract class Pretrained : IDisposable
{
    /// <summary>What it is, in a line.</summary>
    public abstract string Description { get; }

    /// <summary>What pictures are read as. The network sees a part of them, so that it can be another one in each epoch.</summary>
    public abstract TensorShape PictureShape { get; }

    /// <summary>Values behind its last layer that is of use for other pictures.</summary>
    public abstract int FeatureCount { get; }

    /// <summary>Rows and columns of what it sees of a picture.</summary>
    protected abstract int InputSize { get; }

    /// <summary>What makes of pictures such as the network has learned from: their order of channels, their range.</summary>
    protected abstract Augmentation Scaling { get; }

    /// <summary>What changes pictures at random, as it is usual for such ones, and leaves <see cref="InputSize"/> of them.</summary>
    protected abstract Augmentation Variety { get; }

    /// <summary>The middle of each picture, as the network has learned from pictures.</summary>
    public Dataset Prepare(ImageDataset pictures) => pictures.Augmented(Augment.CenterCrop(InputSize).Then(Scaling));

    /// <summary>Pictures that are changed at random, in each epoch in another way.</summary>
    public Dataset PrepareAtRandom(ImageDataset pictures, int seed) => pictures.Augmented(Variety.Then(Scaling), seed);

    /// <summary>What its layers give for some pictures, one behind the other, as <see cref="Prepare"/> prepares them.</summary>
    public abstract void ComputeFeatures(ReadOnlySpan<float> pictures, Span<float> features);

    /// <summary>A classifier that reads features.</summary>
    public abstract Learner CreateClassifier(int seed);

    /// <summary>Its layers, frozen, and new ones behind them.</summary>
    public abstract Learner CreateFrozen(int seed);

    /// <summary>Its layers, all of which learn, and a classifier behind them.</summary>
    public abstract Learner CreateWhole(int seed);

    public abstract void Dispose();
}
