namespace DeepVision.Generated.Images;

/// <summary>The formats of pictures that are read.</summary>
internal enum ImageFormat
{
    Jpeg,
    Png,
    Bmp,
    Gif,
    WebP,
}
