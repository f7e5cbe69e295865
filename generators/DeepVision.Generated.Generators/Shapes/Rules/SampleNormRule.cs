namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>What the normalisations of single samples share.</summary>
internal abstract class SampleNormRule : LayerRule
{
    protected const float DefaultEpsilon = 1e-5f;

    public override IReadOnlyList<LayerOption> Options { get; } = [new("Epsilon", DefaultEpsilon)];

    public override InitializerHint InitializerHint => InitializerHint.None;

    public sealed override LayerResult Infer(LayerContext layer)
    {
        float epsilon = layer.Where("Epsilon", value => value > 0, "above 0", instead: DefaultEpsilon);
        int channels = layer.Input.Channels;
        return new LayerResult(
            Operation(layer, epsilon), layer.Input, [Vector(ParameterRole.Weight) with { Initializer = "Ones" }, Vector(ParameterRole.Bias)], MultiplyAdds: layer.Input.Length);

        ParameterDeclaration Vector(ParameterRole role) => new(role, [channels], channels, channels);
    }

    protected abstract LayerOperation Operation(LayerContext layer, float epsilon);
}
