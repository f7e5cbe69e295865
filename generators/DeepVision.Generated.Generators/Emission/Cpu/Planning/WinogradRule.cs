using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>Decides which contractions run by Winograd's algorithm, and how their samples are grouped.</summary>
internal static class WinogradRule
{
    /// <summary>Below this the transforms cost more than the multiplications they save.</summary>
    private const int FewestChannels = 32;

    /// <summary>Multiplications of the direct form for each one of Winograd's: 4 where tiles fit, less where they overhang.</summary>
    private const double LeastSaving = 2;

    /// <summary>The same with stride 2: 1.78 where tiles fit.</summary>
    private const double LeastSavingOfStrided = 1.5;

    /// <summary>Multiplications of the direct form for each operation of the algorithm along rows: 2 for 7×7 taps with stride 2 and 64 outputs.</summary>
    private const double LeastSavingOfRows = 1.5;

    /// <summary>Tiles of a row for the algorithm along rows: what each row costs by itself is more than shorter ones save.</summary>
    private const int FewestRowTiles = 12;

    /// <summary>Floats from one window to the next: fewer leave registers of the weight gradient empty, and more don't lie in one vector.</summary>
    private const int FewestRowLanes = 6, MostRowLanes = ChannelPadding.Lanes;

    /// <summary>Fewer pixels give one image too few tiles for the weights, which are four times as many as the direct ones.</summary>
    private const int FewestPixels = 48;

    /// <summary>A batch of images with so few pixels has tiles enough, but only wide products are worth gathering them.</summary>
    private const int FewestChannelsOfFewPixels = 128;

    /// <summary>
    /// Transformed weights beyond this take longer to load than one small image takes to compute directly; images of
    /// <see cref="FewestTilesOfLargeWeights"/> tiles make up for it.
    /// </summary>
    private const int LargeWeightFloats = 4 * 1024 * 1024;

    private const int FewestTilesOfLargeWeights = 16;

    /// <summary>Weights beyond this don't stay in the second-level cache.</summary>
    private const int CachedWeightFloats = 256 * 1024;

    /// <summary>Weights beyond this, where copies are made in time, are transformed part by part: the 5 MB of them that lie in memory at a time stay in the third-level cache.</summary>
    private const int PartFloats = 1280 * 1024;

    /// <summary>Outputs of a part at least: the source is transformed once for each part.</summary>
    private const int FewestPartOutputs = 64;

    /// <summary>Outputs for each tile of a sample, from which on a convolution transforms its weights itself: each worker then transforms the source of all samples.</summary>
    private const int FewestOutputsOfTile = 128;

    /// <summary>With so many tiles in a sample a group of four fills a pass, and more samples would not share more.</summary>
    private const int TilesOfQuarterPass = 16;

    /// <summary>
    /// A lane of samples should have many pixels for each weight: what every lane does once per weight, whatever its
    /// samples, is else a good part of the work.
    /// </summary>
    private const int FewestLanePixels = 100;

    /// <summary>The plan of a contraction by Winograd's algorithm, or null if another one suits it better.</summary>
    public static WinogradContraction? Plan(ContractionKernel kernel, KernelProgram program, WinogradUse use)
    {
        ContractionGeometry geometry = kernel.Geometry;
        if (use == WinogradUse.Never
            || geometry.Groups != 1
            || !(IsPlain(geometry) || IsStrided(geometry) && kernel.Pooling is null)
            || Math.Min(geometry.InputChannels, geometry.OutputChannels) < FewestChannels
            || program.Buffers[kernel.Source].PixelStride % ChannelPadding.Lanes != 0
            || kernel.Pooling is { } pooling && (pooling.Height != 2 || pooling.Width != 2))
        {
            return null;
        }

        WinogradContraction plan = Geometry(kernel, program);
        return plan.Saving >= (plan is StridedWinogradContraction ? LeastSavingOfStrided : LeastSaving) && (use == WinogradUse.Batches ? SuitsBatches(plan) : SuitsSingleImages(plan)) ? plan : null;
    }

    /// <summary>The plan of a convolution of few channels by Winograd's algorithm along rows, or null if another one suits it better.</summary>
    public static RowWinogradContraction? PlanRows(ContractionKernel kernel, KernelProgram program, int block, WinogradUse use)
    {
        ContractionGeometry geometry = kernel.Geometry;
        if (use == WinogradUse.Never
            || geometry is not { Groups: 1, Vertical.Dilation: 1, Horizontal.Dilation: 1 }
            || kernel is not { Pass: not ContractionPass.InputGradient, Pooling: null, Addend: Kernel.None }
            || program.Buffers[kernel.Source].PixelStride != geometry.InputChannels
            || geometry.Vertical.Output * geometry.Horizontal.Output < FewestPixels)
        {
            return null;
        }

        RowWinogradContraction plan = new(kernel.Pass, geometry.Vertical, geometry.Horizontal, geometry.InputChannels, ChannelPadding.RoundUp(geometry.OutputChannels), block);
        return plan is { Taps: 3 or 4, Lanes: >= FewestRowLanes and <= MostRowLanes, Tiles: >= FewestRowTiles, Saving: >= LeastSavingOfRows } ? plan : null;
    }

    private static bool SuitsBatches(WinogradContraction plan) =>
        plan.Pixels >= FewestPixels || Math.Min(plan.SourceChannels, plan.TargetChannels) >= FewestChannelsOfFewPixels;

    private static bool SuitsSingleImages(WinogradContraction plan) =>
        plan.Pixels >= FewestPixels && (plan.Tiles >= FewestTilesOfLargeWeights || plan.WeightFloats <= LargeWeightFloats);

    /// <summary>Whether the transformed weights don't stay in cache, so that several samples should share them.</summary>
    public static bool HasLargeWeights(WinogradContraction plan) => plan.WeightFloats > CachedWeightFloats;

    /// <summary>Whether a kernel should see all samples of a worker at once, because a group would not fill a pass over its weights.</summary>
    public static bool PrefersAllSamples(WinogradContraction plan) => HasLargeWeights(plan) && plan.Tiles < TilesOfQuarterPass;

    /// <summary>
    /// Whether a contraction of a training step should transform its weights itself: where a batch has few tiles for each of many weights, to write the 36 that
    /// become of nine and to read them again takes longer than to transform them for each pass. What runs behind the activation that it knows would have to wait
    /// for all outputs.
    /// </summary>
    public static bool TransformsWeights(ContractionKernel kernel, WinogradContraction plan) =>
        plan is not StridedWinogradContraction && plan.Pass != ContractionPass.WeightGradient && PrefersAllSamples(plan) && plan.TargetStride >= FewestOutputsOfTile * plan.Tiles
        && kernel.Activation is not { FollowsFromSlope: false } && kernel.Derivative?.Activation is not { FollowsFromSlope: false };

    /// <summary>Whether a weight gradient may be summed in lanes of samples.</summary>
    public static bool PrefersLanes(WinogradContraction plan) => plan.TargetHeight * plan.TargetWidth >= FewestLanePixels;

    /// <summary>Parts in which a contraction should run whose transformed weights are made in time.</summary>
    public static int PartsOf(WinogradContraction plan)
    {
        int parts = 1;
        for (int more = 2; plan.WeightFloats / parts > PartFloats && more <= plan.TargetStride / FewestPartOutputs; more++)
        {
            if (plan.TargetStride % (more * FewestPartOutputs) == 0)
                parts = more;
        }

        return parts;
    }

    /// <summary>Tiles are cut from y, whether it is computed or its gradient given, and from dx.</summary>
    private static WinogradContraction Geometry(ContractionKernel kernel, KernelProgram program)
    {
        ContractionGeometry geometry = kernel.Geometry;
        (WindowAxis vertical, WindowAxis horizontal) = (geometry.Vertical, geometry.Horizontal);
        TensorBuffer source = program.Buffers[kernel.Source];
        TensorBuffer target = program.Buffers[kernel.Pass == ContractionPass.WeightGradient ? kernel.Gradient : kernel.Target];
        if (IsStrided(geometry))
        {
            // The tiles of dx begin with a pixel that the tap in the middle meets.
            return kernel.Pass == ContractionPass.InputGradient
                ? new StridedWinogradContraction(
                    kernel.Pass, vertical.Output, horizontal.Output, geometry.OutputChannels, source.OwnStride, source.PixelStride,
                    vertical.Input, horizontal.Input, geometry.InputChannels, target.OwnStride, target.PixelStride, 1 - vertical.PadBefore, 1 - horizontal.PadBefore)
                : new StridedWinogradContraction(
                    kernel.Pass, vertical.Input, horizontal.Input, geometry.InputChannels, source.OwnStride, source.PixelStride,
                    vertical.Output, horizontal.Output, geometry.OutputChannels, target.OwnStride, target.PixelStride, vertical.PadBefore, horizontal.PadBefore);
        }

        return kernel.Pass == ContractionPass.InputGradient
            ? new WinogradContraction(
                kernel.Pass, vertical.Output, horizontal.Output, geometry.OutputChannels, source.OwnStride, source.PixelStride,
                vertical.Input, horizontal.Input, geometry.InputChannels, target.OwnStride, target.PixelStride, 2 - vertical.PadBefore, 2 - horizontal.PadBefore)
            : new WinogradContraction(
                kernel.Pass, vertical.Input, horizontal.Input, geometry.InputChannels, source.OwnStride, source.PixelStride,
                vertical.Output, horizontal.Output, geometry.OutputChannels, target.OwnStride, target.PixelStride, vertical.PadBefore, horizontal.PadBefore) { IsPooled = kernel.Pooling is not null };
    }

    private static bool IsPlain(ContractionGeometry geometry) => IsPlain(geometry.Vertical) && IsPlain(geometry.Horizontal);

    private static bool IsPlain(WindowAxis axis) => axis is { Size: 3, Stride: 1, Dilation: 1 };

    private static bool IsStrided(ContractionGeometry geometry) => IsStrided(geometry.Vertical) && IsStrided(geometry.Horizontal);

    private static bool IsStrided(WindowAxis axis) => axis is { Size: 3, Stride: 2, Dilation: 1, PadBefore: 0 or 1 };
}
