namespace DeepVision.Generated;

/// <summary>
/// Changes of brightness and colour of pictures whose values are 0 to 1; results stay within. The formulas are torchvision's
/// (<c>transforms.v2.functional</c>) for pictures of floats.
/// </summary>
internal static class ColorAdjustments
{
    // What torchvision and PIL take of each colour for grey.
    private const float Red = 0.2989f, Green = 0.587f, Blue = 0.114f;

    /// <summary>x · factor.</summary>
    public static void Brightness(Span<float> values, TensorShape shape, double factor)
    {
        VectorSpans.Scale(values, (float)factor, 0);
        VectorSpans.Bound(values);
    }

    /// <summary>factor · x + (1 − factor) · m, where m is the mean grey of the picture.</summary>
    public static void Contrast(Span<float> values, TensorShape shape, double factor)
    {
        VectorSpans.Scale(values, (float)factor, (float)((1 - factor) * MeanGrey(values, shape)));
        VectorSpans.Bound(values);
    }

    /// <summary>factor · x + (1 − factor) · g, where g is the grey of the pixel. Grey pictures stay as they are.</summary>
    public static void Saturation(Span<float> values, TensorShape shape, double factor)
    {
        if (shape.Channels != 3)
            return;
        float scale = (float)factor;
        for (int i = 0; i < values.Length; i += 3)
        {
            float grey = Grey(values, i) * (1 - scale);
            for (int channel = i; channel < i + 3; channel++)
                values[channel] = Bounded(values[channel] * scale + grey);
        }
    }

    /// <summary>The hue of the HSV model moved along its circle by a share of it. Grey pictures stay as they are.</summary>
    public static void Hue(Span<float> values, TensorShape shape, double shift)
    {
        if (shape.Channels != 3 || shift == 0)
            return;
        for (int i = 0; i < values.Length; i += 3)
        {
            (float hue, float saturation, float value) = ToHsv(values[i], values[i + 1], values[i + 2]);
            hue += (float)shift;
            hue -= MathF.Floor(hue);
            (values[i], values[i + 1], values[i + 2]) = ToRgb(hue, saturation, value);
        }
    }

    /// <summary>factor · x + (1 − factor) · b, where b is the mean of the pixel's 3×3 neighbourhood with weight 5 for itself; pixels at the border stay.</summary>
    public static void Sharpness(ref Pixels<float> picture, double factor)
    {
        TensorShape shape = picture.Shape;
        if (shape.Height <= 2 || shape.Width <= 2)
            return;
        ReadOnlySpan<float> source = picture.Values;
        Span<float> target = picture.Spare;
        float scale = (float)factor;
        int channels = shape.Channels, row = shape.Width * channels;
        source.CopyTo(target);
        for (int y = 1; y < shape.Height - 1; y++)
        {
            for (int i = y * row + channels; i < (y + 1) * row - channels; i++)
            {
                float above = source[i - row - channels] + source[i - row] + source[i - row + channels];
                float beside = source[i - channels] + source[i + channels];
                float below = source[i + row - channels] + source[i + row] + source[i + row + channels];
                float blurred = (above + beside + below + 5 * source[i]) / 13;
                target[i] = source[i] * scale + blurred * (1 - scale);
            }
        }

        VectorSpans.Bound(target[..source.Length]);
        picture.Replace(shape);
    }

    /// <summary>Keeps the highest bits of eight: ⌊x · 2ᵇ⌋ / 2ᵇ.</summary>
    public static void Posterize(Span<float> values, int bits)
    {
        float levels = 1 << bits;
        foreach (ref float value in values)
            value = Math.Clamp(MathF.Floor(value * levels), 0, levels - 1) / levels;
    }

    /// <summary>1 − x from a threshold on.</summary>
    public static void Solarize(Span<float> values, double threshold)
    {
        foreach (ref float value in values)
            value = value >= (float)threshold ? 1 - value : value;
    }

    /// <summary>Stretches each channel to 0 to 1.</summary>
    public static void AutoContrast(Span<float> values, TensorShape shape)
    {
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            float least = float.PositiveInfinity, greatest = float.NegativeInfinity;
            for (int i = channel; i < values.Length; i += shape.Channels)
            {
                least = Math.Min(least, values[i]);
                greatest = Math.Max(greatest, values[i]);
            }

            if (least == greatest)
                continue;
            for (int i = channel; i < values.Length; i += shape.Channels)
                values[i] = Bounded((values[i] - least) / (greatest - least));
        }
    }

    /// <summary>Makes the 256 levels of each channel about equally frequent, as PIL's <c>ImageOps.equalize</c> does. Values are rounded down to levels first.</summary>
    public static void Equalize(Span<float> values, TensorShape shape)
    {
        Span<int> counts = stackalloc int[256];
        Span<float> levels = stackalloc float[256];
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            counts.Clear();
            for (int i = channel; i < values.Length; i += shape.Channels)
                counts[Level(values[i])]++;

            int brightest = counts.LastIndexOfAnyExcept(0), step = (shape.Height * shape.Width - counts[brightest]) / 255;
            int below = 0;
            for (int level = 0; level < 256; below += counts[level], level++)
                levels[level] = (step == 0 ? level : Math.Min(255, (below + step / 2) / step)) / 255f;
            for (int i = channel; i < values.Length; i += shape.Channels)
                values[i] = levels[Level(values[i])];
        }
    }

    /// <summary>Between 0 and 1.</summary>
    public static float Bounded(float value) => Math.Clamp(value, 0, 1);

    /// <summary>The byte that torchvision makes of a value: all 256 have equal shares of 0 to 1.</summary>
    private static int Level(float value) => (int)(Bounded(value) * 255.999f);

    private static float Grey(ReadOnlySpan<float> values, int i) => Red * values[i] + Green * values[i + 1] + Blue * values[i + 2];

    private static double MeanGrey(ReadOnlySpan<float> values, TensorShape shape)
    {
        int pixels = shape.Height * shape.Width;
        if (shape.Channels == 1)
            return VectorSpans.Sums(values, 0).Sum / pixels;
        double red = 0, green = 0, blue = 0;
        for (int i = 0; i < values.Length; i += 3)
        {
            red += values[i];
            green += values[i + 1];
            blue += values[i + 2];
        }

        return (Red * red + Green * green + Blue * blue) / pixels;
    }

    private static (float Hue, float Saturation, float Value) ToHsv(float red, float green, float blue)
    {
        float greatest = Math.Max(red, Math.Max(green, blue)), range = greatest - Math.Min(red, Math.Min(green, blue));
        if (range == 0)
            return (0, 0, greatest);
        float redPart = (greatest - red) / range, greenPart = (greatest - green) / range, bluePart = (greatest - blue) / range;
        float sixths = greatest == red ? bluePart - greenPart : greatest == green ? 2 + redPart - bluePart : 4 + greenPart - redPart;
        float hue = sixths / 6 + 1;
        return (hue - MathF.Floor(hue), range / greatest, greatest);
    }

    private static (float Red, float Green, float Blue) ToRgb(float hue, float saturation, float value)
    {
        float sixths = hue * 6, sector = MathF.Floor(sixths), part = sixths - sector;
        float p = Bounded(value * (1 - saturation)), q = Bounded(value * (1 - saturation * part)), t = Bounded(value * (1 - saturation * (1 - part)));
        return ((int)sector % 6) switch
        {
            0 => (value, t, p),
            1 => (q, value, p),
            2 => (p, value, t),
            3 => (p, q, value),
            4 => (t, p, value),
            _ => (value, p, q),
        };
    }
}
