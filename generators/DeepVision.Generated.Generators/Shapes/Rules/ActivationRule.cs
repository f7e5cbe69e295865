using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>An activation; any shape stays as it is.</summary>
internal sealed class ActivationRule(ActivationRow row) : LayerRule
{
    public override string Kind => row.Kind;

    public override InitializerHint InitializerHint => row.IsRectifier ? InitializerHint.He : InitializerHint.Glorot;

    public override LayerResult Infer(LayerContext layer)
    {
        float value = row.Parameter is { } parameter
            ? layer.Where(parameter.Name, parameter.Allows, parameter.Range, parameter.Default)
            : 0;
        return new LayerResult(new ActivationOperation(row.Function(value)), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
