using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Product of values of one shape, or of one and its gate.</summary>
internal sealed class MultiplyRule : LayerRule
{
    public override string Kind => "Multiply";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        MultiplyOperation operation = new();
        Shape[] shapes = [.. layer.Sources.Select(source => source.Shape)];
        if (operation.ShapeOf(shapes) is not { } output)
        {
            InputSource other = layer.Sources.First(source => source.Shape != layer.Input);
            output = shapes.OrderByDescending(shape => shape.Length).First();
            layer.ReportShape(
                ShapeDiagnostics.FactorsDiffer, layer.Here, layer.Input.WithArticle(), layer.Source.GiverText, other.Shape.WithArticle(), other.GiverText, Fix(shapes, output));
        }

        return new LayerResult(operation, output, Parameters: [], MultiplyAdds: 0);
    }

    private static string Fix(Shape[] shapes, Shape whole)
    {
        if (shapes.Length > 2)
            return "Three or more values must have one shape; multiply by a gate in a Multiply of its own.";
        Shape[] gates = [whole with { Height = 1, Width = 1 }, Shape.Vector(whole.Channels), whole with { Channels = 1 }];
        // No layer makes a sequence of one step.
        string[] fitting = [.. gates.Where(gate => gate != whole && gate is not { Rank: 2, Width: 1 }).Distinct().Select(gate => gate.WithArticle())];
        return $"Beside {whole.WithArticle()} fits another one{(fitting.Length == 0 ? "" : ", or as its gate " + string.Join(" or ", fitting))}.";
    }
}
