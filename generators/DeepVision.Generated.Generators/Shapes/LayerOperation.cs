using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What a layer computes, with defaults resolved. Later stages match on these records.</summary>
internal abstract record LayerOperation;

/// <summary>
/// How a kernel or window moves over one axis: output o covers inputs o·<see cref="Stride"/> + k·<see cref="Dilation"/> −
/// <see cref="PadBefore"/>, k from 0 to <see cref="Size"/> − 1; positions outside the input count as zero (or are left
/// out, for pooling).
/// </summary>
internal readonly record struct WindowAxis(int Input, int Output, int Size, int Stride, int Dilation, int PadBefore, int PadAfter)
{
    /// <summary>Whether some output covers positions outside the input.</summary>
    public bool ReachesOutside => PadBefore > 0 || (Output - 1) * Stride + (Size - 1) * Dilation - PadBefore >= Input;
}

/// <summary>2-D convolution; Conv2D and DepthwiseConv2D. Channels per group: input/groups → filters/groups.</summary>
internal sealed record ConvolutionOperation(WindowAxis Vertical, WindowAxis Horizontal, int InputChannels, int Filters, int Groups, bool HasBias) : LayerOperation;

/// <summary>y = W x + b over a vector.</summary>
internal sealed record DenseOperation(int Inputs, int Units, bool HasBias) : LayerOperation;

internal enum PoolingKind
{
    Max,
    Average,
}

/// <summary>
/// Max or average pooling. Positions outside the input never win a maximum. The divisor of an average is the number of
/// positions inside the input, or, with <paramref name="CountPadding"/>, inside the input and its explicit padding.
/// </summary>
internal sealed record PoolingOperation(PoolingKind Kind, WindowAxis Vertical, WindowAxis Horizontal, bool CountPadding) : LayerOperation;

/// <summary>Mean over height and width: image → vector of its channels.</summary>
internal sealed record GlobalAveragePoolingOperation : LayerOperation;

/// <summary>Image or sequence → vector, in memory order (height, width, channels).</summary>
internal sealed record FlattenOperation : LayerOperation;

/// <summary>Elementwise activation.</summary>
internal sealed record ActivationOperation(ElementwiseFunction Function) : LayerOperation;

/// <summary>Softmax over the channels of each pixel, or over a vector.</summary>
internal sealed record SoftmaxOperation : LayerOperation;

/// <summary>Inverted dropout: in training each value is zeroed with probability <paramref name="Rate"/>, the others divided by 1 − rate.</summary>
internal sealed record DropoutOperation(float Rate) : LayerOperation;

/// <summary>Normalisation over batch, height and width, then scale and shift; running statistics for prediction.</summary>
internal sealed record BatchNormOperation(float Momentum, float Epsilon) : LayerOperation;

/// <summary>What training minimises.</summary>
internal abstract record LossOperation;

/// <summary>Softmax and cross-entropy with integer labels; mean over the batch (weighted mean with class weights, as in PyTorch).</summary>
internal sealed record SoftmaxCrossEntropyOperation(int Classes, float LabelSmoothing, EquatableArray<float> ClassWeights) : LossOperation;

/// <summary>Mean over batch and values of (y − t)².</summary>
internal sealed record MeanSquaredErrorOperation : LossOperation;

/// <summary>Mean over batch and values of the cross-entropy between t and y in 0..1; the Sigmoid before it is part of the loss's arithmetic.</summary>
internal sealed record BinaryCrossEntropyOperation : LossOperation;
