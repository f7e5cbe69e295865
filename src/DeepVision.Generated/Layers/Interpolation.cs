namespace DeepVision.Generated;

/// <summary>What stands between the pixels of an image that is enlarged. Names are those of Keras.</summary>
public enum Interpolation
{
    /// <summary>Each pixel becomes a block of equal ones.</summary>
    Nearest,

    /// <summary>
    /// A straight line between the centres of neighbouring pixels, both ways; beyond the outermost centres their values. PyTorch's
    /// <c>align_corners=False</c>.
    /// </summary>
    Bilinear,
}
