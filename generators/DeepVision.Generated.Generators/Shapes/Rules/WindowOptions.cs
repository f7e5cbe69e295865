using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Options that convolutions and pooling share: reads, checks and places them.</summary>
internal static class WindowOptions
{
    /// <summary>Rows and columns of the kernel or window: one argument for a square, two for a rectangle.</summary>
    public static (int Height, int Width) ReadSize(LayerContext layer, string square, string height, string width)
    {
        if (layer.IsGiven(height))
            return (layer.Pixels(1, height), layer.Pixels(1, width));
        int size = layer.Pixels(1, square);
        return (size, size);
    }

    /// <summary>
    /// A number for rows and one for columns: of the option with one for both (<c>Stride = 2</c>), or of its plural with one for each
    /// (<c>Strides = [2, 1]</c>). Both together contradict each other.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="option">The option for both.</param>
    /// <param name="minimum">The least that it may be.</param>
    /// <param name="minimumOfEach">The least that a number for one axis may be, where that is more.</param>
    public static PerAxis ReadAxes(LayerContext layer, string option, int minimum, int? minimumOfEach = null)
    {
        int both = layer.Pixels(minimum, option);
        string each = PerAxis.OptionOfEach(option);
        if (layer.Declaration[each] is not EquatableArray<int> numbers)
            return new PerAxis(both, both);
        if (layer.IsGiven(option))
            layer.ReportArgument(each, ShapeDiagnostics.AxesTwice, layer.Here, option + " = " + Text.Of(layer.Int(option)), each + " = " + Text.List(numbers));
        return layer.ArePixels(minimumOfEach ?? minimum, each, numbers, count: 2, "two numbers, [height, width]") ? new PerAxis(numbers[0], numbers[1]) : new PerAxis(both, both);
    }

    /// <summary>Reports a window that doesn't fit the input even once.</summary>
    public static void CheckFit(LayerContext layer, WindowGeometry vertical, WindowGeometry horizontal, string leadingArguments)
    {
        (long height, long width) = (vertical.SmallestInput, horizontal.SmallestInput);
        if (layer.Input.Height >= height && layer.Input.Width >= width)
            return;

        if (leadingArguments.Length == 0 && layer.Written["filters"] is int filters)
            leadingArguments = Text.Of(filters) + ", ";
        List<string> fixes = [];
        (int largestHeight, int largestWidth) = (vertical.LargestSize(layer.Input.Height), horizontal.LargestSize(layer.Input.Width));
        string size = largestHeight == largestWidth && !layer.IsGiven("kernelHeight") && !layer.IsGiven("height")
            ? Text.Of(largestHeight)
            : Text.Of(largestHeight) + ", " + Text.Of(largestWidth);
        fixes.Add(layer.Written.Kind + "(" + leadingArguments + size + ")");
        List<FixHint> hints = [new(FixHint.Size, leadingArguments + size)];
        if (layer.PaddingOfGiverWouldGive(height, width))
        {
            fixes.Add("Padding.Same on " + layer.GiverInFix);
            if (layer.NumberOf(layer.Source.Giver) is { } giver)
                hints.Add(new FixHint(FixHint.SamePadding, giver));
        }
        else if (!layer.IsGiven("Pad") && !layer.IsGiven(WindowPadding.Sides))
        {
            fixes.Add("Padding.Same");
            if (layer.NumberOf(layer.Index) is { } number)
                hints.Add(new FixHint(FixHint.SamePadding, number));
        }

        layer.ReportShape(hints.ToEquatableArray(), ShapeDiagnostics.WindowTooLarge, layer.Here, ShapeText.Size(height, width), layer.Input.ToString(), layer.Source.GiverText,
            "Use " + string.Join(" or ", fixes) + ".");
    }

    /// <summary>Reports an input that isn't an image.</summary>
    public static bool CheckImage(LayerContext layer, string needed = "an image (height, width, channels)")
    {
        if (layer.Input.Rank == 3)
            return true;
        string fix = layer.LayerThatLeftImages() is { } left
            ? "Move it before " + left + "."
            : "Declare the input as [Network(height, width, channels)].";
        layer.ReportShape(ShapeDiagnostics.NeedsImage, layer.Here, needed, layer.Input.WithArticle(), layer.Source.GiverText, fix);
        return false;
    }
}
