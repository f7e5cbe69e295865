using DeepVision.Generated.Generators.Diagnostics;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Channels beside each other, of images, sequences or vectors that agree in everything else.</summary>
internal sealed class ConcatRule : LayerRule
{
    public override string Kind => "Concat";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        if (layer.Sources.FirstOrDefault(source => source.Shape with { Channels = layer.Input.Channels } != layer.Input) is { } other)
        {
            string fix = layer.Input.Rank == other.Shape.Rank
                ? "Give the paths the same strides, and Padding.Same where one of them has it."
                : "GlobalAvgPool2D or Flatten makes a vector of an image.";
            layer.ReportShape(
                ShapeDiagnostics.SizesDiffer, layer.Here, layer.Input.WithArticle(), layer.Source.GiverText, other.Shape.WithArticle(), other.GiverText, fix);
        }

        long channels = layer.Sources.Sum(source => (long)source.Shape.Channels);
        return new LayerResult(new ConcatOperation(), layer.Input with { Channels = (int)Math.Min(int.MaxValue, channels) }, Parameters: [], MultiplyAdds: 0);
    }
}
