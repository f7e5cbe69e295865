namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>A slope for each channel; any shape stays as it is.</summary>
internal sealed class PReLURule : LayerRule
{
    public override string Kind => "PReLU";

    public override InitializerHint InitializerHint => InitializerHint.He;

    public override LayerResult Infer(LayerContext layer)
    {
        float slope = layer.Where("initialSlope", value => !float.IsNaN(value), "a number", instead: 0.25f);
        int channels = layer.Input.Channels;
        ParameterDeclaration slopes = new(ParameterRole.Weight, [channels], channels, channels) { Initializer = "Constant", InitializerArgument = slope };
        return new LayerResult(new PReLUOperation(), layer.Input, [slopes], MultiplyAdds: layer.Input.Length);
    }
}
