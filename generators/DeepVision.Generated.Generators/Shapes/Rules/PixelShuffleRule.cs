using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h, w, c · factor²) → image (h · factor, w · factor, c).</summary>
internal sealed class PixelShuffleRule : LayerRule
{
    public const string BlockMajor = "BlockMajor";

    public override string Kind => "PixelShuffle";

    public override IReadOnlyList<LayerOption> Options { get; } = [new(BlockMajor, false)];

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        bool isImage = WindowOptions.CheckImage(layer);
        int factor = layer.Pixels(1, "factor"), channels = layer.Input.Channels;
        long block = (long)factor * factor;
        if (isImage && channels % block != 0)
        {
            layer.ReportShapeAt(
                "factor", ShapeDiagnostics.ArgumentOutOfRange, layer.Here, "factor", "a number whose square divides the " + Text.Of(channels) + " channels from " + layer.Source.GiverText, Text.Of(factor));
        }

        return new LayerResult(
            new PixelShuffleOperation(factor, layer.Flag(BlockMajor) ? BlockOrder.BlockMajor : BlockOrder.ChannelMajor),
            Shape.Image(Times(layer.Input.Height, factor), Times(layer.Input.Width, factor), (int)Math.Max(1, channels / block)), Parameters: [], MultiplyAdds: 0);
    }

    private static int Times(int extent, int factor) => (int)Math.Min(int.MaxValue, (long)extent * factor);
}
