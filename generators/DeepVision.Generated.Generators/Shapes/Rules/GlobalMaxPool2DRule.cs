namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h, w, c) → vector (c).</summary>
internal sealed class GlobalMaxPool2DRule : LayerRule
{
    public override string Kind => "GlobalMaxPool2D";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        WindowOptions.CheckImage(layer);
        return new LayerResult(new GlobalMaxPoolingOperation(), Shape.Vector(layer.Input.Channels), Parameters: [], MultiplyAdds: 0);
    }
}
