namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Division by the Euclidean norm of the channels; any shape stays as it is.</summary>
internal sealed class L2NormalizeRule : LayerRule
{
    public override string Kind => "L2Normalize";

    public override IReadOnlyList<LayerOption> Options { get; } = [new("Epsilon", 1e-12f)];

    public override LayerResult Infer(LayerContext layer)
    {
        float epsilon = layer.Where("Epsilon", value => value > 0, "above 0", instead: 1e-12f);
        return new LayerResult(new L2NormalizeOperation(epsilon), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
