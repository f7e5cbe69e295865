using DeepVision.Generated;

namespace Augmentations;

/// <summary>The pictures that are changed: a house by day, and a boat by night.</summary>
internal static class Scene
{
    public const int Size = 96;

    public static TensorShape Shape => new(Size, Size, 3);

    /// <summary>A house beside a tree under the sun.</summary>
    public static float[] House() => Draw((x, y) =>
    {
        if (IsWithin(x, y, 78, 18, 9))
            return (0.98f, 0.85f, 0.25f);
        if (y is > 34 and < 52 && Math.Abs(x - 34) < y - 32)
            return (0.72f, 0.24f, 0.2f);
        if (x is > 18 and < 50 && y is >= 52 and < 78)
            return x is > 30 and < 38 && y > 62 ? (0.35f, 0.22f, 0.15f) : x is > 41 and < 47 && y is > 57 and < 63 ? (0.55f, 0.8f, 0.95f) : (0.9f, 0.85f, 0.72f);
        if (IsWithin(x, y, 70, 52, 13))
            return (0.15f + 0.02f * ((x * 7 + y * 5) % 5), 0.5f, 0.2f);
        if (x is > 67 and < 73 && y is > 60 and < 80)
            return (0.4f, 0.27f, 0.15f);
        return y < 72 ? (0.45f + y * 0.004f, 0.65f + y * 0.003f, 0.95f) : (0.35f, 0.6f - (y - 72) * 0.008f, 0.25f);
    });

    /// <summary>A boat under the moon.</summary>
    public static float[] Boat() => Draw((x, y) =>
    {
        if (IsWithin(x, y, 22, 20, 8) && !IsWithin(x, y, 26, 18, 7))
            return (0.95f, 0.93f, 0.8f);
        if (y is > 62 and < 74 && Math.Abs(x - 52) < 30 - (y - 62))
            return (0.6f, 0.3f, 0.2f);
        if (y is > 24 and < 60 && x > 54 && x - 54 < (y - 24) * 0.7f)
            return (0.85f, 0.85f, 0.9f);
        if (x is > 50 and < 54 && y is > 20 and < 64)
            return (0.3f, 0.2f, 0.15f);
        return y < 66 ? (0.06f, 0.07f + y * 0.001f, 0.2f + y * 0.002f) : (0.05f, 0.2f, 0.35f + 0.03f * ((x / 6 + y / 3) % 3));
    });

    private static float[] Draw(Func<int, int, (float Red, float Green, float Blue)> colour)
    {
        float[] picture = new float[Size * Size * 3];
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                int i = (y * Size + x) * 3;
                (picture[i], picture[i + 1], picture[i + 2]) = colour(x, y);
            }
        }

        return picture;
    }

    private static bool IsWithin(int x, int y, int centreX, int centreY, int radius) => (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY) < radius * radius;
}
