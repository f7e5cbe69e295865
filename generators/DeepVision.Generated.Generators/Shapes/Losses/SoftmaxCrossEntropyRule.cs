using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>Behind a vector with a score for each class, or an image with such scores at each pixel.</summary>
internal sealed class SoftmaxCrossEntropyRule : LossRule
{
    private const string SoftTargets = "SoftTargets";

    public override string Kind => "SoftmaxCrossEntropy";

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.Classification, NetworkKind.Segmentation, NetworkKind.SoftClassification];

    public override string For(NetworkKind network) => network == NetworkKind.SoftClassification ? Kind + "(" + SoftTargets + " = true)" : Kind;

    public override LossOperation Infer(LossContext loss)
    {
        ClassScores.Check(loss);
        float smoothing = loss.Value("LabelSmoothing", 0, value => value >= 0 && value < 1, "at least 0 and below 1");
        return loss.Declaration[SoftTargets] is true ? SoftLoss(loss, smoothing) : ClassScores.LabelLoss(loss, smoothing, gamma: null);
    }

    private static LossOperation SoftLoss(LossContext loss, float smoothing)
    {
        Shape scores = loss.Output.Shape;
        bool isKnown = loss.IsLast && !loss.Output.IsGuess && ClassScores.AreScores(scores);
        if (isKnown && scores.Rank != 1)
        {
            loss.Report(
                LossDiagnostics.NeedsClassVector, SoftTargets, loss.Here, scores.WithArticle(), loss.Output.GiverText,
                "Remove SoftTargets to learn a label for each pixel.");
        }

        foreach (string ofLabels in new[] { ClassScores.BalancedClasses, ClassScores.IgnoredLabel })
        {
            if (loss.Declaration[ofLabels] is true or int)
                loss.Report(LossDiagnostics.OptionNeedsLabels, ofLabels, loss.Here, ofLabels);
        }

        return new DistributionLossOperation(scores.Channels, smoothing, ClassScores.ClassWeights(loss));
    }
}
