using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Vector (c) → sequence (steps, c).</summary>
internal sealed class RepeatVectorRule : LayerRule
{
    public override string Kind => "RepeatVector";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        int steps = layer.AtLeast(1, "steps");
        // Goes on as if [Flatten] were there.
        int length = (int)layer.Input.Length;
        if (layer.Input.Rank != 1)
        {
            string fix = "[Flatten] (" + Text.Grouped(length) + " values)" + layer.Input.Rank switch
            {
                3 => " or [GlobalAvgPool2D] (" + Text.Grouped(layer.Input.Channels) + " values)",
                _ => " or [GlobalAvgPool1D] (" + Text.Grouped(layer.Input.Channels) + " values)",
            };
            layer.ReportShape(ShapeDiagnostics.NeedsVector, layer.Here, layer.Input.WithArticle(), layer.Source.GiverText, fix);
        }

        return new LayerResult(new RepeatOperation(steps), Shape.Sequence(steps, length), Parameters: [], MultiplyAdds: 0);
    }
}
