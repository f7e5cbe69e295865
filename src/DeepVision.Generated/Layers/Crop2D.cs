namespace DeepVision.Generated;

/// <summary>Cuts rows and columns off at the border: image (h, w, c) → image (h − top − bottom, w − left − right, c).</summary>
/// <remarks>
/// Keras: <c>Cropping2D(((top, bottom), (left, right)))</c>. PyTorch: <c>nn.ZeroPad2d((-left, -right, -top, -bottom))</c>.
/// </remarks>
/// <param name="top">Rows cut off above, 0 or more.</param>
/// <param name="left">Columns cut off on the left, 0 or more.</param>
/// <param name="bottom">Rows cut off below, 0 or more.</param>
/// <param name="right">Columns cut off on the right, 0 or more.</param>
public sealed class Crop2D(int top, int left, int bottom, int right) : Layer
{
    /// <summary>The same on all four sides.</summary>
    /// <param name="crop">Rows and columns cut off on each side, 0 or more.</param>
    public Crop2D(int crop)
        : this(crop, crop, crop, crop)
    {
    }

    /// <summary>Rows cut off above.</summary>
    public int Top { get; } = top;

    /// <summary>Columns cut off on the left.</summary>
    public int Left { get; } = left;

    /// <summary>Rows cut off below.</summary>
    public int Bottom { get; } = bottom;

    /// <summary>Columns cut off on the right.</summary>
    public int Right { get; } = right;
}
