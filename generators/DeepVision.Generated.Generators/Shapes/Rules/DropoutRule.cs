namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Dropout; any shape stays as it is.</summary>
internal sealed class DropoutRule : LayerRule
{
    public override string Kind => "Dropout";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        float rate = layer.Where("rate", value => value >= 0 && value < 1, "at least 0 and below 1", instead: 0);
        return new LayerResult(new DropoutOperation(rate), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
