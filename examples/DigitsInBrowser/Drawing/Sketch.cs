using System.Numerics;
using Digits.SyntheticDigits;

namespace DigitsInBrowser.Drawing;

/// <summary>Turns the strokes of a pen into an image as those that the network has learned from.</summary>
/// <remarks>
/// As for MNIST (LeCun et al. 1998), the digit is scaled to 20 pixels, keeping its proportions, and its centre of mass is
/// put into the middle of the image.
/// </remarks>
public static class Sketch
{
    /// <summary>Height and width of the image.</summary>
    public const int Size = Pen.Size;

    private const float DigitSize = 20;
    private const float PenRadius = 1.2f;

    /// <summary>Draws strokes into an image.</summary>
    /// <param name="strokes">Each a list of points, x and y in turns, in any unit.</param>
    /// <returns><see cref="Size"/> × <see cref="Size"/> bytes, white on black; null without a point.</returns>
    public static byte[]? Draw(IReadOnlyList<float[]> strokes)
    {
        List<Vector2[]> paths = [.. strokes.Select(ToPoints).Where(points => points.Length > 0)];
        if (paths.Count == 0)
            return null;

        Fit(paths);
        float[] ink = new float[Size * Size];
        // Ink may be heavier on one side of the digit than its outline says: place it once more by its weight.
        Cover(paths, ink);
        Vector2 shift = new Vector2((Size - 1) / 2f) - CentreOfMass(ink);
        foreach (Vector2[] points in paths)
        {
            for (int i = 0; i < points.Length; i++)
                points[i] += shift;
        }

        Array.Clear(ink);
        Cover(paths, ink);
        return [.. ink.Select(value => (byte)(value * 255 + 0.5f))];
    }

    private static Vector2[] ToPoints(float[] stroke)
    {
        Vector2[] points = new Vector2[stroke.Length / 2];
        for (int i = 0; i < points.Length; i++)
            points[i] = new Vector2(stroke[2 * i], stroke[2 * i + 1]);
        return points;
    }

    private static void Fit(List<Vector2[]> paths)
    {
        Vector2 low = paths.SelectMany(points => points).Aggregate(Vector2.Min);
        Vector2 high = paths.SelectMany(points => points).Aggregate(Vector2.Max);
        Vector2 extent = high - low;
        // A dot stays a dot.
        float scale = (DigitSize - 2 * PenRadius) / Math.Max(Math.Max(extent.X, extent.Y), 1e-3f);
        foreach (Vector2[] points in paths)
        {
            for (int i = 0; i < points.Length; i++)
                points[i] = (points[i] - low - extent / 2) * scale + new Vector2((Size - 1) / 2f);
        }
    }

    private static void Cover(List<Vector2[]> paths, float[] ink)
    {
        foreach (Vector2[] points in paths)
        {
            Pen.DrawSegment(points[0], points[0], PenRadius, ink);
            for (int i = 0; i + 1 < points.Length; i++)
                Pen.DrawSegment(points[i], points[i + 1], PenRadius, ink);
        }
    }

    private static Vector2 CentreOfMass(float[] ink)
    {
        Vector2 sum = default;
        float mass = 0;
        for (int i = 0; i < ink.Length; i++)
        {
            sum += ink[i] * new Vector2(i % Size, i / Size);
            mass += ink[i];
        }

        return mass == 0 ? new Vector2((Size - 1) / 2f) : sum / mass;
    }
}
