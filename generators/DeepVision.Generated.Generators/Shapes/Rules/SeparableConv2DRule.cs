using DeepVision.Generated.Generators.Declaration;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h, w, c) → image (h′, w′, filters), by a depthwise convolution and one of single pixels.</summary>
internal sealed class SeparableConv2DRule : LayerRule
{
    private static readonly string[] s_both = ["Initializer", "InitialValue", "InitialDeviation", "L1", "L2", "MaxNorm", "UnitNorm", "NonNegative"];

    public override string Kind => "SeparableConv2D";

    public override IReadOnlyList<LayerOption> Options { get; } = [.. ConvolutionRule.KernelOptions, new("DepthMultiplier", 1), .. LayerOption.Weighted];

    public override LayerDeclaration[] PartsOf(LayerDeclaration layer)
    {
        LayerArgument noBias = new("Bias", IsPositional: false, false), onePixel = new("kernelSize", IsPositional: true, 1);
        LayerArgument[] given = [.. layer.Arguments];
        return
        [
            new("DepthwiseConv2D", IsLoss: false, layer.Part, layer.Compiles, [.. given.Where(argument => argument.Name is not ("filters" or "Bias")), noBias]),
            new("Conv2D", IsLoss: false, layer.Part, layer.Compiles,
            [
                .. given.Where(argument => argument.Name == "filters"), onePixel, .. given.Where(argument => argument.Name == "Bias" || s_both.Contains(argument.Name)),
            ]),
        ];
    }

    public override LayerResult Infer(LayerContext layer) => throw new InvalidOperationException("What a SeparableConv2D computes, its parts say.");
}
