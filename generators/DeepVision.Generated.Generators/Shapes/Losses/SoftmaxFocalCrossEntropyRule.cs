namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>Behind a vector with a score for each class, or an image with such scores at each pixel.</summary>
internal sealed class SoftmaxFocalCrossEntropyRule : LossRule
{
    public override string Kind => "SoftmaxFocalCrossEntropy";

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.Classification, NetworkKind.Segmentation];

    public override LossOperation Infer(LossContext loss)
    {
        ClassScores.Check(loss);
        return ClassScores.LabelLoss(loss, labelSmoothing: 0, gamma: loss.Value("gamma", 2, value => value >= 0, "0 or more"));
    }
}
