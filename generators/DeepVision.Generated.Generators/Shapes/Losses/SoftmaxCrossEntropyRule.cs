using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>Behind a vector with a score for each class, or an image with such scores at each pixel.</summary>
internal sealed class SoftmaxCrossEntropyRule : LossRule
{
    private const string IgnoredLabel = "IgnoredLabel";

    public override string Kind => "SoftmaxCrossEntropy";

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.Classification, NetworkKind.Segmentation];

    public override LossOperation Infer(LossContext loss)
    {
        Shape scores = loss.Output.Shape;
        if (loss.IsLast && loss.LastNode is { Operation: SoftmaxOperation })
        {
            loss.Report(new Problem(LossDiagnostics.SoftmaxTwice, loss.Anchor(), [loss.Here, loss.Show(loss.LastLayer)])
            {
                Hints = loss.HintAboutLastLayer(FixHint.Remove),
            });
        }
        else if (loss.IsLast && !loss.Output.IsGuess && !IsScores(scores))
        {
            loss.Report(LossDiagnostics.NeedsScores, null, loss.Here, scores.WithArticle(), loss.Output.GiverText, FixFor(scores));
        }

        float smoothing = loss.Declaration["LabelSmoothing"] as float? ?? 0f;
        if (!(smoothing >= 0 && smoothing < 1))
        {
            loss.ReportRange("LabelSmoothing", "LabelSmoothing", "at least 0 and below 1", Text.Of(smoothing));
            smoothing = 0;
        }

        EquatableArray<float> weights = ClassWeights(loss);
        int ignored = loss.Declaration[IgnoredLabel] as int? ?? PixelCrossEntropyOperation.NoLabel;
        if (IsLabelled(scores))
            return new PixelCrossEntropyOperation(scores.Channels, smoothing, weights, ignored);
        if (ignored != PixelCrossEntropyOperation.NoLabel && loss.IsLast && !loss.Output.IsGuess && IsScores(scores))
            loss.Report(LossDiagnostics.IgnoredLabelWithoutPixels, IgnoredLabel, loss.Here, scores.WithArticle(), loss.Output.GiverText);
        return new SoftmaxCrossEntropyOperation(scores.Channels, smoothing, weights);
    }

    private static string FixFor(Shape scores) => scores switch
    {
        { Rank: 1 } => "Use Dense(2) or more before it, or Sigmoid and BinaryCrossEntropy for a yes-or-no answer.",
        { Rank: 3, Height: 1, Width: 1, Channels: >= 2 } => "Insert [Flatten] before it.",
        { Rank: 3 } when IsLabelled(scores) => "For a class of each pixel let the last layer give two channels or more, for a yes-or-no answer use Sigmoid and BinaryCrossEntropy.",
        _ => "Insert [Flatten] and [Dense(classes)] before it.",
    };

    private static EquatableArray<float> ClassWeights(LossContext loss)
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
        if (loss.IsLast && !loss.Output.IsGuess && IsScores(scores) && weights.Count != scores.Channels)
        {
            loss.Report(LossDiagnostics.ClassWeightsLength, Argument, loss.Here, Text.Of(scores.Channels), loss.Output.GiverText, Text.Of(weights.Count));
            return [];
        }

        return weights;
    }

    /// <summary>Whether every pixel has a label. An image of one pixel is taken for a vector that somebody forgot to flatten.</summary>
    private static bool IsLabelled(Shape shape) => shape is { Rank: 3 } and not { Height: 1, Width: 1 };

    private static bool IsScores(Shape shape) => shape.Channels >= 2 && (shape.Rank == 1 || IsLabelled(shape));
}
