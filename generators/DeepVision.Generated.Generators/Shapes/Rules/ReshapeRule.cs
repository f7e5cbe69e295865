using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>The same values under another shape.</summary>
internal sealed class ReshapeRule : LayerRule
{
    public override string Kind => "Reshape";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        Shape shape = ReadShape(layer);
        if (shape.Length != layer.Input.Length)
        {
            layer.ReportShape(ShapeDiagnostics.ReshapeLosesValues, layer.Here, Text.Grouped(shape.Length), layer.Input.WithArticle(), layer.Source.GiverText,
                Text.Grouped(layer.Input.Length), Fix(shape, layer.Input.Length));
        }

        return new LayerResult(new ReshapeOperation(shape), shape, Parameters: [], MultiplyAdds: 0);
    }

    private static Shape ReadShape(LayerContext layer)
    {
        if (layer.IsGiven("height"))
            return Shape.Image(layer.AtLeast(1, "height"), layer.AtLeast(1, "width"), layer.AtLeast(1, "channels"));
        return layer.IsGiven("steps")
            ? Shape.Sequence(layer.AtLeast(1, "steps"), layer.AtLeast(1, "features"))
            : Shape.Vector(layer.AtLeast(1, "length"));
    }

    /// <summary>The last dimension that would fit the others, if a whole one does.</summary>
    private static string Fix(Shape shape, long length)
    {
        long others = (long)shape.Height * shape.Width;
        if (length % others != 0)
            return "Choose dimensions whose product that is.";
        string last = Text.Of(length / others);
        return "Use Reshape(" + shape.Rank switch
        {
            3 => Text.Of(shape.Height) + ", " + Text.Of(shape.Width) + ", " + last,
            2 => Text.Of(shape.Width) + ", " + last,
            _ => last,
        } + ").";
    }
}
