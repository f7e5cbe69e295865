namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Sequence (steps, c) → vector (c): GlobalAvgPool1D and GlobalMaxPool1D.</summary>
internal sealed class GlobalSequencePoolingRule(string kind, LayerOperation operation) : LayerRule
{
    public override string Kind => kind;

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        SequenceCheck.Check(layer);
        return new LayerResult(operation, Shape.Vector(layer.Input.Channels), Parameters: [], MultiplyAdds: 0);
    }
}
