namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h, w, c) → image (h · vertical, w · horizontal, c).</summary>
internal sealed class Upsample2DRule : LayerRule
{
    public override string Kind => "Upsample2D";

    public override IReadOnlyList<LayerOption> Options { get; } = [new("Interpolation", 0)];

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        WindowOptions.CheckImage(layer);
        (int vertical, int horizontal) = WindowOptions.ReadSize(layer, "factor", "vertical", "horizontal");
        var interpolation = (InterpolationKind)layer.Member("Interpolation", count: 2);
        return new LayerResult(
            new UpsampleOperation(interpolation, vertical, horizontal),
            Shape.Image(Times(layer.Input.Height, vertical), Times(layer.Input.Width, horizontal), layer.Input.Channels),
            Parameters: [], MultiplyAdds: 0);
    }

    private static int Times(int extent, int factor) => (int)Math.Min(int.MaxValue, (long)extent * factor);
}
