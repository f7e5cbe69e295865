using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What a shortcut needs to bring one shape to another.</summary>
internal static class ShortcutProjection
{
    /// <summary>The layers of the shortcut.</summary>
    /// <param name="from">What it receives.</param>
    /// <param name="to">The shape of the path beside it.</param>
    /// <param name="reason">Why no layers bring the one to the other; null if none are needed.</param>
    /// <returns>A 1×1 convolution and a batch normalisation; null if none are needed or none can help.</returns>
    public static LayerDeclaration[]? Plan(Shape from, Shape to, out string? reason)
    {
        reason = null;
        if (from == to)
            return null;
        if (from.Rank != 3 || to.Rank != 3 || from.Steps != to.Steps)
        {
            reason = from.Rank == to.Rank ? "a projection keeps the number of images." : "only images can be projected.";
            return null;
        }

        int stride = Math.Max(Ceiling(from.Height, to.Height), Ceiling(from.Width, to.Width));
        if (Ceiling(from.Height, stride) != to.Height || Ceiling(from.Width, stride) != to.Width)
        {
            reason = "no stride of a 1×1 convolution makes " + ShapeText.Size(to.Height, to.Width) + " of " + ShapeText.Size(from.Height, from.Width)
                + ". Use the same padding and stride both ways beside it.";
            return null;
        }

        return
        [
            new LayerDeclaration("Conv2D", IsLoss: false, Part: 0, Compiles: true,
            [
                new LayerArgument("filters", IsPositional: true, to.Channels), new LayerArgument("kernelSize", IsPositional: true, 1),
                new LayerArgument("Stride", IsPositional: false, stride), new LayerArgument("Bias", IsPositional: false, false),
            ]),
            new LayerDeclaration("BatchNorm", IsLoss: false, Part: 0, Compiles: true, []),
        ];
    }

    /// <summary>Rows behind a 1×1 convolution.</summary>
    private static int Ceiling(int size, int stride) => (size + stride - 1) / stride;
}
