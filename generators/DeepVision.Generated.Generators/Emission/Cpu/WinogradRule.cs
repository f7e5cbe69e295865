using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Decides which contractions run by Winograd's algorithm.</summary>
/// <param name="isAllowed">The network's own choice.</param>
internal sealed class WinogradRule(bool isAllowed)
{
    /// <summary>Below this the transforms cost more than the multiplications they save.</summary>
    private const int FewestChannels = 32;

    /// <summary>Multiplications of the direct form for each one of Winograd's: 4 where tiles fit, less where they overhang.</summary>
    private const double LeastSaving = 2;

    /// <summary>Fewer pixels give too few tiles for the weights, which are four times as many as the direct ones.</summary>
    private const int FewestPixels = 48;

    /// <summary>
    /// Transformed weights beyond this take longer to load than one small image takes to compute directly; images of
    /// <see cref="FewestTilesOfLargeWeights"/> tiles make up for it.
    /// </summary>
    private const int LargeWeightFloats = 4 * 1024 * 1024;

    private const int FewestTilesOfLargeWeights = 16;

    /// <summary>Weights beyond this don't stay in the second-level cache.</summary>
    private const int CachedWeightFloats = 256 * 1024;

    /// <summary>With so many tiles in a sample a group of four fills a pass, and more samples would not share more.</summary>
    private const int TilesOfQuarterPass = 16;

    public bool Applies(ContractionKernel kernel, KernelProgram program)
    {
        ContractionGeometry geometry = kernel.Geometry;
        if (!isAllowed
            || geometry.Groups != 1
            || !IsPlain(geometry.Vertical) || !IsPlain(geometry.Horizontal)
            || Math.Min(geometry.InputChannels, geometry.OutputChannels) < FewestChannels
            || program.Buffers[kernel.Source].PixelStride % ChannelPadding.Lanes != 0
            || kernel.Pooling is { } pooling && (pooling.Height != 2 || pooling.Width != 2))
            return false;
        // Tiles are cut from y, whether it is computed or its gradient given, and from dx.
        bool tilesInput = kernel.Pass == ContractionPass.InputGradient;
        int height = tilesInput ? geometry.Vertical.Input : geometry.Vertical.Output;
        int width = tilesInput ? geometry.Horizontal.Input : geometry.Horizontal.Output;
        int tiles = Tiles(kernel);
        return height * width >= FewestPixels
            && 9.0 * height * width >= LeastSaving * WinogradLayout.Planes * tiles
            && (tiles >= FewestTilesOfLargeWeights || WeightFloats(geometry) <= LargeWeightFloats);
    }

    /// <summary>Whether a kernel's transformed weights don't stay in cache, so that several samples should share them.</summary>
    public bool HasLargeWeights(ContractionKernel kernel, KernelProgram program) =>
        Applies(kernel, program) && WeightFloats(kernel.Geometry) > CachedWeightFloats;

    /// <summary>Whether a kernel should see all samples of a worker at once, because a group would not fill a pass over its weights.</summary>
    public bool PrefersAllSamples(ContractionKernel kernel, KernelProgram program) =>
        HasLargeWeights(kernel, program) && Tiles(kernel) < TilesOfQuarterPass;

    private static int Tiles(ContractionKernel kernel)
    {
        (WindowAxis vertical, WindowAxis horizontal) = (kernel.Geometry.Vertical, kernel.Geometry.Horizontal);
        return kernel.Pass == ContractionPass.InputGradient
            ? (vertical.Input + 3) / 4 * ((horizontal.Input + 3) / 4)
            : (vertical.Output + 3) / 4 * ((horizontal.Output + 3) / 4);
    }

    private static long WeightFloats(ContractionGeometry geometry) =>
        (long)WinogradLayout.Planes * geometry.InputChannels * geometry.OutputChannels;

    private static bool IsPlain(WindowAxis axis) => axis is { Size: 3, Stride: 1, Dilation: 1 };
}
