using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>Behind a Sigmoid.</summary>
internal sealed class BinaryFocalCrossEntropyRule : LossRule
{
    public override string Kind => "BinaryFocalCrossEntropy";

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.Binary];

    public override LossOperation Infer(LossContext loss)
    {
        float gamma = loss.Value("gamma", 2, value => value >= 0, "0 or more");
        float alpha = loss.Value("Alpha", 0.25f, value => value > 0 && value < 1, "above 0 and below 1");
        ElementwiseLossOperation operation = new(LossTable.BinaryFocalCrossEntropy(gamma, alpha), NetworkKind.Binary, ActivationTable.Sigmoid);
        BinaryCrossEntropyRule.CheckSigmoid(loss, operation);
        return operation;
    }
}
