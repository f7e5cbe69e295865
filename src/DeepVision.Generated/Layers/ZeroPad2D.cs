namespace DeepVision.Generated;

/// <summary>Rows and columns of zeros around each channel: image (h, w, c) → image (h + top + bottom, w + left + right, c).</summary>
/// <remarks>
/// In front of a convolution with the same padding on all sides its <c>Pad</c> does this without a copy. Keras:
/// <c>ZeroPadding2D(((top, bottom), (left, right)))</c>. PyTorch: <c>nn.ZeroPad2d((left, right, top, bottom))</c>.
/// </remarks>
/// <param name="top">Rows above, 0 or more.</param>
/// <param name="left">Columns on the left, 0 or more.</param>
/// <param name="bottom">Rows below, 0 or more.</param>
/// <param name="right">Columns on the right, 0 or more.</param>
public sealed class ZeroPad2D(int top, int left, int bottom, int right) : Layer
{
    /// <summary>The same on all four sides.</summary>
    /// <param name="pad">Rows and columns on each side, 0 or more.</param>
    public ZeroPad2D(int pad)
        : this(pad, pad, pad, pad)
    {
    }

    /// <summary>Rows above.</summary>
    public int Top { get; } = top;

    /// <summary>Columns on the left.</summary>
    public int Left { get; } = left;

    /// <summary>Rows below.</summary>
    public int Bottom { get; } = bottom;

    /// <summary>Columns on the right.</summary>
    public int Right { get; } = right;
}
