namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Layer normalisation over the channels; any shape stays as it is.</summary>
internal sealed class LayerNormRule : SampleNormRule
{
    public override string Kind => "LayerNorm";

    protected override LayerOperation Operation(LayerContext layer, float epsilon) => new LayerNormOperation(epsilon);
}
