namespace DeepVision.Generated.Images;

/// <summary>
/// How pixels are weighted when a picture is resized. Where it gets smaller, a filter is widened by the same factor (anti-aliasing), so
/// every pixel of the source counts; results are those of PIL's <c>Image.resize</c>, to the last bit.
/// </summary>
public enum ResizeFilter
{
    /// <summary>A triangle: linear between neighbours, torchvision's default.</summary>
    Bilinear,

    /// <summary>Keys's cubic with a = −0.5; sharper, and overshoots at edges.</summary>
    Bicubic,

    /// <summary>The plain mean of what a pixel covers.</summary>
    Box,

    /// <summary>A sinc of three lobes on each side; the sharpest.</summary>
    Lanczos,
}
