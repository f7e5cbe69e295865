using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image (h, w, c) → image (h′, w′, filters).</summary>
internal sealed class Conv2DRule : ConvolutionRule
{
    public override string Kind => "Conv2D";

    public override IReadOnlyList<LayerOption> Options { get; } = [.. KernelOptions, new("Groups", 1), .. LayerOption.Weighted];

    protected override string LeadingArguments(int filters) => Text.Of(filters) + ", ";

    protected override (int Filters, int Groups) ReadChannels(LayerContext layer) => ChannelGroups.Read(layer);
}
