namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h, w, c) → vector (c).</summary>
internal sealed class GlobalAvgPool2DRule : LayerRule
{
    public override string Kind => "GlobalAvgPool2D";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        WindowOptions.CheckImage(layer);
        return new LayerResult(new GlobalAveragePoolingOperation(), Shape.Vector(layer.Input.Channels), Parameters: [], MultiplyAdds: 0);
    }
}
