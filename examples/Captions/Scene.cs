using DeepVision.Generated;

namespace Captions;

/// <summary>A picture of two figures on a grey, noisy ground, one beside or above the other, and what can be said about it.</summary>
/// <param name="First">The upper or the left one.</param>
/// <param name="Second">The lower or the right one.</param>
/// <param name="IsVertical">Whether they stand above each other.</param>
/// <param name="Ground">Fixes the noise.</param>
public sealed record Scene(DrawnFigure First, DrawnFigure Second, bool IsVertical, int Ground)
{
    /// <summary>Rows and columns.</summary>
    public const int Side = 32;

    /// <summary>Shape of the picture.</summary>
    public static TensorShape Shape => new(Side, Side, 3);

    /// <summary>Draws what a scene consists of.</summary>
    public static Scene Draw(Random random)
    {
        bool isVertical = random.Next(2) == 0;
        float along = 7.5f + random.NextSingle(), across = 10 * random.NextSingle() - 5;
        return new Scene(DrawFigure(random, isVertical, -along, across), DrawFigure(random, isVertical, along, across), isVertical, random.Next());
    }

    /// <summary>Both true sentences: each figure may come first.</summary>
    public int[][] Sentences => IsVertical
        ? [Vocabulary.Encode(First, ["above"], Second), Vocabulary.Encode(Second, ["below"], First)]
        : [Vocabulary.Encode(First, ["left", "of"], Second), Vocabulary.Encode(Second, ["right", "of"], First)];

    /// <summary>Paints the picture, in the order (row, column, channel).</summary>
    public void Paint(Span<float> pixels)
    {
        Random noise = new(Ground);
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                (float x, float y) = (column + 0.5f, row + 0.5f);
                (float red, float green, float blue) = First.Covers(x, y) ? First.Paint : Second.Covers(x, y) ? Second.Paint : (0.5f, 0.5f, 0.5f);
                float shade = 0.2f * noise.NextSingle() - 0.1f;
                Span<float> pixel = pixels.Slice((row * Side + column) * 3, 3);
                (pixel[0], pixel[1], pixel[2]) = (red + shade, green + shade, blue + shade);
            }
        }
    }

    private static DrawnFigure DrawFigure(Random random, bool isVertical, float along, float across)
    {
        const float Middle = Side / 2f;
        across += 4 * random.NextSingle() - 2;
        (float x, float y) = isVertical ? (across, along) : (along, across);
        return new DrawnFigure(random.Next(DrawnFigure.Sizes.Length), random.Next(DrawnFigure.Colors.Length), random.Next(DrawnFigure.Shapes.Length), Middle + x, Middle + y);
    }
}
