namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Sum of values of one shape, which stays as it is.</summary>
internal sealed class AddRule : LayerRule
{
    public override string Kind => "Add";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        JoinedShapes.CheckEqual(layer);
        return new LayerResult(new AddOperation(), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
