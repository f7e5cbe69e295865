using System.Numerics;

namespace Digits.SyntheticDigits;

/// <summary>Draws a pen's path into an image of bytes: white ink on black, as in MNIST.</summary>
internal static class Pen
{
    /// <summary>Height and width of an image.</summary>
    public const int Size = 28;

    /// <summary>Draws a path of any size: it is scaled to the middle of the image, with a margin.</summary>
    /// <param name="path">Strokes, each a list of points.</param>
    /// <param name="image">Takes <see cref="Size"/> × <see cref="Size"/> bytes; black to begin with.</param>
    /// <param name="random">Decides on size, place, thickness, pressure and grain.</param>
    public static void Draw(List<Vector2[]> path, Span<byte> image, ref SampleRandom random)
    {
        Place(path, ref random);
        float radius = Math.Clamp(1.15f + random.Normal(.33f), .6f, 2.2f);
        float pressureWave = random.Uniform(.1f, .35f);
        float pressurePhase = random.Uniform(0, 2 * MathF.PI);

        Span<float> ink = stackalloc float[Size * Size];
        ink.Clear();
        foreach (Vector2[] stroke in path)
        {
            for (int i = 0; i + 1 < stroke.Length; i++)
            {
                // Pressure comes and goes slowly along the stroke.
                float pressure = 1 + pressureWave * (float)Math.Sin(pressurePhase + i * .22f);
                DrawSegment(stroke[i], stroke[i + 1], radius * pressure, ink);
            }
        }

        Develop(ink, image, ref random);
    }

    /// <summary>Scales the path to about 20 pixels, as MNIST does, and moves its middle near that of the image.</summary>
    private static void Place(List<Vector2[]> path, ref SampleRandom random)
    {
        var low = new Vector2(float.MaxValue);
        var high = new Vector2(float.MinValue);
        foreach (Vector2[] stroke in path)
        {
            foreach (Vector2 point in stroke)
            {
                low = Vector2.Min(low, point);
                high = Vector2.Max(high, point);
            }
        }

        Vector2 extent = high - low;
        float scale = random.Uniform(16f, 19.5f) / Math.Max(extent.X, extent.Y);
        var middle = new Vector2((Size - 1) / 2f + random.Normal(.8f), (Size - 1) / 2f + random.Normal(.8f));
        foreach (Vector2[] stroke in path)
        {
            for (int i = 0; i < stroke.Length; i++)
                stroke[i] = (stroke[i] - low - extent / 2) * scale + middle;
        }
    }

    /// <summary>Covers the pixels within <paramref name="radius"/> of a line, fading over one pixel at the border.</summary>
    public static void DrawSegment(Vector2 from, Vector2 to, float radius, Span<float> ink)
    {
        float reach = radius + .5f;
        int left = Math.Max((int)MathF.Ceiling(Math.Min(from.X, to.X) - reach), 0);
        int right = Math.Min((int)MathF.Floor(Math.Max(from.X, to.X) + reach), Size - 1);
        int top = Math.Max((int)MathF.Ceiling(Math.Min(from.Y, to.Y) - reach), 0);
        int bottom = Math.Min((int)MathF.Floor(Math.Max(from.Y, to.Y) + reach), Size - 1);

        Vector2 along = to - from;
        float inverseLength = 1 / Math.Max(along.LengthSquared(), 1e-6f);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                Vector2 offset = new Vector2(x, y) - from;
                float t = Math.Clamp(Vector2.Dot(offset, along) * inverseLength, 0, 1);
                float coverage = Math.Clamp(reach - (offset - t * along).Length(), 0, 1);
                ref float pixel = ref ink[y * Size + x];
                pixel = Math.Max(pixel, coverage);
            }
        }
    }

    /// <summary>Adds the grain of paper and scanner, and rounds to bytes.</summary>
    private static void Develop(ReadOnlySpan<float> ink, Span<byte> image, ref SampleRandom random)
    {
        float strength = random.Uniform(.8f, 1);
        float grain = random.Uniform(.02f, .08f);
        float dust = random.Uniform() < .15f ? .004f : 0;
        for (int i = 0; i < image.Length; i++)
        {
            float value = ink[i] * strength;
            if (value > 0)
                value += random.Normal(grain);
            else if (dust > 0 && random.Uniform() < dust)
                value = random.Uniform(.1f, .6f);
            image[i] = (byte)(Math.Clamp(value, 0, 1) * 255 + .5f);
        }
    }
}
