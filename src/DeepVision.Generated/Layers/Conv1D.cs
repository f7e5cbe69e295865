namespace DeepVision.Generated;

/// <summary>1-D convolution: sequence (steps, features) → sequence (steps′, filters).</summary>
/// <remarks>
/// y[t, f] = b[f] + Σ x[t·stride + i·dilation − pad, c] · w[f, c, i], over the kernel's positions i and the features c of the filter's group. Steps behind it:
/// ⌈steps / stride⌉ with <see cref="Padding.Same"/>, else ⌊(steps + 2 pad − dilation·(kernel − 1) − 1) / stride⌋ + 1.
/// Weight [filters, c / groups, kernel] and bias [filters], PyTorch's order. Keras: <c>Conv1D(filters, kernel_size)</c>. PyTorch: <c>nn.Conv1d(c, filters, kernel_size)</c>,
/// whose values lie the other way round, (features, steps).
/// </remarks>
/// <param name="filters">Output features, 1 or more.</param>
/// <param name="kernelSize">Steps of the kernel, 1 or more.</param>
public sealed class Conv1D(int filters, int kernelSize) : WeightedLayer
{
    /// <summary>Output features.</summary>
    public int Filters { get; } = filters;

    /// <summary>Steps of the kernel.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>Steps from one position of the kernel to the next; 1 by default.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>What happens at both ends; <see cref="DeepVision.Generated.Padding.Valid"/> by default.</summary>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>Zeros added at both ends, as in PyTorch's <c>padding=</c>; instead of <see cref="Padding"/>. Not set by default (−1).</summary>
    public int Pad { get; init; } = -1;

    /// <summary>Steps from one kernel value to the next; 1 by default.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Independent groups into which input features and filters are divided, in order; must divide both. 1 by default.</summary>
    public int Groups { get; init; } = 1;
}
