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

        // One stride for both axes where there is one, as in the residual networks; else the smallest of each.
        PerAxis stride = new(Ceiling(from.Height, to.Height), Ceiling(from.Width, to.Width));
        int both = Math.Max(stride.Rows, stride.Columns);
        if (Fits(new PerAxis(both, both)))
            stride = new PerAxis(both, both);
        if (!Fits(stride))
        {
            reason = "no stride of a 1×1 convolution makes " + ShapeText.Size(to.Height, to.Width) + " of " + ShapeText.Size(from.Height, from.Width)
                + ". Use Padding.Same beside it, with which an image becomes smaller by strides alone.";
            return null;
        }

        return
        [
            new LayerDeclaration("Conv2D", IsLoss: false, Part: 0, Compiles: true,
            [
                new LayerArgument("filters", IsPositional: true, to.Channels), new LayerArgument("kernelSize", IsPositional: true, 1),
                StrideArgument(stride), new LayerArgument("Bias", IsPositional: false, false),
            ]),
            new LayerDeclaration("BatchNorm", IsLoss: false, Part: 0, Compiles: true, []),
        ];

        bool Fits(PerAxis stride) => Ceiling(from.Height, stride.Rows) == to.Height && Ceiling(from.Width, stride.Columns) == to.Width;
    }

    private static LayerArgument StrideArgument(PerAxis stride) => stride.Rows == stride.Columns
        ? new LayerArgument("Stride", IsPositional: false, stride.Rows)
        : new LayerArgument(PerAxis.OptionOfEach("Stride"), IsPositional: false, new EquatableArray<int>([stride.Rows, stride.Columns]));

    /// <summary>Rows behind a 1×1 convolution.</summary>
    private static int Ceiling(int size, int stride) => (size + stride - 1) / stride;
}
