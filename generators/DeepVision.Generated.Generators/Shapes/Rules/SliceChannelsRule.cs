using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Neighbouring channels of an image, a sequence or a vector.</summary>
internal sealed class SliceChannelsRule : LayerRule
{
    public override string Kind => "SliceChannels";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        int first = layer.AtLeast(0, "first"), count = layer.AtLeast(1, "count"), channels = layer.Input.Channels;
        if (first >= channels)
        {
            layer.ReportShapeAt("first", ShapeDiagnostics.ArgumentOutOfRange, layer.Here, "first", "below the " + ChannelsOf(layer), Text.Of(first));
            first = 0;
        }

        if (count > channels - first)
        {
            string behind = first == 0 ? "the " + ChannelsOf(layer) : Text.Of(channels - first) + ", what is left of the " + ChannelsOf(layer);
            layer.ReportShapeAt("count", ShapeDiagnostics.ArgumentOutOfRange, layer.Here, "count", "at most " + behind, Text.Of(count));
            count = channels - first;
        }

        return new LayerResult(new SliceChannelsOperation(first), layer.Input with { Channels = count }, Parameters: [], MultiplyAdds: 0);
    }

    private static string ChannelsOf(LayerContext layer) => Text.Of(layer.Input.Channels) + (layer.Input.Rank == 1 ? " values" : " channels") + " from " + layer.Source.GiverText;
}
