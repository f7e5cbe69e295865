namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// A convolution of 1×1 that moves pixel by pixel, or its input gradient: a matrix product whose rows are the pixels. Its kernel is
/// one of the library's.
/// </summary>
/// <param name="ReducedChannels">Source channels.</param>
/// <param name="SourceStride">Floats from one source pixel to the next.</param>
/// <param name="TargetChannels">Target channels.</param>
/// <param name="TargetStride">Floats from one target pixel to the next, padding included.</param>
/// <param name="Block">Target channels packed side by side in the weights.</param>
internal sealed record PointwiseContraction(int ReducedChannels, int SourceStride, int TargetChannels, int TargetStride, int Block) : ContractionPlan
{
    /// <summary>Weights beyond this don't stay in the second-level cache.</summary>
    private const int CachedWeights = 64 * 1024;

    /// <summary>Pixels, at most, that pass weights too fast for their way from memory.</summary>
    private const int FewPixels = 256;

    /// <summary>
    /// Whether workers that share a sample should share blocks of outputs: each then reads its own weights once, instead of all of them for some
    /// tiles of pixels at a time.
    /// </summary>
    /// <param name="pixels">Pixels of a sample.</param>
    public bool SharesBlocks(int pixels) => pixels <= FewPixels && ReducedChannels * TargetChannels > CachedWeights;
}
