using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>A loss of the program's own: any output.</summary>
internal sealed class CustomLossRule : LossRule
{
    public override string Kind => "CustomLoss";

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.CustomLoss];

    public override LossOperation Infer(LossContext loss)
    {
        if (loss.Weight() is not 1 and float weight)
            loss.ReportRange(KnownNames.LossWeight, KnownNames.LossWeight, "1, because the gradient that the program gives has its factor already", Text.Of(weight));
        return new CustomLossOperation();
    }
}
