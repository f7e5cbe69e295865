namespace DeepVision.Generated;

/// <summary>
/// What a picture looks like once it was saved as JPEG and read again. All that loses something is done (bytes, YCbCr, colour of half the
/// resolution, cosine transform and rounding of 8×8 blocks, and back), as the Independent JPEG Group's library and libjpeg-turbo do by default, to the last
/// bit; the lossless coding in between is not.
/// </summary>
internal sealed class JpegOperation : PictureOperation
{
    private readonly int _minimum;
    private readonly int _maximum;

    public JpegOperation(int minimum, int maximum)
    {
        _minimum = OptionCheck.Between(minimum, 1, 100);
        _maximum = OptionCheck.Between(maximum, 1, 100);
        if (minimum > maximum)
            throw new ArgumentOutOfRangeException(nameof(minimum), minimum, FormattableString.Invariant($"minimum must not be above maximum, which is {maximum}."));
    }

    public override TensorShape GetOutputShape(TensorShape input) => ShapeCheck.GreyOrColour(input, nameof(Augmentation.RandomJpegQuality));

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        int quality = _minimum + draws.NextIndex(_maximum - _minimum + 1);
        TensorShape shape = picture.Shape;
        if (shape.Channels == 1)
            SaveGrey(picture.Values, shape, quality);
        else
            SaveColour(picture.Values, shape, quality);
    }

    private static void SaveGrey(Span<float> values, TensorShape shape, int quality)
    {
        using var plane = new JpegPlane(shape.Height, shape.Width);
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
                plane[y, x] = ToByte(values[y * shape.Width + x]);
        }

        plane.Save(isColour: false, quality);
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
                values[y * shape.Width + x] = plane[y, x] / 255f;
        }
    }

    private static void SaveColour(Span<float> values, TensorShape shape, int quality)
    {
        int height = shape.Height, width = shape.Width;
        using JpegPlane light = new(height, width), blue = new(height, width), red = new(height, width);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Span<float> pixel = values.Slice((y * width + x) * 3, 3);
                int r = ToByte(pixel[0]), g = ToByte(pixel[1]), b = ToByte(pixel[2]);

                // In 2⁻¹⁶: 0.299, 0.587 and 0.114; 0.16874, 0.33126 and 0.5; 0.5, 0.41869 and 0.08131.
                light[y, x] = (19595 * r + 38470 * g + 7471 * b + 32768) >> 16;
                blue[y, x] = ((128 << 16) - 11059 * r - 21709 * g + 32768 * b + 32767) >> 16;
                red[y, x] = ((128 << 16) + 32768 * r - 27439 * g - 5329 * b + 32767) >> 16;
            }
        }

        light.Save(isColour: false, quality);
        using JpegPlane halfBlue = blue.Halve(), halfRed = red.Halve();
        halfBlue.Save(isColour: true, quality);
        halfRed.Save(isColour: true, quality);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int l = light[y, x], b = halfBlue.Between(y, x) - 128, r = halfRed.Between(y, x) - 128;
                Span<float> pixel = values.Slice((y * width + x) * 3, 3);

                // 1.402; 0.34414 and 0.71414; 1.772.
                pixel[0] = OfByte(l + ((91881 * r + 32768) >> 16));
                pixel[1] = OfByte(l + ((-22554 * b - 46802 * r + 32768) >> 16));
                pixel[2] = OfByte(l + ((116130 * b + 32768) >> 16));
            }
        }
    }

    private static int ToByte(float value) => (int)(ColorAdjustments.Bounded(value) * 255 + 0.5f);

    private static float OfByte(int level) => Math.Clamp(level, 0, 255) / 255f;
}
