using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// A 3×3 convolution (forward or input gradient) by Winograd's F(4×4, 3×3), as the CPU printer sees it: source tiles are
/// transformed into 36 planes, each plane is multiplied by its own matrix, and the products are transformed back.
/// </summary>
/// <param name="Summary">One line for the reader of the generated code.</param>
/// <param name="Geometry">Arguments of the library's <c>WinogradGeometry</c>.</param>
/// <param name="ReducedChannels">Source channels, without padding.</param>
/// <param name="SourceStride">Source channels, padding included.</param>
/// <param name="TargetChannels">Target channels, padding included.</param>
internal sealed record WinogradContraction(
    string Name,
    string Summary,
    string Geometry,
    int ReducedChannels,
    int SourceStride,
    int TargetChannels,
    bool HasBias,
    FusedActivation? Activation,
    FusedPooling? Pooling,
    FusedActivation? Derivative)
{
    /// <summary>Values of a transformed tile.</summary>
    public const int Planes = 36;

    /// <summary>
    /// Floats between two planes beyond their tiles; like <see cref="TileFloats"/> it mirrors the library.
    /// </summary>
    private const int PlaneGap = 16;

    /// <summary>Floats in which the transforms keep the tile at hand.</summary>
    private const int TileFloats = 2 * Planes * ChannelPadding.Lanes;

    /// <summary>Target channels packed side by side in the transformed weights.</summary>
    public int Block => BlockOf(TargetChannels);

    /// <summary>Tiles that run together: every width's register tiles divide it.</summary>
    public int PassTiles => PassTilesOf(SourceStride, TargetChannels);

    public int SourcePlane => PassTiles * SourceStride + PlaneGap;

    public int TargetPlane => PassTiles * TargetChannels + PlaneGap;

    public bool SavesCodes => Pooling is { Codes: not Kernel.None };

    /// <summary>Offset in the scratch memory of the transformed source; the tile at hand lies in front of it.</summary>
    public int SourceOffset => TileFloats;

    /// <summary>Offset in the scratch memory of the products.</summary>
    public int TargetOffset => SourceOffset + Planes * SourcePlane;

    /// <summary>Scratch memory of one worker.</summary>
    public int ScratchFloats => TargetOffset + Planes * TargetPlane;

    /// <summary>Floats of the transformed weights.</summary>
    public int WeightFloats => Planes * ReducedChannels * TargetChannels;

    public static int BlockOf(int channels) => ChannelPadding.Block(channels, widest: 32);

    /// <summary>
    /// Enough tiles to load the weights rarely; for few channels as many as keep both sets of planes and the weights in
    /// the second-level cache.
    /// </summary>
    public static int PassTilesOf(int sourceChannels, int targetChannels) => 72;
}

/// <summary>Decides which contractions run by Winograd's algorithm.</summary>
/// <param name="isAllowed">The network's own choice.</param>
internal sealed class WinogradRule(bool isAllowed)
{
    /// <summary>Below this the transforms cost more than the multiplications they save.</summary>
    private const int FewestChannels = 32;

    /// <summary>Multiplications per sample of the direct form for each one of Winograd's: 4 where tiles fit, less where they overhang.</summary>
    private const double LeastSaving = 2;

    /// <summary>Fewer pixels give too few tiles for the weights that are loaded, which are four times the direct ones.</summary>
    private const int FewestPixels = 48;

    /// <summary>Weights beyond this are shared by all samples of a worker, not by one group only.</summary>
    private const int CachedWeightFloats = 256 * 1024;

    public bool Applies(ContractionKernel kernel, KernelProgram program)
    {
        ContractionGeometry geometry = kernel.Geometry;
        if (!isAllowed
            || kernel.Pass == ContractionPass.WeightGradient
            || geometry.Groups != 1
            || !IsPlain(geometry.Vertical) || !IsPlain(geometry.Horizontal)
            || Math.Min(geometry.InputChannels, geometry.OutputChannels) < FewestChannels
            || program.Buffers[kernel.Source].PixelStride % ChannelPadding.Lanes != 0
            || kernel.Pooling is { } pooling && (pooling.Height != 2 || pooling.Width != 2))
            return false;
        bool forward = kernel.Pass == ContractionPass.Forward;
        int height = forward ? geometry.Vertical.Output : geometry.Vertical.Input;
        int width = forward ? geometry.Horizontal.Output : geometry.Horizontal.Input;
        int tiles = (height + 3) / 4 * ((width + 3) / 4);
        return height * width >= FewestPixels && 9.0 * height * width >= LeastSaving * WinogradContraction.Planes * tiles;
    }

    /// <summary>Whether a kernel should see all samples of a worker at once, because its weights don't stay in cache.</summary>
    public bool PrefersAllSamples(ContractionKernel kernel, KernelProgram program) =>
        Applies(kernel, program)
        && WinogradContraction.Planes * kernel.Geometry.InputChannels * kernel.Geometry.OutputChannels > CachedWeightFloats;

    private static bool IsPlain(WindowAxis axis) => axis is { Size: 3, Stride: 1, Dilation: 1 };
}
