namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Normal noise; any shape stays as it is.</summary>
internal sealed class GaussianNoiseRule : LayerRule
{
    public override string Kind => "GaussianNoise";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        float deviation = layer.Where("standardDeviation", value => value >= 0, "0 or more", instead: 0);
        return new LayerResult(new GaussianNoiseOperation(deviation), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
