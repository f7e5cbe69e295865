namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Group normalisation of an image or a vector; the shape stays as it is.</summary>
internal sealed class GroupNormRule : SampleNormRule
{
    public override string Kind => "GroupNorm";

    protected override LayerOperation Operation(LayerContext layer, float epsilon)
    {
        if (layer.Input.Rank == 2)
            WindowOptions.CheckImage(layer, "an image or a vector");
        return new GroupNormOperation(ChannelGroups.ReadDivisor(layer), epsilon);
    }
}
