using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>A loss that compares the vectors of a batch.</summary>
/// <param name="kind">The class's name.</param>
/// <param name="margin">The default of its margin.</param>
/// <param name="minings">The library's names of the triplets that it can make, in their order; none for a loss of pairs.</param>
internal sealed class EmbeddingRule(string kind, float margin, params string[] minings) : LossRule
{
    private const string Mining = "Mining";

    public override string Kind => kind;

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.Embedding];

    public override LossOperation Infer(LossContext loss)
    {
        Shape embedding = loss.Output.Shape;
        if (loss.IsLast && !loss.Output.IsGuess && embedding.Rank != 1)
            loss.Report(LossDiagnostics.EmbeddingNoVector, null, loss.Here, embedding.WithArticle(), loss.Output.GiverText);
        return new EmbeddingLossOperation(loss.Value("margin", margin, value => value > 0, "above 0"), minings.Length == 0 ? null : MiningOf(loss));
    }

    private string MiningOf(LossContext loss)
    {
        int member = loss.Declaration[Mining] as int? ?? 0;
        if (member >= 0 && member < minings.Length)
            return minings[member];
        loss.ReportRange(Mining, Mining, "a member of the enum TripletMining", Text.Of(member));
        return minings[0];
    }
}
