namespace Captions;

/// <summary>A figure of a scene: what it is, and where its centre lies.</summary>
/// <param name="Size">Place in <see cref="Sizes"/>.</param>
/// <param name="Color">Place in <see cref="Colors"/>.</param>
/// <param name="Shape">Place in <see cref="Shapes"/>.</param>
/// <param name="X">From the left, in pixels.</param>
/// <param name="Y">From the top, in pixels.</param>
public readonly record struct DrawnFigure(int Size, int Color, int Shape, float X, float Y)
{
    public static readonly string[] Sizes = ["small", "large"], Colors = ["red", "green", "blue", "yellow"], Shapes = ["circle", "square", "triangle"];

    private static readonly float[] s_radii = [4f, 7f];

    private static readonly (float Red, float Green, float Blue)[] s_colors = [(0.9f, 0.15f, 0.1f), (0.1f, 0.7f, 0.2f), (0.15f, 0.25f, 0.9f), (0.95f, 0.85f, 0.1f)];

    /// <summary>The number of its colour and shape among all pairs of them.</summary>
    public int Kind => Color * Shapes.Length + Shape;

    /// <summary>How many kinds there are.</summary>
    public static int KindCount => Colors.Length * Shapes.Length;

    public (float Red, float Green, float Blue) Paint => s_colors[Color];

    /// <summary>Whether it covers a point.</summary>
    public bool Covers(float x, float y)
    {
        (float dx, float dy, float radius) = (x - X, y - Y, s_radii[Size]);
        return Shape switch
        {
            0 => dx * dx + dy * dy <= radius * radius,
            1 => MathF.Max(MathF.Abs(dx), MathF.Abs(dy)) <= 0.85f * radius,
            // The tip is above; the sides widen downwards.
            _ => dy >= -radius && dy <= 0.8f * radius && MathF.Abs(dx) <= 0.55f * (dy + radius),
        };
    }
}
