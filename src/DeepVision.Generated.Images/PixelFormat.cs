namespace DeepVision.Generated.Images;

/// <summary>Pixels while a picture is being read: red, green, blue and alpha, a byte each, in one word of four.</summary>
internal static class PixelFormat
{
    /// <summary>Bytes of a pixel.</summary>
    public const int Bytes = 4;

    /// <summary>Brings grey or colours into this format, opaque.</summary>
    public static void Widen(ReadOnlySpan<byte> pixels, int channels, Span<byte> wide)
    {
        for (int from = 0, to = 0; from < pixels.Length; from += channels, to += Bytes)
        {
            wide[to] = pixels[from];
            wide[to + 1] = pixels[channels == 3 ? from + 1 : from];
            wide[to + 2] = pixels[channels == 3 ? from + 2 : from];
            wide[to + 3] = 255;
        }
    }

    /// <summary>Takes colours, or the red channel of what <see cref="ToGrey"/> made.</summary>
    public static void Narrow(ReadOnlySpan<byte> wide, int channels, Span<byte> pixels)
    {
        if (channels == 1)
        {
            for (int from = 0, to = 0; to < pixels.Length; from += Bytes, to++)
                pixels[to] = wide[from];
            return;
        }

        for (int from = 0, to = 0; to < pixels.Length; from += Bytes, to += 3)
        {
            pixels[to] = wide[from];
            pixels[to + 1] = wide[from + 1];
            pixels[to + 2] = wide[from + 2];
        }
    }

    /// <summary>Lays pixels that are not opaque over a colour: c·a + b·(1 − a), rounded.</summary>
    public static void Compose(Span<byte> wide, Rgb background)
    {
        for (int i = 0; i < wide.Length; i += Bytes)
        {
            int alpha = wide[i + 3];
            if (alpha == 255)
                continue;
            wide[i] = Mix(wide[i], background.Red, alpha);
            wide[i + 1] = Mix(wide[i + 1], background.Green, alpha);
            wide[i + 2] = Mix(wide[i + 2], background.Blue, alpha);
            wide[i + 3] = 255;
        }
    }

    /// <summary>Puts the brightness into all three colours: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), as PIL's <c>convert("L")</c>.</summary>
    public static void ToGrey(Span<byte> wide)
    {
        for (int i = 0; i < wide.Length; i += Bytes)
            wide[i] = wide[i + 1] = wide[i + 2] = (byte)((wide[i] * 19595 + wide[i + 1] * 38470 + wide[i + 2] * 7471 + 0x8000) >> 16);
    }

    /// <summary>Fills with a colour.</summary>
    public static void Fill(Span<byte> pixels, int channels, Rgb colour)
    {
        if (channels == 1)
        {
            Span<byte> grey = [colour.Red, colour.Green, colour.Blue, 255];
            ToGrey(grey);
            pixels.Fill(grey[0]);
            return;
        }

        for (int i = 0; i < pixels.Length; i += 3)
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (colour.Red, colour.Green, colour.Blue);
    }

    private static byte Mix(int colour, int background, int alpha) => (byte)((colour * alpha + background * (255 - alpha) + 127) / 255);
}
