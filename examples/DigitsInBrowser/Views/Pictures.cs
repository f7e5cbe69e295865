using DigitsInBrowser.Drawing;
using DigitsInBrowser.Networks;

namespace DigitsInBrowser.Views;

/// <summary>Pictures of images and of what filters hold and answer.</summary>
public static class Pictures
{
    /// <summary>An image as the network gets it, white on black.</summary>
    public static Pixels OfImage(byte[] image)
    {
        Pixels pixels = new(Sketch.Size, Sketch.Size);
        for (int i = 0; i < image.Length; i++)
            pixels.Set(i % Sketch.Size, i / Sketch.Size, image[i], image[i], image[i]);
        return pixels;
    }

    /// <summary>All maps side by side, a clear pixel between them: black is nothing, white the largest answer of all.</summary>
    public static Pixels OfMaps(FeatureMaps maps, int columns)
    {
        float scale = 255 / Math.Max(maps.Largest, 1e-6f);
        return Sheet(maps, columns, (pixels, x, y, value) =>
        {
            byte grey = (byte)(Math.Max(value, 0) * scale + 0.5f);
            pixels.Set(x, y, grey, grey, grey);
        });
    }

    /// <summary>Kernels or their changes side by side: blue below 0, orange above, the stronger the farther.</summary>
    /// <param name="largest">The value of the full colour.</param>
    public static Pixels OfSignedMaps(FeatureMaps maps, int columns, float largest)
    {
        float scale = 1 / Math.Max(largest, 1e-9f);
        return Sheet(maps, columns, (pixels, x, y, value) =>
        {
            float strength = Math.Clamp(Math.Abs(value) * scale, 0, 1);
            byte Mix(byte full) => (byte)(245 + (full - 245) * strength + 0.5f);
            if (value < 0)
                pixels.Set(x, y, Mix(20), Mix(90), Mix(200));
            else
                pixels.Set(x, y, Mix(220), Mix(95), Mix(10));
        });
    }

    private static Pixels Sheet(FeatureMaps maps, int columns, Action<Pixels, int, int, float> paint)
    {
        int rows = (maps.Channels + columns - 1) / columns;
        Pixels pixels = new(columns * (maps.Width + 1) - 1, rows * (maps.Height + 1) - 1);
        for (int channel = 0; channel < maps.Channels; channel++)
        {
            int left = channel % columns * (maps.Width + 1), top = channel / columns * (maps.Height + 1);
            for (int y = 0; y < maps.Height; y++)
            {
                for (int x = 0; x < maps.Width; x++)
                    paint(pixels, left + x, top + y, maps[y, x, channel]);
            }
        }

        return pixels;
    }
}
