using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.Reference.Reading;

/// <summary>Makes the reference of a loss.</summary>
internal static class LossReader
{
    public static ReferenceLoss Read(Loss loss) => loss switch
    {
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
        CustomLoss => new CustomLossReference(),
        _ => throw new NotSupportedException($"The reference knows no loss {loss.GetType().Name}."),
    };
}
