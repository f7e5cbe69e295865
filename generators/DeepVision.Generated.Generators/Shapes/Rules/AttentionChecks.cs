using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>What the layers of attention check alike.</summary>
internal static class AttentionChecks
{
    /// <summary>With their gradients and what else a head needs they still fit.</summary>
    private const int MostScores = Sizes.Limit / 8;

    /// <summary>The option of a layer that drops weights of its means in training.</summary>
    public const string Dropout = "Dropout";

    /// <summary>Probability with which training drops a weight; reports one outside its range.</summary>
    public static float DropoutOf(LayerContext layer) => layer.Where(Dropout, value => value >= 0 && value < 1, "at least 0 and below 1", instead: 0);

    /// <summary>Reports the first source that isn't a sequence.</summary>
    /// <returns>Whether all of them are.</returns>
    public static bool AreSequences(LayerContext layer)
    {
        foreach (InputSource source in layer.Sources.Where(source => source.Shape.Rank != 2))
        {
            string fix = source.Shape.Rank == 3
                ? $"[Reshape({Text.Of(source.Shape.Height * source.Shape.Width)}, {Text.Of(source.Shape.Channels)})] makes its pixels the steps."
                : "A recurrent layer gives one with ReturnSequences = true, and [Reshape(steps, features)] makes one of a vector.";
            layer.ReportShape(ShapeDiagnostics.NeedsSequence, layer.Here, source.Shape.WithArticle(), source.GiverText, fix);
            return false;
        }

        return true;
    }

    /// <summary>The heads that the layer is given; reports those that don't divide some features.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="name">The argument.</param>
    /// <param name="sources">What has to be divided.</param>
    /// <returns>The heads, 1 if they don't divide all of them.</returns>
    public static int Heads(LayerContext layer, string name, params InputSource[] sources)
    {
        int heads = layer.AtLeast(1, name);
        foreach (InputSource source in sources.Where(source => source.Shape.Channels % heads != 0))
        {
            int features = source.Shape.Channels, below = Math.Min(heads, features);
            while (features % below != 0)
                below--;
            layer.ReportShapeAt(name, ShapeDiagnostics.HeadsDoNotDivide, layer.Here, Text.Of(heads), Text.Of(features), source.GiverText, Text.Of(below));
            return 1;
        }

        return heads;
    }

    /// <summary>Reports scores that no memory of a kernel can hold: there is one for each pair of steps and each head.</summary>
    public static void CheckScores(LayerContext layer, int heads, int steps, int keys)
    {
        double scores = Sizes.Product(heads, steps, Sizes.Padded(keys, 16));
        if (scores > MostScores)
            layer.ReportShape(ShapeDiagnostics.TooLarge, layer.Here, Text.Grouped(scores), "scores for each sample", Text.Grouped(MostScores), "Use fewer steps, for example by [MaxPool1D(2)], or fewer heads.");
    }
}
