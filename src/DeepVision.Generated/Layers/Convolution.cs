namespace DeepVision.Generated;

/// <summary>Base of the convolutions: how the kernel moves over the image.</summary>
/// <remarks>
/// Output rows: ⌈height / stride⌉ with <see cref="Padding.Same"/>, else
/// ⌊(height + top + bottom − dilation·(kernel − 1) − 1) / stride⌋ + 1, with the zeros that <see cref="Pad"/> or <see cref="Pads"/>
/// adds; columns likewise, with the stride and dilation of their own that <see cref="Strides"/> and <see cref="Dilations"/> give.
/// <see cref="ConvTranspose2D"/> turns this round.
/// </remarks>
public abstract class Convolution : WeightedLayer
{
    private protected Convolution(int kernelHeight, int kernelWidth) =>
        (KernelHeight, KernelWidth) = (kernelHeight, kernelWidth);

    /// <summary>Rows of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>Columns of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>Pixels from one position of the kernel to the next, both ways; 1 by default.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>
    /// Rows and columns from one position of the kernel to the next, [height, width], where they differ; instead of <see cref="Stride"/>. Null by
    /// default. Keras and PyTorch give a pair to the same option: <c>strides=(2, 1)</c>, <c>stride=(2, 1)</c>.
    /// </summary>
    public int[]? Strides { get; init; }

    /// <summary>What happens at the border; <see cref="DeepVision.Generated.Padding.Valid"/> by default.</summary>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>Zeros added on each of the four sides, as in PyTorch's <c>padding=</c>; instead of <see cref="Padding"/>. Not set by default (−1).</summary>
    public int Pad { get; init; } = -1;

    /// <summary>
    /// Zeros added on each side, [top, left, bottom, right] (the order of ONNX), where they differ; instead of <see cref="Pad"/> and
    /// <see cref="Padding"/>. Null by default.
    /// </summary>
    public int[]? Pads { get; init; }

    /// <summary>Pixels from one kernel value to the next, both ways; 1 by default.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Rows and columns from one kernel value to the next, [height, width], where they differ; instead of <see cref="Dilation"/>. Null by default.</summary>
    public int[]? Dilations { get; init; }
}
