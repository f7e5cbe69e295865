using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h, w, c) → image (h′, w′, c): MaxPool2D and AvgPool2D.</summary>
internal sealed class PoolingRule(string kind, PoolingKind pooling) : LayerRule
{
    public override string Kind => kind;

    public override IReadOnlyList<LayerOption> Options { get; } =
        [new("Stride", 0), new("Strides", null), new("Padding", 0), new("Pad", -1), new(WindowPadding.Sides, null), new("CeilMode", false)];

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        bool isImage = WindowOptions.CheckImage(layer);
        (int height, int width) = WindowOptions.ReadSize(layer, "size", "height", "width");
        if (pooling == PoolingKind.Max && Sizes.Product(height, width) > Sizes.LargestMaxWindow)
            ReportLargeWindow(layer, height, width);
        PerAxis stride = WindowOptions.ReadAxes(layer, "Stride", minimum: 0, minimumOfEach: 1);
        WindowPadding padding = WindowPadding.Read(layer);
        if (Math.Max(padding.Top, padding.Bottom) > height / 2 || Math.Max(padding.Left, padding.Right) > width / 2)
        {
            string option = WindowPadding.OptionOf(layer);
            layer.ReportArgument(option, ShapeDiagnostics.PoolPaddingTooLarge, layer.Here, option, Text.Of(Math.Min(height, width) / 2), padding.ToString());
            padding = default;
        }

        bool ceilMode = layer.Flag("CeilMode");
        WindowGeometry vertical = padding.Rows(height, stride.Rows == 0 ? height : stride.Rows, ceilMode: ceilMode);
        WindowGeometry horizontal = padding.Columns(width, stride.Columns == 0 ? width : stride.Columns, ceilMode: ceilMode);
        if (isImage)
            WindowOptions.CheckFit(layer, vertical, horizontal, leadingArguments: "");

        WindowAxis rows = vertical.On(layer.Input.Height);
        WindowAxis columns = horizontal.On(layer.Input.Width);
        return new LayerResult(
            new PoolingOperation(pooling, rows, columns, CountPadding: pooling == PoolingKind.Average && padding.IsExplicit),
            Shape.Image(rows.Output, columns.Output, layer.Input.Channels),
            Parameters: [],
            MultiplyAdds: 0);
    }

    private static void ReportLargeWindow(LayerContext layer, int height, int width)
    {
        // The shorter side stays as it is, if the longer one alone can give way.
        const int square = 15;
        int limit = Sizes.LargestMaxWindow / Math.Min(height, width);
        string size = (height > square, width > square) switch
        {
            (true, false) => Text.Of(limit) + ", " + Text.Of(width),
            (false, true) => Text.Of(height) + ", " + Text.Of(limit),
            _ => Text.Of(square),
        };
        layer.ReportArgument(
            layer.IsGiven("height") ? null : "size", ShapeDiagnostics.MaxWindowTooLarge, layer.Here,
            ShapeText.Size(height, width) + " = " + Text.Grouped((long)height * width), Text.Of(Sizes.LargestMaxWindow), layer.Declaration.Kind + "(" + size + ")");
    }
}
