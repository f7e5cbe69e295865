using System.Buffers;

namespace DeepVision.Generated.Images;

/// <summary>A picture in memory, upright and opaque.</summary>
public sealed class Image
{
    /// <summary>Makes a picture over an array, which is used as it is.</summary>
    /// <param name="pixels">Its pixels in the order (height, width, channels).</param>
    /// <param name="shape">Height, width and channels: 1 for grey, 3 for red, green and blue.</param>
    /// <exception cref="ArgumentException">The shape is none of a picture, or the pixels are not as many.</exception>
    public Image(byte[] pixels, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ImageShape.Check(shape, nameof(shape));
        if (pixels.Length != shape.Length)
            throw new ArgumentException(FormattableString.Invariant($"A picture of {shape} has {shape.Length} bytes, but the array has {pixels.Length}."), nameof(pixels));
        (Pixels, Shape) = (pixels, shape);
    }

    /// <summary>The pixels in the order (height, width, channels).</summary>
    public byte[] Pixels { get; }

    /// <summary>Height, width and channels.</summary>
    public TensorShape Shape { get; }

    /// <summary>The picture brought to another size, and to grey or to colours.</summary>
    /// <param name="shape">The shape wanted, such as a network's <c>InputShape</c>: height, width, and 1 or 3 channels.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <exception cref="ArgumentException">The shape is none of a picture.</exception>
    public Image Resize(TensorShape shape, ImageOptions? options = null)
    {
        ImageShape.Check(shape, nameof(shape));
        int pixels = Shape.Height * Shape.Width;
        byte[] wide = ArrayPool<byte>.Shared.Rent(pixels * PixelFormat.Bytes);
        try
        {
            PixelFormat.Widen(Pixels, Shape.Channels, wide.AsSpan(0, pixels * PixelFormat.Bytes));
            byte[] made = new byte[shape.Length];
            ImageFitter.Fit(wide, new DecodedSide(Shape.Width), new DecodedSide(Shape.Height), shape, options ?? ImageOptions.Default, made);
            return new Image(made, shape);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(wide);
        }
    }
}
