namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h, w, c) → image (h′, w′, c · multiplier), each channel by itself.</summary>
internal sealed class DepthwiseConv2DRule : ConvolutionRule
{
    public override string Kind => "DepthwiseConv2D";

    public override IReadOnlyList<LayerOption> Options { get; } = [.. KernelOptions, new("DepthMultiplier", 1), .. LayerOption.Weighted];

    protected override string LeadingArguments(int filters) => "";

    protected override (int Filters, int Groups) ReadChannels(LayerContext layer)
    {
        int multiplier = layer.AtLeast(1, "DepthMultiplier");
        int channels = layer.Input.Channels;
        return ((int)Math.Min(int.MaxValue, (long)channels * multiplier), channels);
    }
}
