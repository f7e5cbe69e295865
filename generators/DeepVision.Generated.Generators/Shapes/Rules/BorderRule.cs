using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h, w, c) → image with more or fewer rows and columns: ZeroPad2D and Crop2D.</summary>
/// <param name="kind">The class's name.</param>
/// <param name="uniform">The constructor's argument for all four sides.</param>
/// <param name="crops">Whether it takes away.</param>
internal sealed class BorderRule(string kind, string uniform, bool crops) : LayerRule
{
    public override string Kind => kind;

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        bool isImage = WindowOptions.CheckImage(layer);
        (int top, int left, int bottom, int right) = ReadSides(layer);
        int sign = crops ? -1 : 1;
        int height = layer.Input.Height + sign * (top + bottom), width = layer.Input.Width + sign * (left + right);
        if (isImage && (height < 1 || width < 1))
        {
            layer.ReportShape(ShapeDiagnostics.WindowTooLarge, layer.Here, ShapeText.Size(top + bottom + 1, left + right + 1), layer.Input.ToString(),
                layer.Source.GiverText, Fix(layer));
            (top, left, bottom, right, height, width) = (0, 0, 0, 0, layer.Input.Height, layer.Input.Width);
        }

        return new LayerResult(
            new PadOperation(sign * top, sign * left, sign * bottom, sign * right), Shape.Image(Math.Max(1, height), Math.Max(1, width), layer.Input.Channels),
            Parameters: [], MultiplyAdds: 0);
    }

    private (int Top, int Left, int Bottom, int Right) ReadSides(LayerContext layer)
    {
        if (layer.IsGiven("top"))
            return (layer.Pixels(0, "top"), layer.Pixels(0, "left"), layer.Pixels(0, "bottom"), layer.Pixels(0, "right"));
        int all = layer.Pixels(0, uniform);
        return (all, all, all, all);
    }

    private string Fix(LayerContext layer)
    {
        int largest = (Math.Min(layer.Input.Height, layer.Input.Width) - 1) / 2;
        return layer.IsGiven(uniform) && largest > 0
            ? "Use " + kind + "(" + Text.Of(largest) + ")."
            : "Cut off at most " + Text.Of(layer.Input.Height - 1) + " rows and " + Text.Of(layer.Input.Width - 1) + " columns.";
    }
}
