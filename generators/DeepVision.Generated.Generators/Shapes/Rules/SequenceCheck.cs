using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Reports an input that isn't a sequence.</summary>
internal static class SequenceCheck
{
    /// <returns>Whether it is one.</returns>
    public static bool Check(LayerContext layer)
    {
        Shape input = layer.Input;
        if (input.Rank == 2)
            return true;
        string fix = layer.GiverRule is RecurrentRule ? "Set ReturnSequences = true on " + layer.GiverInFix + "."
            : input.Steps > 0 ? "[GlobalAvgPool2D] or [Flatten] makes a vector of each image."
            : input.Rank == 3 ? $"[Reshape({Text.Of(input.Height)}, {Text.Of(input.Width * input.Channels)})] makes its rows the steps."
            : "Declare the input as [Network(steps, features)], or insert [Reshape(steps, features)].";
        layer.ReportShape(ShapeDiagnostics.NeedsSequence, layer.Here, input.WithArticle(), layer.Source.GiverText, fix);
        return false;
    }
}
