using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>A loss for numbers: any output.</summary>
internal sealed class RegressionLossRule(FunctionRow<ElementwiseLoss> row) : LossRule
{
    public override string Kind => row.Kind;

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.Regression];

    public override LossOperation Infer(LossContext loss) =>
        new ElementwiseLossOperation(row.Function(row.Parameter is { } parameter ? loss.Value(parameter) : 0), NetworkKind.Regression);
}
