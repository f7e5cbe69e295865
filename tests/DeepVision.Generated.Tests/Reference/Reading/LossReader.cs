using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.Reference.Reading;

/// <summary>Makes the reference of a loss.</summary>
internal static class LossReader
{
    /// <param name="loss">The loss.</param>
    /// <param name="before">The layer in front of it.</param>
    public static ReferenceLoss Read(Loss loss, Layer? before) => loss switch
    {
        SoftmaxCrossEntropy { SoftTargets: true } soft => new DistributionReference(soft.LabelSmoothing, soft.ClassWeights?.Select(weight => (double)weight).ToArray()),
        SoftmaxCrossEntropy entropy => new SoftmaxCrossEntropyReference(
            entropy.LabelSmoothing, entropy.ClassWeights?.Select(weight => (double)weight).ToArray(), entropy.IgnoredLabel == SoftmaxCrossEntropy.NoLabel ? null : entropy.IgnoredLabel),
        MeanSquaredError => new MeanSquaredErrorReference(),
        MeanAbsoluteError => new MeanAbsoluteErrorReference(),
        Huber huber => new HuberReference(huber.Delta),
        LogCosh => ValueLossReference.LogCosh,
        Poisson => ValueLossReference.Poisson,
        Hinge => ValueLossReference.Hinge,
        SquaredHinge => ValueLossReference.SquaredHinge,
        PerceptronCriterion => ValueLossReference.PerceptronCriterion,
        BinaryCrossEntropy => new BinaryCrossEntropyReference(),
        BinaryFocalCrossEntropy focal => new BinaryFocalReference(focal.Gamma, focal.Alpha),
        SoftmaxFocalCrossEntropy focal => new SoftmaxFocalReference(
            focal.Gamma, focal.ClassWeights?.Select(weight => (double)weight).ToArray(), focal.IgnoredLabel == SoftmaxCrossEntropy.NoLabel ? null : focal.IgnoredLabel),
        KLDivergence => new DistributionReference(isDivergence: true),
        CosineSimilarity => new CosineReference(),
        Dice dice => new DiceReference(dice.Smooth, ofClasses: before is not Sigmoid, dice.IgnoredLabel == SoftmaxCrossEntropy.NoLabel ? null : dice.IgnoredLabel),
        Contrastive contrastive => new EmbeddingReference(contrastive.Margin, null),
        Triplet triplet => new EmbeddingReference(triplet.Margin, triplet.Mining),
        CustomLoss => new CustomLossReference(),
        _ => throw new NotSupportedException($"The reference knows no loss {loss.GetType().Name}."),
    };
}
