namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Mean of values of one shape, which stays as it is.</summary>
internal sealed class AverageRule : LayerRule
{
    public override string Kind => "Average";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        JoinedShapes.CheckEqual(layer);
        return new LayerResult(new AverageOperation(), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
