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

    /// <summary>Whether a last layer is part of the loss's arithmetic: the loss then reads what stands in front of it.</summary>
    public virtual bool Absorbs(LayerOperation last) => false;
}

/// <summary>Softmax and cross-entropy with integer labels; mean over the batch (weighted mean with class weights, as in PyTorch).</summary>
internal sealed record SoftmaxCrossEntropyOperation(int Classes, float LabelSmoothing, EquatableArray<float> ClassWeights) : LossOperation
{
    public override string Kind => "SoftmaxCrossEntropy";

    public override NetworkKind Network => NetworkKind.Classification;

    public override LossMean Mean => LossMean.Samples;

    public override EquatableArray<float> ClassWeights { get; } = ClassWeights;
}

/// <summary>
/// The same with a label for each pixel of an image; mean over the pixels of the batch that aren't ignored (PyTorch's ignore_index).
/// </summary>
/// <param name="IgnoredLabel">The label of pixels that don't count, or <see cref="NoLabel"/>.</param>
internal sealed record PixelCrossEntropyOperation(int Classes, float LabelSmoothing, EquatableArray<float> ClassWeights, int IgnoredLabel) : LossOperation
{
    /// <summary>The library's number for no label.</summary>
    public const int NoLabel = int.MinValue;

    public override string Kind => "SoftmaxCrossEntropy";

    public override NetworkKind Network => NetworkKind.Segmentation;

    public override LossMean Mean => LossMean.Pixels;

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

    public override bool Absorbs(LayerOperation last) =>
        Absorbed is not null && last is ActivationOperation activation && activation.Function == Absorbed;
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
