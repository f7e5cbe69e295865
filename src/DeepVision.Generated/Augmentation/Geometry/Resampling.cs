using System.Runtime.CompilerServices;

namespace DeepVision.Generated;

/// <summary>Makes the picture that a <see cref="PixelMap"/> describes.</summary>
internal static class Resampling
{
    /// <summary>A place between two pixels belongs to the second one, also if rounding has moved it a little towards the first.</summary>
    private const double Half = 0.5 + 1e-9;

    /// <summary>A picture, between its pixels by the interpolation.</summary>
    public static void Apply(ref Pixels<float> picture, in PixelMap map, Interpolation interpolation, Fill fill)
    {
        if (map.IsIdentity)
            return;
        int channels = picture.Shape.Channels;
        if (map.IsCopy)
            Copy(picture.Values, picture.Spare, map, picture.Shape.Width, channels, fill.Rule, fill.Value);
        else if (interpolation == Interpolation.Nearest)
            TakeNearest(picture.Values, picture.Spare, map, picture.Shape.Width, channels, fill.Rule, fill.Value);
        else
            Interpolate(picture.Values, picture.Spare, map, picture.Shape.Width, channels, fill);
        picture.Replace(new TensorShape(map.Height, map.Width, channels));
    }

    /// <summary>A label map, of which every pixel takes the nearest label.</summary>
    public static void Apply(ref Pixels<int> labels, in PixelMap map, Fill fill)
    {
        if (map.IsIdentity)
            return;
        if (map.IsCopy)
            Copy(labels.Values, labels.Spare, map, labels.Shape.Width, 1, fill.Rule, fill.Label);
        else
            TakeNearest(labels.Values, labels.Spare, map, labels.Shape.Width, 1, fill.Rule, fill.Label);
        labels.Replace(new TensorShape(map.Height, map.Width, 1));
    }

    /// <summary>The place in a rectangle that stands for one beyond it; −1 for the constant.</summary>
    public static int Place(int place, int first, int end, FillRule rule)
    {
        if (place >= first && place < end)
            return place;
        switch (rule)
        {
            case FillRule.Constant:
                return -1;
            case FillRule.Nearest:
                return place < first ? first : end - 1;
            default:
                int last = end - 1 - first;
                if (last == 0)
                    return first;
                int folded = (place - first) % (2 * last);
                if (folded < 0)
                    folded += 2 * last;
                return first + (folded <= last ? folded : 2 * last - folded);
        }
    }

    private static void Copy<T>(ReadOnlySpan<T> source, Span<T> target, in PixelMap map, int sourceWidth, int channels, FillRule rule, T constant)
    {
        int rowLength = map.Width * channels, step = (int)map.XX, first = (int)map.X0;

        // Columns from begin to end lie within the picture.
        int begin = Math.Clamp(step > 0 ? map.Left - first : first - map.Right + 1, 0, map.Width);
        int end = Math.Clamp(step > 0 ? map.Right - first : first - map.Left + 1, begin, map.Width);
        for (int y = 0; y < map.Height; y++)
        {
            Span<T> row = target.Slice(y * rowLength, rowLength);
            int sourceY = Place((int)map.YY * y + (int)map.Y0, map.Top, map.Bottom, rule);
            if (sourceY < 0)
            {
                row.Fill(constant);
                continue;
            }

            ReadOnlySpan<T> sourceRow = source.Slice(sourceY * sourceWidth * channels, sourceWidth * channels);
            if (begin < end && step > 0)
                sourceRow.Slice((first + begin) * channels, (end - begin) * channels).CopyTo(row[(begin * channels)..]);
            else if (begin < end)
                Reverse(sourceRow.Slice((first - end + 1) * channels, (end - begin) * channels), row.Slice(begin * channels, (end - begin) * channels), channels);
            for (int x = 0; x < begin; x++)
                CopyPixel(sourceRow, row, Place(step * x + first, map.Left, map.Right, rule), x, channels, constant);
            for (int x = end; x < map.Width; x++)
                CopyPixel(sourceRow, row, Place(step * x + first, map.Left, map.Right, rule), x, channels, constant);
        }
    }

    private static void Reverse<T>(ReadOnlySpan<T> source, Span<T> target, int channels)
    {
        if (channels == 1)
        {
            source.CopyTo(target);
            target.Reverse();
            return;
        }

        if (channels == 3)
        {
            for (int from = source.Length - 3, to = 0; from >= 0; from -= 3, to += 3)
            {
                target[to + 2] = source[from + 2];
                target[to + 1] = source[from + 1];
                target[to] = source[from];
            }

            return;
        }

        for (int from = source.Length - channels, to = 0; from >= 0; from -= channels, to += channels)
        {
            for (int channel = 0; channel < channels; channel++)
                target[to + channel] = source[from + channel];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyPixel<T>(ReadOnlySpan<T> sourceRow, Span<T> row, int from, int to, int channels, T constant)
    {
        if (from < 0)
            row.Slice(to * channels, channels).Fill(constant);
        else
            sourceRow.Slice(from * channels, channels).CopyTo(row[(to * channels)..]);
    }

    private static void TakeNearest<T>(ReadOnlySpan<T> source, Span<T> target, in PixelMap map, int sourceWidth, int channels, FillRule rule, T constant)
    {
        int to = 0;
        for (int y = 0; y < map.Height; y++)
        {
            for (int x = 0; x < map.Width; x++, to += channels)
            {
                (double atX, double atY) = SourceOf(map, x, y);
                int sourceX = Place((int)Math.Floor(atX + Half), map.Left, map.Right, rule), sourceY = Place((int)Math.Floor(atY + Half), map.Top, map.Bottom, rule);
                Span<T> pixel = target.Slice(to, channels);
                if (sourceX < 0 || sourceY < 0)
                    pixel.Fill(constant);
                else
                    source.Slice((sourceY * sourceWidth + sourceX) * channels, channels).CopyTo(pixel);
            }
        }
    }

    private static void Interpolate(ReadOnlySpan<float> source, Span<float> target, in PixelMap map, int sourceWidth, int channels, Fill fill)
    {
        int to = 0, row = sourceWidth * channels;
        for (int y = 0; y < map.Height; y++)
        {
            for (int x = 0; x < map.Width; x++, to += channels)
            {
                (double atX, double atY) = SourceOf(map, x, y);
                double floorX = Math.Floor(atX), floorY = Math.Floor(atY);
                float right = (float)(atX - floorX), down = (float)(atY - floorY);
                int sourceX = (int)floorX, sourceY = (int)floorY;
                Span<float> pixel = target.Slice(to, channels);
                if (sourceX < map.Left || sourceX >= map.Right - 1 || sourceY < map.Top || sourceY >= map.Bottom - 1)
                {
                    InterpolateAtBorder(source, pixel, map, sourceWidth, (sourceX, sourceY), (right, down), fill);
                    continue;
                }

                ReadOnlySpan<float> upper = source.Slice(sourceY * row + sourceX * channels, 2 * channels), lower = source.Slice((sourceY + 1) * row + sourceX * channels, 2 * channels);
                for (int channel = 0; channel < pixel.Length; channel++)
                    pixel[channel] = Mix(Mix(upper[channel], upper[channels + channel], right), Mix(lower[channel], lower[channels + channel], right), down);
            }
        }
    }

    /// <summary>A pixel some of whose four neighbours are the fill's.</summary>
    private static void InterpolateAtBorder(ReadOnlySpan<float> source, Span<float> pixel, in PixelMap map, int sourceWidth, (int X, int Y) at, (float Right, float Down) share, Fill fill)
    {
        int left0 = Place(at.X, map.Left, map.Right, fill.Rule), left1 = Place(at.X + 1, map.Left, map.Right, fill.Rule);
        int top0 = Place(at.Y, map.Top, map.Bottom, fill.Rule), top1 = Place(at.Y + 1, map.Top, map.Bottom, fill.Rule);
        for (int channel = 0; channel < pixel.Length; channel++)
        {
            float upper = Mix(At(source, top0, left0, channel, pixel.Length), At(source, top0, left1, channel, pixel.Length), share.Right);
            float lower = Mix(At(source, top1, left0, channel, pixel.Length), At(source, top1, left1, channel, pixel.Length), share.Right);
            pixel[channel] = Mix(upper, lower, share.Down);
        }

        float At(ReadOnlySpan<float> values, int row, int column, int channel, int channels) =>
            row < 0 || column < 0 ? fill.Value : values[(row * sourceWidth + column) * channels + channel];
    }

    private static float Mix(float first, float second, float share) => first * (1 - share) + second * share;

    private static (double X, double Y) SourceOf(in PixelMap map, int x, int y) =>
        (map.XX * x + map.XY * y + map.X0, map.YX * x + map.YY * y + map.Y0);
}
