using System.Numerics;
using DeepVision.Generated;

namespace TransferLearning.Pictures;

/// <summary>Draws small coloured pictures of figures, for those who have no photographs at hand.</summary>
internal static class DrawnPictures
{
    private const int Size = 32;

    /// <summary>The figures that the small network has learned beforehand.</summary>
    public static IReadOnlyList<Figure> KnownFigures { get; } = [Figure.Disc, Figure.Square, Figure.Triangle, Figure.Cross, Figure.Ring, Figure.Bars];

    /// <summary>The figures that it is taught then, of few pictures.</summary>
    public static IReadOnlyList<Figure> NewFigures { get; } = [Figure.Star, Figure.Crescent];

    /// <summary>Some pictures of each of the given figures, each with a place, a size, an angle, colours and noise of its own.</summary>
    /// <param name="figures">The classes.</param>
    /// <param name="count">Pictures of each.</param>
    /// <param name="seed">Fixes them.</param>
    public static ImageDataset Draw(IReadOnlyList<Figure> figures, int count, int seed)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[figures.Count * count * Size * Size * 3];
        int[] labels = new int[figures.Count * count];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = i % figures.Count;
            Draw(figures[labels[i]], random, pixels.AsSpan(i * Size * Size * 3, Size * Size * 3));
        }

        return new ImageDataset(pixels, new TensorShape(Size, Size, 3), labels, classNames: [.. figures.Select(figure => figure.ToString())]);
    }

    private static void Draw(Figure figure, Random random, Span<byte> pixels)
    {
        Vector3 ground = Colour(random), ink = Colour(random);
        // Colours that can be told apart.
        while (Vector3.Distance(ground, ink) < 90)
            ink = Colour(random);
        float radius = Between(random, 8, 14);
        Vector2 middle = new(Between(random, radius, Size - radius), Between(random, radius, Size - radius));
        Matrix3x2 turn = Matrix3x2.CreateRotation(Between(random, 0, MathF.Tau));
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                Vector2 point = Vector2.Transform(new Vector2(x, y) - middle, turn) / radius;
                Vector3 colour = figure.Covers(point) ? ink : ground;
                for (int channel = 0; channel < 3; channel++)
                    pixels[(y * Size + x) * 3 + channel] = (byte)Math.Clamp(colour[channel] + Between(random, -25, 25), 0, 255);
            }
        }
    }

    private static Vector3 Colour(Random random) => new(random.Next(256), random.Next(256), random.Next(256));

    private static float Between(Random random, float low, float high) => low + (high - low) * random.NextSingle();
}
