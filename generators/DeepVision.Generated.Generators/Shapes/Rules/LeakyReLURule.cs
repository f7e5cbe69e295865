namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>LeakyReLU with its slope; any shape stays as it is.</summary>
internal sealed class LeakyReLURule : LayerRule
{
    public override string Kind => "LeakyReLU";

    public override LayerResult Infer(LayerContext layer)
    {
        float slope = layer.Where("slope", value => value >= 0, "0 or more", instead: 0.01f);
        return new LayerResult(new ActivationOperation(ActivationKind.LeakyReLU, slope), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
