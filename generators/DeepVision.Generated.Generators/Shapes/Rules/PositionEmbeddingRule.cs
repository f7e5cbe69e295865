namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Sequence (steps, features) → the same with something learned added to each step; the shape stays as it is.</summary>
internal sealed class PositionEmbeddingRule : LayerRule
{
    /// <summary>The spread of initial values, as in BERT (Devlin et al. 2018).</summary>
    private const float Deviation = 0.02f;

    public override string Kind => "PositionEmbedding";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        AttentionChecks.AreSequences(layer);
        (int steps, int features) = (layer.Input.Width, layer.Input.Channels);
        return new LayerResult(
            new PositionEmbeddingOperation(ParameterRole.Weight), layer.Input,
            [new ParameterDeclaration(ParameterRole.Weight, [steps, features], FanIn: steps, FanOut: features) { Initializer = "TruncatedNormal", InitializerArgument = Deviation }],
            MultiplyAdds: 0);
    }
}
