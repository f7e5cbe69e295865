namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// The weight gradient of a convolution. Its work is cut into units, each a block of output channels × kernel row × range of
/// input channels, that add up all samples in order: units are independent. Kernels of few weights stay in one piece.
/// </summary>
/// <param name="Vertical">The forward pass's rows.</param>
/// <param name="Horizontal">The forward pass's columns.</param>
/// <param name="Source">Extent of x.</param>
/// <param name="Gradient">Extent of dy.</param>
/// <param name="ReducedChannels">Input channels of one group.</param>
/// <param name="OutputChannels">Output channels, padding included.</param>
/// <param name="OutputsPerGroup">Output channels of one group.</param>
internal sealed record SpatialWeightGradient(
    AxisClass Vertical,
    AxisClass Horizontal,
    ImageExtent Source,
    ImageExtent Gradient,
    int ReducedChannels,
    int OutputChannels,
    int OutputsPerGroup,
    int Block) : ContractionPlan
{
    public override int UnitCount => OutputChannels / Block * UnitRows * InputRanges;

    /// <summary>Whether the weights of one output channel are so few that all kernel rows belong to one unit.</summary>
    public bool IsSmall => Vertical.Taps * Horizontal.Taps * ReducedChannels <= 27;

    /// <summary>Kernel rows among which units are shared out.</summary>
    public int UnitRows => IsSmall ? 1 : Vertical.Taps;

    /// <summary>Input channels of one unit: enough work for one unit, few enough for every worker to get some.</summary>
    public int InputRange => Math.Min(ReducedChannels, 24);

    public int InputRanges => (ReducedChannels + InputRange - 1) / InputRange;

    /// <summary>Input channels of the last range.</summary>
    public int LastInputRange => ReducedChannels - (InputRanges - 1) * InputRange;

    /// <summary>
    /// Sums that each weight is kept in, for a range of input channels. So few weights would wait for each other's sums:
    /// neighbouring pixels then add to sums of their own, chosen by the pixel's column, which are added in order at the
    /// end. As many as two vectors side by side have registers for at any width, so that all widths add in one order.
    /// </summary>
    public int SumsPerWeight(int inputs) => ((IsSmall ? Vertical.Taps : 1) * Horizontal.Taps * inputs) switch
    {
        1 => 5,
        2 => 3,
        3 => 2,
        _ => 1,
    };
}
