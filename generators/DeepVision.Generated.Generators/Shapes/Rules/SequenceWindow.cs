using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>What convolutions and poolings over sequences share: the operations are those of images of one row, whose columns are the steps.</summary>
internal static class SequenceWindow
{
    /// <summary>The only row.</summary>
    public static WindowAxis Row => ContractionGeometry.Point;

    /// <summary>Reports a window that doesn't fit the sequence even once.</summary>
    /// <param name="leadingArguments">Constructor arguments in front of the window's size, as a message repeats them.</param>
    public static void CheckFit(LayerContext layer, WindowGeometry steps, string leadingArguments)
    {
        if (layer.Input.Width >= steps.SmallestInput)
            return;
        string size = leadingArguments + Text.Of(steps.LargestSize(layer.Input.Width));
        List<string> fixes = [layer.Declaration.Kind + "(" + size + ")"];
        List<FixHint> hints = [new(FixHint.Size, size)];
        if (!layer.IsGiven("Pad"))
        {
            fixes.Add("Padding.Same");
            if (layer.NumberOf(layer.Index) is { } number)
                hints.Add(new FixHint(FixHint.SamePadding, number));
        }

        layer.ReportShape(hints.ToEquatableArray(), ShapeDiagnostics.WindowTooLarge, layer.Here, Text.Of(steps.SmallestInput) + " steps", layer.Input.WithArticle(), layer.Source.GiverText,
            "Use " + string.Join(" or ", fixes) + ".");
    }
}
