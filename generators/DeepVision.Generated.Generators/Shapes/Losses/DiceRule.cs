using DeepVision.Generated.Generators.Diagnostics;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>Behind a Sigmoid yes or no, behind an image with scores at each pixel classes.</summary>
internal sealed class DiceRule : LossRule
{
    public override string Kind => "Dice";

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.Binary, NetworkKind.Segmentation];

    public override LossOperation Infer(LossContext loss)
    {
        Shape scores = loss.Output.Shape;
        float smooth = loss.Value("smooth", 1, value => value > 0, "above 0");
        DiceOperation binary = new(scores.Rank == 1 ? 1 : scores.Channels, smooth);
        bool isBinary = loss.LastNode is { } node && binary.Absorbs(node.Operation);
        bool areLabelled = ClassScores.AreScores(scores) && ClassScores.AreLabelled(scores);
        if (!isBinary && areLabelled)
        {
            ClassScores.Check(loss);
            return new PixelDiceOperation(scores.Channels, smooth, ClassScores.IgnoredLabelOf(loss));
        }

        if (!isBinary && loss.IsLast && !loss.Output.IsGuess)
            loss.Report(LossDiagnostics.DiceNeedsProbabilities, null, loss.Here, scores.WithArticle(), loss.Output.GiverText);
        if (loss.Declaration[ClassScores.IgnoredLabel] is int and not PixelCrossEntropyOperation.NoLabel && isBinary)
            loss.Report(LossDiagnostics.IgnoredLabelOfBinary, ClassScores.IgnoredLabel, loss.Here);
        return binary;
    }
}
