using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h · factor, w · factor, c) → image (h, w, c · factor²).</summary>
internal sealed class PixelUnshuffleRule : LayerRule
{
    public override string Kind => "PixelUnshuffle";

    public override IReadOnlyList<LayerOption> Options { get; } = [new(PixelShuffleRule.BlockMajor, false)];

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        bool isImage = WindowOptions.CheckImage(layer);
        int factor = layer.Pixels(1, "factor");
        Shape input = layer.Input;
        if (isImage && (input.Height % factor != 0 || input.Width % factor != 0))
        {
            layer.ReportShapeAt(
                "factor", ShapeDiagnostics.ArgumentOutOfRange, layer.Here, "factor",
                "a number that divides the " + Text.Of(input.Height) + " rows and " + Text.Of(input.Width) + " columns from " + layer.Source.GiverText, Text.Of(factor));
        }

        return new LayerResult(
            new PixelUnshuffleOperation(factor, layer.Flag(PixelShuffleRule.BlockMajor) ? BlockOrder.BlockMajor : BlockOrder.ChannelMajor),
            Shape.Image(Math.Max(1, input.Height / factor), Math.Max(1, input.Width / factor), (int)Math.Min(int.MaxValue, (long)input.Channels * factor * factor)),
            Parameters: [], MultiplyAdds: 0);
    }
}
