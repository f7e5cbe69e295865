namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Instance normalisation of an image; the shape stays as it is.</summary>
internal sealed class InstanceNormRule : SampleNormRule
{
    public override string Kind => "InstanceNorm";

    protected override LayerOperation Operation(LayerContext layer, float epsilon)
    {
        WindowOptions.CheckImage(layer);
        return new GroupNormOperation(layer.Input.Channels, epsilon);
    }
}
