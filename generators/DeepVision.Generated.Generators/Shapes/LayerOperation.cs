using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What a layer computes, with defaults resolved. Later stages match on these records.</summary>
internal abstract record LayerOperation
{
    /// <summary>Whether the output has the shape of the input, whatever that is.</summary>
    public virtual bool KeepsShape => false;

    /// <summary>Whether each value depends on the one at the same place of its only input: in whatever order they lie in memory, they stay in it.</summary>
    public virtual bool KeepsOrder => false;

    /// <summary>Whether it takes the images of a sequence together. Any other layer works on each of them by itself.</summary>
    public virtual bool TakesSequenceOfImages => false;

    /// <summary>Whether its last input is the lengths of sequences, behind whose ends it reads nothing.</summary>
    public virtual bool ReadsLengths => false;
}

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

/// <summary>Transposed convolution: the input gradient of <paramref name="Convolution"/>, whose input has the shape of the layer's output.</summary>
internal sealed record TransposedConvolutionOperation(ConvolutionOperation Convolution, bool HasBias) : LayerOperation;

/// <summary>y = W x + b over a vector.</summary>
internal sealed record DenseOperation(int Inputs, int Units, bool HasBias) : LayerOperation
{
    public override bool TakesSequenceOfImages => true;
}

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
internal sealed record ActivationOperation(ElementwiseFunction Function) : LayerOperation
{
    public override bool KeepsShape => true;

    public override bool KeepsOrder => true;
}

/// <summary>x where it is positive, else x times a slope for each channel, which is a parameter.</summary>
internal sealed record PReLUOperation : LayerOperation
{
    public override bool KeepsShape => true;
}

/// <summary>Softmax over the channels of each pixel, or over a vector.</summary>
internal sealed record SoftmaxOperation : LayerOperation
{
    public override bool KeepsShape => true;
}

/// <summary>The logarithms of softmax.</summary>
internal sealed record LogSoftmaxOperation : LayerOperation
{
    public override bool KeepsShape => true;
}

/// <summary>Inverted dropout: in training each value is zeroed with probability <paramref name="Rate"/>, the others divided by 1 − rate.</summary>
internal sealed record DropoutOperation(float Rate) : LayerOperation
{
    public override bool KeepsShape => true;

    public override bool KeepsOrder => true;
}

/// <summary>Normalisation over batch, height and width, then scale and shift; running statistics for prediction.</summary>
internal sealed record BatchNormOperation(float Momentum, float Epsilon) : LayerOperation
{
    public override bool KeepsShape => true;
}
