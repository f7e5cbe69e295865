using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Over what the mean of a loss is taken.</summary>
internal enum LossMean
{
    /// <summary>Over the samples of the batch, each by the weight of its class if classes have weights.</summary>
    Samples,

    /// <summary>Over the pixels of the batch that aren't ignored, each by the weight of its class if classes have weights.</summary>
    Pixels,

    /// <summary>Over the values of all samples.</summary>
    Values,

    /// <summary>Over the samples of the batch, which count alike.</summary>
    SamplesAlike,
}

/// <summary>What training minimises. Later stages ask it; they match only on which family it is.</summary>
internal abstract record LossOperation
{
    /// <summary>As it is written in a declaration.</summary>
    public abstract string Kind { get; }

    /// <summary>What the network is by it.</summary>
    public abstract NetworkKind Network { get; }

    /// <summary>Over what its mean is taken.</summary>
    public abstract LossMean Mean { get; }

    /// <summary>Weights of the classes; empty if all count alike.</summary>
    public virtual EquatableArray<float> ClassWeights => [];

    /// <summary>Whether classes have weights that follow from the data of a training, in place of <see cref="ClassWeights"/>.</summary>
    public bool HasBalancedClasses { get; init; }

    /// <summary>Whether classes have weights.</summary>
    public bool IsWeighted => HasBalancedClasses || ClassWeights.Count > 0;

    /// <summary>Whether it leaves out the steps behind the end of sequences that differ in length.</summary>
    public virtual bool MindsLengths => false;

    /// <summary>Whether it reads such sequences: the steps up to the end of each count alone, and its mean is over them.</summary>
    public bool HasLengths { get; init; }

    /// <summary>Whether what it gives for a sample depends on the other samples of the batch.</summary>
    public virtual bool IsBatchWide => false;

    /// <summary>Whether a last layer is part of the loss's arithmetic: the loss then reads what stands in front of it.</summary>
    public virtual bool Absorbs(LayerOperation last) => false;
}

/// <summary>Softmax and cross-entropy with integer labels; mean over the batch (weighted mean with class weights, as in PyTorch).</summary>
internal sealed record SoftmaxCrossEntropyOperation(int Classes, float LabelSmoothing, EquatableArray<float> ClassWeights) : LossOperation
{
    /// <summary>The exponent γ of the focal loss; null for cross-entropy itself.</summary>
    public float? Gamma { get; init; }

    public override string Kind => Gamma is null ? "SoftmaxCrossEntropy" : "SoftmaxFocalCrossEntropy";

    public override NetworkKind Network => NetworkKind.Classification;

    public override LossMean Mean => LossMean.Samples;

    public override EquatableArray<float> ClassWeights { get; } = ClassWeights;
}

/// <summary>Softmax and cross-entropy with a probability for each class, or the divergence of these from softmax; mean over the samples.</summary>
/// <param name="IsDivergence">Whether the entropy of the targets is subtracted.</param>
internal sealed record DistributionLossOperation(int Classes, float LabelSmoothing, EquatableArray<float> ClassWeights, bool IsDivergence = false) : LossOperation
{
    public override string Kind => IsDivergence ? "KLDivergence" : "SoftmaxCrossEntropy";

    public override NetworkKind Network => NetworkKind.SoftClassification;

    public override LossMean Mean => LossMean.SamplesAlike;

    public override EquatableArray<float> ClassWeights { get; } = ClassWeights;

    public override bool Absorbs(LayerOperation last) => IsDivergence && last is (SoftmaxOperation or LogSoftmaxOperation);
}

/// <summary>1 − the cosine between the channels of each pixel, or a vector, and those wanted; mean over the pixels and the samples.</summary>
internal sealed record CosineLossOperation(int Channels) : LossOperation
{
    public override string Kind => "CosineSimilarity";

    public override NetworkKind Network => NetworkKind.Regression;

    public override LossMean Mean => LossMean.SamplesAlike;
}

/// <summary>Dice over the pixels of each channel, or over the values of a vector, behind a Sigmoid; mean over the channels and the samples.</summary>
/// <param name="Channels">Channels that have sums of their own; 1 for a vector.</param>
internal sealed record DiceOperation(int Channels, float Smooth) : LossOperation
{
    public override string Kind => "Dice";

    public override NetworkKind Network => NetworkKind.Binary;

    public override LossMean Mean => LossMean.SamplesAlike;

    public override bool Absorbs(LayerOperation last) => last is ActivationOperation activation && activation.Function == ActivationTable.Sigmoid;
}

/// <summary>Dice over the pixels of each class, with softmax and a label for each pixel; mean over the classes and the samples.</summary>
internal sealed record PixelDiceOperation(int Classes, float Smooth, int IgnoredLabel) : LossOperation, IPixelLoss
{
    public override string Kind => "Dice";

    public override NetworkKind Network => NetworkKind.Segmentation;

    public override LossMean Mean => LossMean.SamplesAlike;
}

/// <summary>A loss with a label for each pixel of an image.</summary>
internal interface IPixelLoss
{
    /// <summary>The label of pixels that don't count, or <see cref="PixelCrossEntropyOperation.NoLabel"/>.</summary>
    int IgnoredLabel { get; }
}

/// <summary>
/// The same with a label for each pixel of an image; mean over the pixels of the batch that aren't ignored (PyTorch's ignore_index).
/// </summary>
/// <param name="IgnoredLabel">The label of pixels that don't count, or <see cref="NoLabel"/>.</param>
internal sealed record PixelCrossEntropyOperation(int Classes, float LabelSmoothing, EquatableArray<float> ClassWeights, int IgnoredLabel) : LossOperation, IPixelLoss
{
    /// <summary>The library's number for no label.</summary>
    public const int NoLabel = int.MinValue;

    /// <summary>The exponent γ of the focal loss; null for cross-entropy itself.</summary>
    public float? Gamma { get; init; }

    public override string Kind => Gamma is null ? "SoftmaxCrossEntropy" : "SoftmaxFocalCrossEntropy";

    public override NetworkKind Network => NetworkKind.Segmentation;

    public override LossMean Mean => LossMean.Pixels;

    public override bool MindsLengths => true;

    public override EquatableArray<float> ClassWeights { get; } = ClassWeights;
}

/// <summary>Mean over batch and values of a loss of each value.</summary>
/// <param name="Loss">The loss of a value.</param>
/// <param name="Network">What the network is by it.</param>
/// <param name="Absorbed">The activation in front that is part of the loss's arithmetic, or null.</param>
internal sealed record ElementwiseLossOperation(ElementwiseLoss Loss, NetworkKind Network, ElementwiseFunction? Absorbed = null) : LossOperation
{
    public override string Kind => Loss.Kind;

    public override NetworkKind Network { get; } = Network;

    public override LossMean Mean => LossMean.Values;

    public override bool MindsLengths => true;

    public override bool Absorbs(LayerOperation last) =>
        Absorbed is not null && last is ActivationOperation activation && activation.Function == Absorbed;
}

/// <summary>Contrastive or triplet loss over the embeddings of a batch by their labels.</summary>
/// <param name="Mining">The library's name of the triplets that are made; null for contrastive loss.</param>
internal sealed record EmbeddingLossOperation(float Margin, string? Mining = null) : LossOperation
{
    public override string Kind => Mining is null ? "Contrastive" : "Triplet";

    public override NetworkKind Network => NetworkKind.Embedding;

    public override LossMean Mean => LossMean.SamplesAlike;

    public override bool IsBatchWide => true;
}

/// <summary>A loss that the program computes: the network is given its gradient by the scores.</summary>
internal sealed record CustomLossOperation : LossOperation
{
    public override string Kind => "CustomLoss";

    public override NetworkKind Network => NetworkKind.CustomLoss;

    public override LossMean Mean => throw new InvalidOperationException("The program takes the mean of its own loss.");
}

/// <summary>A penalty on the values of a layer, which needs neither labels nor targets: the sum over a sample's values, mean over the batch.</summary>
/// <param name="L1">Factor of the absolute values.</param>
/// <param name="L2">Factor of the squares.</param>
internal sealed record ActivityPenaltyOperation(float L1, float L2) : LossOperation
{
    /// <summary>The penalty of a value.</summary>
    public ElementwiseLoss Loss => LossTable.ActivityPenalty(L1, L2);

    public override string Kind => Loss.Kind;

    public override NetworkKind Network => throw new InvalidOperationException("A penalty predicts nothing.");

    public override LossMean Mean => LossMean.Samples;

    public override bool MindsLengths => true;
}

/// <summary>Stands where a declaration has no loss that we know, which is an error: such a network has members, but no engine.</summary>
internal sealed record MissingLoss : LossOperation
{
    public override string Kind => throw NotComputed();

    /// <summary>A base class that takes any output.</summary>
    public override NetworkKind Network => NetworkKind.Regression;

    public override LossMean Mean => throw NotComputed();

    private static InvalidOperationException NotComputed() => new("A network without a loss is not computed.");
}
