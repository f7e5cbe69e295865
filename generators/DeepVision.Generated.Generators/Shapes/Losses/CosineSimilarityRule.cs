namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>A loss of directions: any output.</summary>
internal sealed class CosineSimilarityRule : LossRule
{
    public override string Kind => "CosineSimilarity";

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.Regression];

    public override LossOperation Infer(LossContext loss) => new CosineLossOperation(loss.Output.Shape.Channels);
}
