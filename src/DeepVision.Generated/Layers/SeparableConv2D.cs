namespace DeepVision.Generated;

/// <summary>Depthwise separable convolution: each channel is convolved by itself, then 1×1 kernels mix them. Image (h, w, c) → image (h′, w′, filters).</summary>
/// <remarks>
/// A <see cref="DepthwiseConv2D"/> without bias and a <see cref="Conv2D"/> of kernel size 1 behind it, with nothing between them (Chollet 2017,
/// arXiv:1610.02357): stride, padding, dilation and <see cref="DepthMultiplier"/> are the former's, filters and bias the latter's, the initializer and the
/// penalties are for both. They are called <c>separableconv2d_1.depthwiseconv2d_1</c> and <c>separableconv2d_1.conv2d_1</c>, in the class
/// <c>network.SeparableConv2D1.Conv2D1</c>. Keras: <c>SeparableConv2D(filters, kernel_size)</c>, the same defaults. PyTorch:
/// <c>nn.Conv2d(c, c·m, kernel_size, groups=c, bias=False)</c> and <c>nn.Conv2d(c·m, filters, 1)</c>.
/// </remarks>
public sealed class SeparableConv2D : Convolution
{
    /// <summary>A separable convolution with a square kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelSize">Rows and columns of the depthwise kernel, 1 or more.</param>
    public SeparableConv2D(int filters, int kernelSize)
        : base(kernelSize, kernelSize) => Filters = filters;

    /// <summary>A separable convolution with a rectangular kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelHeight">Rows of the depthwise kernel, 1 or more.</param>
    /// <param name="kernelWidth">Columns of the depthwise kernel, 1 or more.</param>
    public SeparableConv2D(int filters, int kernelHeight, int kernelWidth)
        : base(kernelHeight, kernelWidth) => Filters = filters;

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Channels that the depthwise convolution makes of each input channel; 1 by default.</summary>
    public int DepthMultiplier { get; init; } = 1;
}
