using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Sequence (steps, c) → sequence (steps′, c): MaxPool1D and AvgPool1D.</summary>
internal sealed class SequencePoolingRule(string kind, PoolingKind pooling) : LayerRule
{
    public override string Kind => kind;

    public override IReadOnlyList<LayerOption> Options { get; } = [new("Stride", 0), new("Padding", 0), new("Pad", -1), new("CeilMode", false)];

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        bool isSequence = SequenceCheck.Check(layer);
        int size = layer.Pixels(1, "size");
        if (pooling == PoolingKind.Max && size > Sizes.LargestMaxWindow)
        {
            layer.ReportArgument(
                "size", ShapeDiagnostics.MaxWindowTooLarge, layer.Here, Text.Grouped(size), Text.Of(Sizes.LargestMaxWindow), kind + "(" + Text.Of(Sizes.LargestMaxWindow) + ")");
        }

        int stride = layer.Pixels(0, "Stride");
        WindowPadding padding = WindowPadding.Read(layer);
        if (padding.Left > size / 2)
        {
            string option = WindowPadding.OptionOf(layer);
            layer.ReportArgument(option, ShapeDiagnostics.PoolPaddingTooLarge, layer.Here, option, Text.Of(size / 2), padding.ToString());
            padding = default;
        }

        WindowGeometry window = padding.Columns(size, stride == 0 ? size : stride, ceilMode: layer.Flag("CeilMode"));
        if (isSequence)
            SequenceWindow.CheckFit(layer, window, leadingArguments: "");
        WindowAxis steps = window.On(layer.Input.Width);
        return new LayerResult(
            new PoolingOperation(pooling, SequenceWindow.Row, steps, CountPadding: pooling == PoolingKind.Average && padding.IsExplicit),
            Shape.Sequence(steps.Output, layer.Input.Channels), Parameters: [], MultiplyAdds: 0);
    }
}
