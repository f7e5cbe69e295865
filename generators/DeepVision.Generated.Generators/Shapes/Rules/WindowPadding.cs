using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>What Padding, Pad and Pads of a convolution or a pooling say.</summary>
/// <param name="Same">Whether the output has ⌈input / stride⌉ positions; the others are 0 then.</param>
/// <param name="Top">Rows added above.</param>
/// <param name="Left">Columns added on the left.</param>
/// <param name="Bottom">Rows added below.</param>
/// <param name="Right">Columns added on the right.</param>
internal readonly record struct WindowPadding(bool Same, int Top, int Left, int Bottom, int Right)
{
    private const string Uniform = "Pad";

    /// <summary>The option with a number for each side.</summary>
    public const string Sides = "Pads";

    /// <summary>Whether positions are added that the options say.</summary>
    public bool IsExplicit => Top + Left + Bottom + Right > 0;

    /// <summary>Reads the three options; two of them contradict each other.</summary>
    public static WindowPadding Read(LayerContext layer)
    {
        bool same = layer.Member("Padding", count: 2) == 1;
        int pad = layer.Int(Uniform) == -1 ? -1 : layer.Pixels(0, Uniform);
        string first = same ? "Padding = Padding.Same" : Uniform + " = " + Text.Of(pad);
        if (layer.Declaration[Sides] is EquatableArray<int> sides)
        {
            if (!same && pad < 0)
            {
                return layer.ArePixels(0, Sides, sides, count: 4, "four numbers, [top, left, bottom, right]")
                    ? new WindowPadding(Same: false, sides[0], sides[1], sides[2], sides[3])
                    : default;
            }

            layer.ReportArgument(Sides, ShapeDiagnostics.PaddingTwice, layer.Here, first, Sides + " = " + Text.List(sides));
        }
        else if (same && pad >= 0)
        {
            layer.ReportArgument(Uniform, ShapeDiagnostics.PaddingTwice, layer.Here, first, Uniform + " = " + Text.Of(pad));
        }

        int all = same ? 0 : Math.Max(0, pad);
        return new WindowPadding(same, all, all, all, all);
    }

    /// <summary>The rows of a window.</summary>
    public WindowGeometry Rows(int size, int stride, int dilation = 1, bool ceilMode = false) => new(size, stride, dilation, Same, Top, Bottom, ceilMode);

    /// <summary>The columns of a window.</summary>
    public WindowGeometry Columns(int size, int stride, int dilation = 1, bool ceilMode = false) => new(size, stride, dilation, Same, Left, Right, ceilMode);

    /// <summary>The option that says it, in a message.</summary>
    public static string OptionOf(LayerContext layer) => layer.IsGiven(Sides) ? Sides : Uniform;

    /// <summary>The numbers, in a message: one if they are all the same.</summary>
    public override string ToString() => (Top, Left, Bottom) == (Left, Bottom, Right) ? Text.Of(Top) : Text.List([Top, Left, Bottom, Right]);
}
