using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>The table of losses. A loss over values is a row of <see cref="LossTable"/>; any other one is a rule here.</summary>
internal static class LossRules
{
    public static readonly IReadOnlyList<LossRule> All =
    [
        new BinaryCrossEntropyRule(),
        new BinaryFocalCrossEntropyRule(),
        .. LossTable.Regression.Select(row => new RegressionLossRule(row)),
        new SoftmaxCrossEntropyRule(),
        new SoftmaxFocalCrossEntropyRule(),
        new KLDivergenceRule(),
        new CosineSimilarityRule(),
        new DiceRule(),
        new EmbeddingRule("Contrastive", margin: 1),
        new EmbeddingRule("Triplet", margin: 0.2f, "BatchHard", "BatchAll", "SemiHard"),
        new CustomLossRule(),
    ];

    private static readonly Dictionary<string, LossRule> s_byKind = All.ToDictionary(rule => rule.Kind);

    /// <summary>The rule of a loss; null for a class of somebody else's that derives from the library's (an error in C#).</summary>
    public static LossRule? Find(string kind) => s_byKind.TryGetValue(kind, out LossRule? rule) ? rule : null;
}
