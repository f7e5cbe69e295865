using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Shapes in messages.</summary>
internal static class ShapeText
{
    /// <summary><c>an image of 26×26×32</c>, <c>a sequence of images of 8×26×26×32</c>, <c>a vector of 128</c>.</summary>
    public static string WithArticle(this Shape shape) => shape.Rank switch
    {
        3 when shape.Steps > 0 => "a sequence of images of " + shape,
        3 => "an image of " + shape,
        2 => "a sequence of " + shape,
        _ => "a vector of " + shape,
    };

    /// <summary>Rows and columns: <c>3×3</c>.</summary>
    public static string Size(long height, long width) => Text.Of(height) + "×" + Text.Of(width);
}
