using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>Extents of an activation in memory.</summary>
/// <param name="PixelStride">Floats from one pixel to the next.</param>
/// <param name="OwnLength">Floats of a sample that are its own: less than all where it lies among the channels of others.</param>
internal readonly record struct ImageExtent(int Height, int Width, int PixelStride, int OwnLength)
{
    public int RowStride => Width * PixelStride;

    public int SampleLength => Height * RowStride;

    public static ImageExtent Of(TensorBuffer buffer) => new(buffer.Height, buffer.Width, buffer.PixelStride, buffer.OwnLength);
}

/// <summary>
/// A convolution that isn't a matrix product: the forward pass and the input gradient are two instances, which differ in
/// their axis classes and in which channels are reduced.
/// </summary>
/// <param name="Pass">Forward or input gradient.</param>
/// <param name="Vertical">Classes of target rows.</param>
/// <param name="Horizontal">Classes of target columns.</param>
/// <param name="ReducedChannels">Source channels that one target channel reads: those of one group.</param>
/// <param name="TargetChannels">Target channels, padding included.</param>
/// <param name="TargetChannelsPerGroup">Target channels of one group; <see cref="TargetChannels"/> without groups.</param>
/// <param name="Block">Target channels packed side by side in the weights.</param>
/// <param name="Window">Extents of a fused max pooling.</param>
/// <param name="HasAddend">Whether something is added to the results; nothing pools them then.</param>
internal sealed record SpatialContraction(
    ContractionPass Pass,
    EquatableArray<AxisClass> Vertical,
    EquatableArray<AxisClass> Horizontal,
    ImageExtent Source,
    ImageExtent Target,
    int ReducedChannels,
    int TargetChannels,
    int TargetChannelsPerGroup,
    int KernelHeight,
    int KernelWidth,
    int Block,
    PoolingWindow? Window,
    bool HasAddend) : ContractionPlan
{
    /// <summary>Weights beyond this don't stay in the second-level cache beside what they meet.</summary>
    private const int CachedWeights = 128 * 1024;

    /// <summary>Pixels, at most, that pass weights too fast for their way from memory.</summary>
    private const int FewPixels = 256;

    public bool IsForward => Pass == ContractionPass.Forward;

    public bool HasGroups => TargetChannelsPerGroup != TargetChannels;

    /// <summary>Rows of tiles in a sample: those of its largest class, or those of the windows that are pooled.</summary>
    public int Rows => Vertical.Max(axis => axis.Count) / (Window?.Height ?? 1);

    /// <summary>Units that a sample can be cut into: a row of tiles in one block of channels each.</summary>
    public int Units => (TargetChannels + Block - 1) / Block * Rows;

    /// <summary>Floats of one block of packed weights.</summary>
    public int BlockLength => KernelHeight * TapRowLength;

    /// <summary>Floats of one row of taps in a block of packed weights.</summary>
    public int TapRowLength => KernelWidth * ReducedChannels * Block;

    /// <summary>
    /// Whether weights come from farther away than the second-level cache. Each row of taps then meets all pixels before the next one begins, while the target
    /// keeps the sums, and what will be read behind it is asked for. An addend may lie in the target's place.
    /// </summary>
    public bool StreamsWeights => IsForward && Window is null && Rows > 1 && TargetChannels % Block == 0 && !(HasAddend && KernelHeight > 1)
        && (BlockLength > CachedWeights || (Rows * Horizontal.Max(axis => axis.Count) <= FewPixels && TargetChannels / Block * BlockLength > CachedWeights))
        && Vertical.Single() is var vertical && Enumerable.Range(0, vertical.Count).All(row => vertical.TapsOf(row) is var taps && taps.First < taps.End);

    /// <summary>Whether the target keeps the sums of one row of taps for the next one.</summary>
    public bool KeepsSums => StreamsWeights && KernelHeight > 1;
}

/// <summary>Extents of the windows of a fused max pooling, in pixels.</summary>
internal readonly record struct PoolingWindow(int Height, int Width);
