using System.Numerics;

namespace TransferLearning.Pictures;

/// <summary>What is drawn.</summary>
internal enum Figure
{
    Disc,
    Square,
    Triangle,
    Cross,
    Ring,
    Bars,
    Star,
    Crescent,
}

/// <summary>Says where figures are.</summary>
internal static class Figures
{
    /// <summary>Whether a figure of radius 1 around the origin covers a point.</summary>
    public static bool Covers(this Figure figure, Vector2 point)
    {
        float distance = point.Length();
        (float x, float y) = (MathF.Abs(point.X), MathF.Abs(point.Y));
        return figure switch
        {
            Figure.Disc => distance < 0.9f,
            Figure.Square => MathF.Max(x, y) < 0.75f,
            Figure.Triangle => point.Y > -0.5f && point.Y < 1 - 1.75f * x,
            Figure.Cross => MathF.Max(x, y) < 0.9f && MathF.Min(x, y) < 0.28f,
            Figure.Ring => distance is > 0.5f and < 0.95f,
            Figure.Bars => MathF.Max(x, y) < 0.85f && x is < 0.2f or > 0.55f,
            // Five points: the radius goes up and down with the angle.
            Figure.Star => distance < 0.62f + 0.38f * MathF.Cos(5 * MathF.Atan2(point.Y, point.X)),
            Figure.Crescent => distance < 0.95f && Vector2.Distance(point, new Vector2(0.45f, 0)) > 0.7f,
            _ => false,
        };
    }
}
