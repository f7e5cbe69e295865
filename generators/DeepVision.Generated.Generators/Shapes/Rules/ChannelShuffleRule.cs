namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Channels by turns from each group, of an image, a sequence or a vector; the shape stays as it is.</summary>
internal sealed class ChannelShuffleRule : LayerRule
{
    public override string Kind => "ChannelShuffle";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer) =>
        new(new ChannelShuffleOperation(ChannelGroups.ReadDivisor(layer)), layer.Input, Parameters: [], MultiplyAdds: 0);
}
