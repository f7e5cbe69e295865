using System.Buffers;

namespace DeepVision.Generated;

/// <summary>
/// Resizing with a triangle filter that is as wide as a new pixel where the picture shrinks, so that every old pixel counts: torchvision's
/// <c>resize(antialias=True)</c>, tf.image's <c>resize(antialias=True)</c>, and but for its rounding to bytes PIL's <c>BILINEAR</c>. First
/// along the rows, then down the columns.
/// </summary>
internal static class AntialiasedResize
{
    /// <summary>Resizes a rectangle of a picture.</summary>
    /// <param name="picture">The picture; afterwards the new one.</param>
    /// <param name="box">The rectangle.</param>
    /// <param name="height">Rows of the new picture.</param>
    /// <param name="width">Columns of the new picture.</param>
    public static void Apply(ref Pixels<float> picture, Box box, int height, int width)
    {
        int channels = picture.Shape.Channels, rowLength = width * channels;
        float[] taps = ArrayPool<float>.Shared.Rent(Math.Max(MaximumTaps(box.Width, width), MaximumTaps(box.Height, height)));
        float[] narrow = ArrayPool<float>.Shared.Rent(box.Height * rowLength);
        try
        {
            MakeRows(picture.Values, picture.Shape.Width, channels, box, width, taps, narrow);
            for (int y = 0; y < height; y++)
            {
                (int first, int count) = Taps(y, box.Height, height, taps);
                Span<float> target = picture.Spare.Slice(y * rowLength, rowLength);
                target.Clear();
                for (int i = 0; i < count; i++)
                    VectorSpans.AddScaled(target, narrow.AsSpan((first + i) * rowLength, rowLength), taps[i]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(taps);
            ArrayPool<float>.Shared.Return(narrow);
        }

        picture.Replace(new TensorShape(height, width, channels));
    }

    private static void MakeRows(ReadOnlySpan<float> source, int sourceWidth, int channels, Box box, int width, float[] taps, float[] target)
    {
        for (int x = 0; x < width; x++)
        {
            (int first, int count) = Taps(x, box.Width, width, taps);
            for (int y = 0; y < box.Height; y++)
            {
                int from = ((box.Top + y) * sourceWidth + box.Left + first) * channels;
                for (int channel = 0; channel < channels; channel++)
                {
                    float sum = 0;
                    for (int i = 0; i < count; i++)
                        sum += taps[i] * source[from + i * channels + channel];
                    target[(y * width + x) * channels + channel] = sum;
                }
            }
        }
    }

    private static int MaximumTaps(int source, int target) => 2 * (int)Math.Ceiling(Math.Max(1, (double)source / target)) + 1;

    /// <summary>Which old pixels a new one is made of, and their shares.</summary>
    private static (int First, int Count) Taps(int place, int source, int target, Span<float> taps)
    {
        double scale = (double)source / target, support = Math.Max(1, scale), centre = scale * (place + 0.5);
        int first = Math.Max(0, (int)(centre - support + 0.5)), count = Math.Min(source, (int)(centre + support + 0.5)) - first;
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += Weight(i);
        for (int i = 0; i < count; i++)
            taps[i] = (float)(Weight(i) / sum);
        return (first, count);

        double Weight(int i) => Math.Max(0, 1 - Math.Abs((first + i - centre + 0.5) / support));
    }
}
