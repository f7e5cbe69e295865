using DeepVision.Generated.Generators.Diagnostics;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Checks that what is joined fits together.</summary>
internal static class JoinedShapes
{
    /// <summary>Reports the first operand whose shape isn't that of the first one.</summary>
    public static void CheckEqual(LayerContext layer)
    {
        if (layer.Sources.FirstOrDefault(source => source.Shape != layer.Input) is not { } other)
            return;
        string fix = layer.Input.Rank == 3 && other.Shape.Rank == 3 && layer.Input.Steps == other.Shape.Steps
            ? "Make the last layers of the paths agree; the path around a residual block begins with [Shortcut], which brings its input to the right shape."
            : "Make the last layers of the paths agree.";
        layer.ReportShape(ShapeDiagnostics.ShapesDiffer, layer.Here, layer.Input.WithArticle(), layer.Source.GiverText, other.Shape.WithArticle(), other.GiverText, fix);
    }
}
