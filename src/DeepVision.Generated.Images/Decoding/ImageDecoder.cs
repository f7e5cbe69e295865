using SkiaSharp;

namespace DeepVision.Generated.Images;

/// <summary>Decodes pictures, by Skia.</summary>
internal static unsafe class ImageDecoder
{
    /// <summary>Decodes a picture; of several the first.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="header">What its header says.</param>
    /// <param name="columns">Its columns, of a JPEG a half, a quarter or an eighth of them if that is wanted.</param>
    /// <param name="rows">Its rows, likewise.</param>
    /// <param name="wide">Takes its pixels in <see cref="PixelFormat"/>, with colours that are not multiplied by alpha.</param>
    /// <exception cref="ImageFileException">It is damaged or cut short.</exception>
    public static void Decode(ReadOnlySpan<byte> file, ImageHeader header, DecodedSide columns, DecodedSide rows, Span<byte> wide)
    {
        fixed (byte* bytes = file)
        fixed (byte* pixels = wide)
        {
            using SKData data = SKData.Create((nint)bytes, file.Length);
            using SKCodec? codec = SKCodec.Create(data);
            if (codec is null)
                throw Damaged(header);
            SKImageInfo info = codec.Info;
            if (info.Width != header.Width || info.Height != header.Height)
                throw Damaged(header);
            SKCodecResult result = codec.GetPixels(new SKImageInfo(columns.Pixels, rows.Pixels, SKColorType.Rgba8888, SKAlphaType.Unpremul), (nint)pixels);
            if (result != SKCodecResult.Success)
                throw result is SKCodecResult.IncompleteInput ? new ImageFileException(null, $"is a {NameOf(header.Format)} that ends too early.") : Damaged(header);
        }
    }

    private static ImageFileException Damaged(ImageHeader header) => new(null, $"is a damaged {NameOf(header.Format)}, or one of a kind that can't be read.");

    private static string NameOf(ImageFormat format) => format == ImageFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();
}
