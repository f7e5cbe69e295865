
namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Batch normalisation of an image's channels or a vector's values; the shape stays as it is.</summary>
internal sealed class BatchNormRule : LayerRule
{
    public override string Kind => "BatchNorm";

    public override IReadOnlyList<LayerOption> Options { get; } = [new("Momentum", 0.1f), new("Epsilon", 1e-5f)];

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        if (layer.Input.Rank == 2)
            WindowOptions.CheckImage(layer, "an image or a vector");
        float momentum = layer.Where("Momentum", value => value > 0 && value <= 1, "above 0 and at most 1", instead: 0.1f);
        float epsilon = layer.Where("Epsilon", value => value > 0, "above 0", instead: 1e-5f);
        int channels = layer.Input.Channels;
        return new LayerResult(
            new BatchNormOperation(momentum, epsilon),
            layer.Input,
            [
                Vector(ParameterRole.Weight) with { Initializer = "Ones" }, Vector(ParameterRole.Bias),
                Vector(ParameterRole.RunningMean), Vector(ParameterRole.RunningVariance),
            ],
            MultiplyAdds: layer.Input.Length);

        ParameterDeclaration Vector(ParameterRole role) => new(role, [channels], channels, channels);
    }
}
