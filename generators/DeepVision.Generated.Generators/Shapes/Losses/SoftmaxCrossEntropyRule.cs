using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>Behind a vector with a score for each class.</summary>
internal sealed class SoftmaxCrossEntropyRule : LossRule
{
    public override string Kind => "SoftmaxCrossEntropy";

    public override NetworkKind Network => NetworkKind.Classification;

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
            string fix = scores.Rank == 1
                ? "Use Dense(2) or more before it, or Sigmoid and BinaryCrossEntropy for a yes-or-no answer."
                : "Insert [Flatten] and [Dense(classes)] before it.";
            loss.Report(LossDiagnostics.NeedsScores, null, loss.Here, scores.WithArticle(), loss.Output.GiverText, fix);
        }

        float smoothing = loss.Declaration["LabelSmoothing"] as float? ?? 0f;
        if (!(smoothing >= 0 && smoothing < 1))
        {
            loss.ReportRange("LabelSmoothing", "LabelSmoothing", "at least 0 and below 1", Text.Of(smoothing));
            smoothing = 0;
        }

        return new SoftmaxCrossEntropyOperation(scores.Channels, smoothing, ClassWeights(loss));
    }

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

    private static bool IsScores(Shape shape) => shape is { Rank: 1, Channels: >= 2 };
}
