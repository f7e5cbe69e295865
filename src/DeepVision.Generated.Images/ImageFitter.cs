using System.Buffers;

namespace DeepVision.Generated.Images;

/// <summary>Brings decoded pictures to the size that a network reads.</summary>
internal static class ImageFitter
{
    /// <summary>Resizes, crops and places a picture.</summary>
    /// <param name="wide">Its pixels in <see cref="PixelFormat"/>, opaque; changed where grey is wanted.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="shape">The shape wanted.</param>
    /// <param name="options">How.</param>
    /// <param name="pixels">Takes the result in the order (height, width, channels).</param>
    public static void Fit(Span<byte> wide, DecodedSide columns, DecodedSide rows, TensorShape shape, ImageOptions options, Span<byte> pixels)
    {
        if (shape.Channels == 1)
            PixelFormat.ToGrey(wide[..(columns.Pixels * rows.Pixels * PixelFormat.Bytes)]);
        Placement place = Placement.Of(columns.Whole, rows.Whole, shape.Width, shape.Height, options);
        var across = new ResampleWeights(columns, place.ResizedWidth, place.CropLeft, place.Width, options.Filter);
        var down = new ResampleWeights(rows, place.ResizedHeight, place.CropTop, place.Height, options.Filter);
        int length = place.Width * place.Height * PixelFormat.Bytes;
        byte[] made = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Resampler.Resize(wide, across, down, made.AsSpan(0, length));
            int rowLength = shape.Width * shape.Channels, taken = place.Width * shape.Channels;
            if (place.Width != shape.Width || place.Height != shape.Height)
                PixelFormat.Fill(pixels, shape.Channels, options.Border);
            for (int y = 0; y < place.Height; y++)
            {
                PixelFormat.Narrow(
                    made.AsSpan(y * place.Width * PixelFormat.Bytes, place.Width * PixelFormat.Bytes), shape.Channels,
                    pixels.Slice((place.Top + y) * rowLength + place.Left * shape.Channels, taken));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(made);
        }
    }
}
