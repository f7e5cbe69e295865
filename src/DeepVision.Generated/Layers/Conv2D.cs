namespace DeepVision.Generated;

/// <summary>2-D convolution: image (h, w, c) → image (h′, w′, filters).</summary>
/// <remarks>
/// y[r, q, f] = b[f] + Σ x[r·stride + i·dilation − pad, q·stride + j·dilation − pad, c] · w[f, c, i, j], over the kernel's
/// rows i and columns j and the channels c of the filter's group (a cross-correlation, as everywhere in the field).
/// Weight [filters, c / groups, kernel height, kernel width] and bias [filters], PyTorch's order.
/// Keras: <c>Conv2D(filters, kernel_size)</c>, the same defaults. PyTorch: <c>nn.Conv2d(c, filters, kernel_size)</c>.
/// </remarks>
public sealed class Conv2D : Convolution
{
    /// <summary>A convolution with a square kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelSize">Rows and columns of the kernel, 1 or more.</param>
    public Conv2D(int filters, int kernelSize)
        : base(kernelSize, kernelSize) => Filters = filters;

    /// <summary>A convolution with a rectangular kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelHeight">Rows of the kernel, 1 or more.</param>
    /// <param name="kernelWidth">Columns of the kernel, 1 or more.</param>
    public Conv2D(int filters, int kernelHeight, int kernelWidth)
        : base(kernelHeight, kernelWidth) => Filters = filters;

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Independent groups into which input channels and filters are divided, in order; must divide both. 1 by default.</summary>
    public int Groups { get; init; } = 1;
}
