using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Sequence (steps, c) → sequence (steps′, filters).</summary>
internal sealed class Conv1DRule : LayerRule
{
    public override string Kind => "Conv1D";

    public override IReadOnlyList<LayerOption> Options { get; } =
        [new("Stride", 1), new("Padding", 0), new("Pad", -1), new("Dilation", 1), new("Groups", 1), .. LayerOption.Weighted];

    public override LayerResult Infer(LayerContext layer)
    {
        bool isSequence = SequenceCheck.Check(layer);
        (int filters, int groups) = ChannelGroups.Read(layer);
        int size = layer.Pixels(1, "kernelSize");
        WindowGeometry window = WindowPadding.Read(layer).Columns(size, layer.Pixels(1, "Stride"), layer.Pixels(1, "Dilation"));
        float l1 = layer.Where("L1", value => value >= 0, "0 or more", instead: 0);
        float l2 = layer.Where("L2", value => value >= 0, "0 or more", instead: 0);
        (string initializer, float argument) = layer.WeightInitializer();
        bool bias = layer.Flag("Bias");
        if (isSequence)
            SequenceWindow.CheckFit(layer, window, Text.Of(filters) + ", ");

        WindowAxis steps = window.On(layer.Input.Width);
        int inputs = Math.Max(1, layer.Input.Channels / groups);
        (int fanIn, int fanOut) = (ConvolutionRule.FanOf(inputs, 1, size), ConvolutionRule.FanOf(Math.Max(1, filters / groups), 1, size));
        List<ParameterDeclaration> parameters =
        [
            new(ParameterRole.Weight, [filters, inputs, size], fanIn, fanOut)
            {
                Initializer = initializer, InitializerArgument = argument, L1 = l1, L2 = l2, Constraint = WeightConstraint.Read(layer),
            },
        ];
        if (bias)
            parameters.Add(new(ParameterRole.Bias, [filters], fanIn, fanOut));
        return new LayerResult(
            new ConvolutionOperation(SequenceWindow.Row, steps, layer.Input.Channels, filters, groups, bias),
            Shape.Sequence(steps.Output, filters), parameters.ToEquatableArray(), Sizes.Saturated(steps.Output, filters, inputs, size));
    }
}
