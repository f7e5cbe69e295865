namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Dropout of whole channels; an image stays as it is.</summary>
internal sealed class SpatialDropout2DRule : LayerRule
{
    public override string Kind => "SpatialDropout2D";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        WindowOptions.CheckImage(layer);
        float rate = layer.Where("rate", value => value >= 0 && value < 1, "at least 0 and below 1", instead: 0);
        return new LayerResult(new SpatialDropoutOperation(rate), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
