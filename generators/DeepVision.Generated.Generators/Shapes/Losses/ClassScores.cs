using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>What losses that apply softmax to the scores of classes have in common.</summary>
internal static class ClassScores
{
    public const string IgnoredLabel = "IgnoredLabel";

    public const string BalancedClasses = "BalancedClasses";

    /// <summary>Reports what stands in front of such a loss and is no scores of classes.</summary>
    public static void Check(LossContext loss)
    {
        Shape scores = loss.Output.Shape;
        if (loss.IsLast && loss.LastNode is { Operation: SoftmaxOperation })
        {
            loss.Report(new Problem(LossDiagnostics.SoftmaxTwice, loss.Anchor(), [loss.Here, loss.Show(loss.LastLayer)])
            {
                Hints = loss.HintAboutLastLayer(FixHint.Remove),
            });
        }
        else if (loss.IsLast && !loss.Output.IsGuess && !AreScores(scores))
        {
            loss.Report(LossDiagnostics.NeedsScores, null, loss.Here, scores.WithArticle(), loss.Output.GiverText, FixFor(scores));
        }
    }

    /// <summary>Cross-entropy, or the focal loss, with labels of samples or of pixels.</summary>
    public static LossOperation LabelLoss(LossContext loss, float labelSmoothing, float? gamma)
    {
        Shape scores = loss.Output.Shape;
        EquatableArray<float> weights = ClassWeights(loss);
        bool isBalanced = loss.Declaration[BalancedClasses] is true;
        if (isBalanced && weights.Count > 0)
            loss.Report(LossDiagnostics.BalancedAndGiven, BalancedClasses, loss.Here);
        int ignored = IgnoredLabelOf(loss);
        if (AreLabelled(scores))
            return new PixelCrossEntropyOperation(scores.Channels, labelSmoothing, weights, ignored) { Gamma = gamma, HasBalancedClasses = isBalanced };
        return new SoftmaxCrossEntropyOperation(scores.Channels, labelSmoothing, weights) { Gamma = gamma, HasBalancedClasses = isBalanced };
    }

    /// <summary>The label of pixels that don't count; reports one where there are no pixels.</summary>
    public static int IgnoredLabelOf(LossContext loss)
    {
        Shape scores = loss.Output.Shape;
        int ignored = loss.Declaration[IgnoredLabel] as int? ?? PixelCrossEntropyOperation.NoLabel;
        if (ignored != PixelCrossEntropyOperation.NoLabel && !AreLabelled(scores) && loss.IsLast && !loss.Output.IsGuess && AreScores(scores))
            loss.Report(LossDiagnostics.IgnoredLabelWithoutPixels, IgnoredLabel, loss.Here, scores.WithArticle(), loss.Output.GiverText);
        return ignored;
    }

    private static string FixFor(Shape scores) => scores switch
    {
        { Rank: 1 } => "Use Dense(2) or more before it, or Sigmoid and BinaryCrossEntropy for a yes-or-no answer.",
        { Rank: 3, Height: 1, Width: 1, Channels: >= 2 } => "Insert [Flatten] before it.",
        { Rank: 2 } => "For a class of each step let the last layer give two features or more, such as Conv1D(classes, 1), for a yes-or-no answer use Sigmoid and BinaryCrossEntropy.",
        { Rank: 3 } when AreLabelled(scores) => "For a class of each pixel let the last layer give two channels or more, for a yes-or-no answer use Sigmoid and BinaryCrossEntropy.",
        _ => "Insert [Flatten] and [Dense(classes)] before it.",
    };

    public static EquatableArray<float> ClassWeights(LossContext loss)
    {
        const string Argument = "ClassWeights";
        if (loss.Declaration[Argument] is not EquatableArray<float> weights)
            return [];
        for (int i = 0; i < weights.Count; i++)
        {
            if (weights[i] >= 0 && !float.IsInfinity(weights[i]))
                continue;
            loss.ReportRange(Argument, Argument + "[" + Text.Of(i) + "]", "0 or more", Text.Of(weights[i]));
            return [];
        }

        if (weights.Count > 0 && weights.All(weight => weight == 0))
        {
            loss.ReportRange(Argument, Argument, "above 0 for at least one class", "0 for all");
            return [];
        }

        Shape scores = loss.Output.Shape;
        if (loss.IsLast && !loss.Output.IsGuess && AreScores(scores) && weights.Count != scores.Channels)
        {
            loss.Report(LossDiagnostics.ClassWeightsLength, Argument, loss.Here, Text.Of(scores.Channels), loss.Output.GiverText, Text.Of(weights.Count));
            return [];
        }

        return weights;
    }

    /// <summary>Whether every pixel, or every step, has a label. An image of one pixel is taken for a vector that somebody forgot to flatten.</summary>
    public static bool AreLabelled(Shape shape) => shape is { Rank: 2 } or ({ Rank: 3 } and not { Height: 1, Width: 1 });

    public static bool AreScores(Shape shape) => shape.Channels >= 2 && (shape.Rank == 1 || AreLabelled(shape));
}
