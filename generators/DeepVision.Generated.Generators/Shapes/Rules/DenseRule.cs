using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Vector (n) → vector (units).</summary>
internal sealed class DenseRule : LayerRule
{
    public override string Kind => "Dense";

    public override IReadOnlyList<LayerOption> Options { get; } = LayerOption.Weighted;

    public override LayerResult Infer(LayerContext layer)
    {
        int units = layer.AtLeast(1, "units");
        float l1 = layer.Where("L1", value => value >= 0, "0 or more", instead: 0);
        float l2 = layer.Where("L2", value => value >= 0, "0 or more", instead: 0);
        (string initializer, float argument) = layer.WeightInitializer();
        bool bias = layer.Flag("Bias");

        // Goes on as if [Flatten] were there.
        int inputs = (int)layer.Input.Length;
        if (layer.Input.Rank != 1)
        {
            string fix = layer.Input.Steps > 0 ? "[GlobalAvgPool2D] or [Flatten], and [LSTM(units)] or another layer that makes a vector of a sequence," : "[Flatten] (" + Text.Grouped(inputs) + " values)"
                + (layer.Input.Rank == 3 ? " or [GlobalAvgPool2D] (" + Text.Grouped(layer.Input.Channels) + " values)" : "");
            layer.ReportShape(ShapeDiagnostics.NeedsVector, layer.Here, layer.Input.WithArticle(), layer.Source.GiverText, fix);
        }

        List<ParameterDeclaration> parameters = [new(ParameterRole.Weight, [units, inputs], FanIn: inputs, FanOut: units) { Initializer = initializer, InitializerArgument = argument, L1 = l1, L2 = l2, Constraint = WeightConstraint.Read(layer) }];
        if (bias)
            parameters.Add(new(ParameterRole.Bias, [units], FanIn: inputs, FanOut: units));
        return new LayerResult(new DenseOperation(inputs, units, bias), Shape.Vector(units), parameters.ToEquatableArray(), Sizes.Saturated(inputs, units));
    }
}
