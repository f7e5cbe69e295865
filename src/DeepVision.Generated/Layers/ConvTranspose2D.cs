namespace DeepVision.Generated;

/// <summary>Transposed convolution, which enlarges images by learned weights: image (h, w, c) → image (h′, w′, filters).</summary>
/// <remarks>
/// The gradient of a convolution by its input: each value x[r, q, c] adds x[r, q, c] · w[c, f, i, j] to
/// y[r·stride + i·dilation − pad, q·stride + j·dilation − pad, f], for the filters f of its group, and y begins as b[f]. Rows:
/// (h − 1) · stride − 2 · pad + dilation · (kernel − 1) + 1 + output padding, with <see cref="Padding.Same"/> h · stride; columns likewise.
/// Weight [c, filters / groups, kernel height, kernel width] and bias [filters], PyTorch's order.
/// PyTorch: <c>nn.ConvTranspose2d(c, filters, kernel_size)</c>. Keras: <c>Conv2DTranspose(filters, kernel_size)</c>, which without padding
/// gives stride − kernel rows more where that is positive (here: <see cref="OutputPadding"/>).
/// </remarks>
public sealed class ConvTranspose2D : Convolution
{
    /// <summary>A transposed convolution with a square kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelSize">Rows and columns of the kernel, 1 or more.</param>
    public ConvTranspose2D(int filters, int kernelSize)
        : base(kernelSize, kernelSize) => Filters = filters;

    /// <summary>A transposed convolution with a rectangular kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelHeight">Rows of the kernel, 1 or more.</param>
    /// <param name="kernelWidth">Columns of the kernel, 1 or more.</param>
    public ConvTranspose2D(int filters, int kernelHeight, int kernelWidth)
        : base(kernelHeight, kernelWidth) => Filters = filters;

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Independent groups into which input channels and filters are divided, in order; must divide both. 1 by default.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>
    /// Rows and columns added at the end, below the larger of stride and dilation; 0 by default. A convolution with a stride gives several
    /// sizes the same output: this says which of them it is.
    /// </summary>
    public int OutputPadding { get; init; }

    /// <summary>
    /// Rows and columns added at the end, [height, width], where they differ, as with a stride along one axis alone; instead of
    /// <see cref="OutputPadding"/>. Null by default.
    /// </summary>
    public int[]? OutputPaddings { get; init; }
}
