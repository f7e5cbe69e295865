using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>Memory that attention uses for the head at work. Mirrors the library's <c>AttentionKernels</c>.</summary>
internal static class AttentionScratch
{
    public static int FloatsOf(Kernel kernel) => kernel switch
    {
        // The probabilities of the step, and the result of a head.
        AttentionKernel { CarriedSteps: > 0, Extent: var extent } => Scores(extent) + Numbers(extent),

        // The turned keys, the probabilities, the values and the result; which probabilities are kept.
        AttentionKernel { Extent: var extent } attention =>
            (extent.HeadFeatures + extent.Steps) * Scores(extent) + (extent.Keys + extent.Steps) * Numbers(extent) + Mask(attention),

        // The turned keys or values, the probabilities and their gradients; dy, keys and queries of the head; the result; which probabilities are kept.
        AttentionGradientKernel { Forward: { Extent: var extent } attention } =>
            (Math.Max(extent.HeadFeatures, extent.HeadValues) + 2 * extent.Steps) * Scores(extent) + extent.Steps * Numbers(extent)
            + (extent.Keys + extent.Steps) * Features(extent) + Math.Max(extent.Keys, extent.Steps) * Math.Max(Features(extent), Numbers(extent)) + Mask(attention),
        _ => 0,
    };

    /// <summary>A byte for each probability, where some are dropped.</summary>
    private static int Mask(AttentionKernel attention) => attention.Dropout > 0 ? ChannelPadding.RoundUp(attention.Extent.Steps * Scores(attention.Extent) / sizeof(float)) : 0;

    private static int Scores(AttentionExtent extent) => ChannelPadding.RoundUp(extent.Keys);

    private static int Features(AttentionExtent extent) => ChannelPadding.RoundUp(extent.HeadFeatures);

    private static int Numbers(AttentionExtent extent) => ChannelPadding.RoundUp(extent.HeadValues);
}
