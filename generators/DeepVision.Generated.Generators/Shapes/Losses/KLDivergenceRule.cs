using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>Behind a Softmax or a LogSoftmax over a vector.</summary>
internal sealed class KLDivergenceRule : LossRule
{
    public override string Kind => "KLDivergence";

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.SoftClassification];

    public override LossOperation Infer(LossContext loss)
    {
        Shape scores = loss.Output.Shape;
        DistributionLossOperation operation = new(scores.Channels, 0, [], IsDivergence: true);
        if (!loss.IsLast || loss.Output.IsGuess)
            return operation;
        if (scores is not { Rank: 1, Channels: >= 2 })
        {
            loss.Report(LossDiagnostics.NeedsClassVector, null, loss.Here, scores.WithArticle(), loss.Output.GiverText, "Insert [Flatten], [Dense(classes)] and [Softmax] before it.");
        }
        else if (loss.LastNode is not { } node || !operation.Absorbs(node.Operation))
        {
            bool isOtherActivation = loss.LastNode is { Operation: ActivationOperation };
            string fix = isOtherActivation ? "Use Softmax instead of " + loss.LastNode!.Description + "." : "Insert Softmax before it.";
            loss.Report(LossDiagnostics.SoftmaxMissing, null, loss.Here, loss.Show(loss.LastLayer), fix);
        }

        return operation;
    }
}
