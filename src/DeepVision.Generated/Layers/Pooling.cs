namespace DeepVision.Generated;

/// <summary>Base of the pooling layers: how the window moves over the image.</summary>
/// <remarks>
/// Output rows: ⌈height / stride⌉ with <see cref="Padding.Same"/>, else ⌊(height + top + bottom − size) / stride⌋ + 1 with the
/// positions that <see cref="Pad"/> or <see cref="Pads"/> adds: a remainder is dropped, unless <see cref="CeilMode"/>; columns likewise.
/// </remarks>
public abstract class Pooling : Layer
{
    private protected Pooling(int height, int width) => (Height, Width) = (height, width);

    /// <summary>Rows of the window.</summary>
    public int Height { get; }

    /// <summary>Columns of the window.</summary>
    public int Width { get; }

    /// <summary>Pixels from one window to the next, both ways; 0, the default, means the window's own height and width.</summary>
    public int Stride { get; init; }

    /// <summary>
    /// Rows and columns from one window to the next, [height, width], 1 or more each, where they differ; instead of <see cref="Stride"/>. Null by
    /// default. Keras and PyTorch give a pair to the same option: <c>strides=(2, 1)</c>, <c>stride=(2, 1)</c>.
    /// </summary>
    public int[]? Strides { get; init; }

    /// <summary>What happens at the border; <see cref="DeepVision.Generated.Padding.Valid"/> by default.</summary>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>Positions added on each of the four sides, as in PyTorch's <c>padding=</c>, at most half the window; instead of <see cref="Padding"/>. Not set by default (−1).</summary>
    public int Pad { get; init; } = -1;

    /// <summary>
    /// Positions added on each side, [top, left, bottom, right] (the order of ONNX), at most half the window; instead of <see cref="Pad"/> and
    /// <see cref="Padding"/>. Null by default.
    /// </summary>
    public int[]? Pads { get; init; }

    /// <summary>Keeps a window that begins inside the image or its leading padding and ends outside, as PyTorch's <c>ceil_mode</c>; false by default.</summary>
    public bool CeilMode { get; init; }
}
