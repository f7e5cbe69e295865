namespace DeepVision.Generated;

/// <summary>Convolution of each channel by itself: image (h, w, c) → image (h′, w′, c · multiplier).</summary>
/// <remarks>
/// Output channel c·multiplier + m is input channel c convolved with its m-th kernel.
/// Weight [c · multiplier, 1, kernel height, kernel width] and bias [c · multiplier], PyTorch's order.
/// Keras: <c>DepthwiseConv2D(kernel_size, depth_multiplier=…)</c>. PyTorch: <c>nn.Conv2d(c, c·m, kernel_size, groups=c)</c>.
/// </remarks>
public sealed class DepthwiseConv2D : Convolution
{
    /// <summary>A depthwise convolution with a square kernel.</summary>
    /// <param name="kernelSize">Rows and columns of the kernel, 1 or more.</param>
    public DepthwiseConv2D(int kernelSize)
        : base(kernelSize, kernelSize)
    {
    }

    /// <summary>A depthwise convolution with a rectangular kernel.</summary>
    /// <param name="kernelHeight">Rows of the kernel, 1 or more.</param>
    /// <param name="kernelWidth">Columns of the kernel, 1 or more.</param>
    public DepthwiseConv2D(int kernelHeight, int kernelWidth)
        : base(kernelHeight, kernelWidth)
    {
    }

    /// <summary>Output channels per input channel; 1 by default.</summary>
    public int DepthMultiplier { get; init; } = 1;
}
