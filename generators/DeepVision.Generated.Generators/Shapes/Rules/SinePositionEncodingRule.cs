namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Sequence (steps, features) → the same with sines and cosines of each step added; the shape stays as it is.</summary>
internal sealed class SinePositionEncodingRule : LayerRule
{
    private const string MaxWavelength = "MaxWavelength";

    /// <summary>What is added, and nobody changes.</summary>
    private static readonly ParameterRole s_encodings = new(ParameterRole.Weight.FileName, "Sinusoidal", ParameterGroup.Frozen);

    public override string Kind => "SinePositionEncoding";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override IReadOnlyList<LayerOption> Options { get; } = [new(MaxWavelength, 10_000f)];

    public override LayerResult Infer(LayerContext layer)
    {
        AttentionChecks.AreSequences(layer);
        (int steps, int features) = (layer.Input.Width, layer.Input.Channels);
        float wavelength = layer.Where(MaxWavelength, value => value > 1, "above 1", instead: 10_000);
        return new LayerResult(
            new PositionEmbeddingOperation(s_encodings), layer.Input,
            [new ParameterDeclaration(s_encodings, [steps, features], FanIn: steps, FanOut: features) { InitializerArgument = wavelength }],
            MultiplyAdds: 0);
    }
}
