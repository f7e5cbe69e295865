using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>An activation; any shape stays as it is.</summary>
internal sealed class ActivationRule(ActivationRow row) : LayerRule
{
    public override string Kind => row.Kind;

    public override IReadOnlyList<LayerOption> Options { get; } = row.Variant is { } variant ? [new(variant.Flag, false)] : [];

    public override InitializerHint InitializerHint =>
        row.IsRectifier ? InitializerHint.He : row.IsSelfNormalizing ? InitializerHint.LeCun : InitializerHint.Glorot;

    public override LayerResult Infer(LayerContext layer)
    {
        float value = row.Parameter is { } parameter
            ? layer.Where(parameter.Name, parameter.Allows, parameter.Range, parameter.Default)
            : 0;
        ElementwiseFunction function = row.Variant is { } variant && layer.Flag(variant.Flag) ? variant.Function : row.Function(value);
        return new LayerResult(new ActivationOperation(function), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
