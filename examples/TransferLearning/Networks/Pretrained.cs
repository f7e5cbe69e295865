using DeepVision.Generated;

namespace TransferLearning.Networks;

/// <summary>A network that has learned from many other pictures, and the networks that begin with its layers.</summary>
internal abstract class Pretrained : IDisposable
{
    /// <summary>What it is, in a line.</summary>
    public abstract string Description { get; }

    /// <summary>What the pictures are scaled to.</summary>
    public abstract TensorShape InputShape { get; }

    /// <summary>Values behind its last layer that is of use for other pictures.</summary>
    public abstract int FeatureCount { get; }

    /// <summary>Pictures as the network has learned from them: their order of channels, their range.</summary>
    public abstract Dataset Prepare(ImageDataset pictures);

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
