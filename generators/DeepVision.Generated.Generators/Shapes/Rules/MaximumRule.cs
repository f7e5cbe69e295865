using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>The largest of values of one shape, which stays as it is.</summary>
internal sealed class MaximumRule : LayerRule
{
    public override string Kind => "Maximum";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        JoinedShapes.CheckEqual(layer);
        if (layer.Sources.Count > MaximumOperation.MostInputs)
        {
            layer.ReportArgument(
                null, ShapeDiagnostics.ArgumentOutOfRange, layer.Here, "the number of values", "at most " + Text.Of(MaximumOperation.MostInputs), Text.Of(layer.Sources.Count));
        }

        return new LayerResult(new MaximumOperation(), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
