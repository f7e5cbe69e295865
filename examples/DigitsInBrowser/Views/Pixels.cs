namespace DigitsInBrowser.Views;

/// <summary>A picture: four bytes a pixel (red, green, blue, opacity), row by row.</summary>
public sealed class Pixels(int width, int height)
{
    /// <summary>Width of the picture.</summary>
    public int Width { get; } = width;

    /// <summary>Height of the picture.</summary>
    public int Height { get; } = height;

    /// <summary>All pixels.</summary>
    public byte[] Bytes { get; } = new byte[4 * width * height];

    /// <summary>Colours one pixel.</summary>
    public void Set(int x, int y, byte red, byte green, byte blue)
    {
        Span<byte> pixel = Bytes.AsSpan(4 * (y * Width + x), 4);
        pixel[0] = red;
        pixel[1] = green;
        pixel[2] = blue;
        pixel[3] = 255;
    }
}
