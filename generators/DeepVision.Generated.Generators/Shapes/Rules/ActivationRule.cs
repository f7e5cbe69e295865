namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>An activation without arguments; any shape stays as it is.</summary>
internal sealed class ActivationRule(string kind, ActivationKind activation) : LayerRule
{
    public override string Kind => kind;

    public override LayerResult Infer(LayerContext layer) =>
        new(new ActivationOperation(activation, Slope: 0), layer.Input, Parameters: [], MultiplyAdds: 0);
}
