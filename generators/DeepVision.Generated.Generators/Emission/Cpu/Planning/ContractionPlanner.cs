using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>Decides for every contraction of a program how it runs.</summary>
internal sealed class ContractionPlanner(KernelProgram program, ParameterPlan parameters, WinogradUse winograd)
{
    /// <summary>The plans of all contractions, by kernel.</summary>
    public static IReadOnlyDictionary<ContractionKernel, ContractionPlan> Plan(KernelProgram program, ParameterPlan parameters, WinogradUse winograd)
    {
        return program.Kernels.OfType<ContractionKernel>().ToDictionary(kernel => kernel, kernel => new ContractionPlanner(program.SeenBy(kernel), parameters, winograd).Plan(kernel));
    }

    /// <summary>Channels packed side by side in the transposed weights of an input gradient.</summary>
    public static int TransposedBlock(ContractionGeometry geometry) =>
        ChannelPadding.Block(geometry.Groups > 1 ? geometry.InputsPerGroup : geometry.InputChannels, widest: 32);

    private ContractionPlan Plan(ContractionKernel kernel)
    {
        if (!FillsVectors(kernel.Geometry))
            return new GroupedContraction();
        if (kernel.Geometry.IsDense)
            return Dense(kernel);
        if (kernel.Pass == ContractionPass.WeightGradient && IsOfScan(kernel))
            return AllSteps(kernel);
        if (kernel is { Pass: ContractionPass.InputGradient, Derivative: null, Addend: Kernel.None } && kernel.Target == program.InputGradient
            && kernel.Geometry.Groups == 1 && kernel.Geometry.InputChannels < ChannelPadding.Lanes)
        {
            return new FewChannelsContraction();
        }

        if (IsPointwise(kernel))
            return kernel.Pass == ContractionPass.WeightGradient ? PointwiseGradient(kernel) : Pointwise(kernel);
        if (IsStridedPointwiseGradient(kernel))
            return StridedPointwise(kernel.Geometry);
        if (WinogradRule.Plan(kernel, program, winograd) is { } plan)
            return plan;
        if (WinogradRule.PlanRows(kernel, program, Block(kernel), winograd) is { } rows)
            return rows;
        if (kernel.Pass != ContractionPass.WeightGradient)
            return Spatial(kernel);
        return IsOfPatches(kernel) ? PatchGradient(kernel) : SpatialGradient(kernel);
    }

    /// <summary>Whether groups, if any, fill whole vectors.</summary>
    private static bool FillsVectors(ContractionGeometry geometry) =>
        geometry.Groups == 1
        || (geometry.InputsPerGroup % ChannelPadding.Lanes == 0 && geometry.OutputsPerGroup % ChannelPadding.Lanes == 0);

    private DenseContraction Dense(ContractionKernel kernel)
    {
        (int input, int output) = kernel.Pass switch
        {
            ContractionPass.Forward => (kernel.Source, kernel.Target),
            ContractionPass.InputGradient => (kernel.Target, kernel.Source),
            _ => (kernel.Source, kernel.Gradient),
        };
        return new DenseContraction(
            kernel.Pass, kernel.Geometry.InputChannels, program.Buffers[input].SampleLength,
            kernel.Geometry.OutputChannels, program.Buffers[output].SampleLength, Block(kernel));
    }

    /// <summary>
    /// Whether the gradient comes from a scan, which gives that of all steps of a worker's samples at once. It is kept for the batch in any case, so
    /// sums in lanes of samples would only cost their memory.
    /// </summary>
    private bool IsOfScan(ContractionKernel kernel) =>
        program.Kernels.OfType<RecurrenceGradientKernel>().Any(scan => scan.Target == kernel.Gradient || scan.HiddenTarget == kernel.Gradient);

    private DenseContraction AllSteps(ContractionKernel kernel)
    {
        TensorBuffer source = program.Buffers[kernel.Source], gradient = program.Buffers[kernel.Gradient];
        return new DenseContraction(
            kernel.Pass, kernel.Geometry.InputChannels, source.PixelStride, kernel.Geometry.OutputChannels, gradient.PixelStride, Block(kernel), gradient.Pixels);
    }

    /// <summary>Whether every target pixel is made of the source pixel in its place, padding included; nothing pools them.</summary>
    private bool IsPointwise(ContractionKernel kernel) =>
        kernel is { Pooling: null, Geometry: { Groups: 1, Vertical: var vertical, Horizontal: var horizontal } }
        && Moves(vertical) && Moves(horizontal)
        && (kernel.Pass == ContractionPass.WeightGradient
            ? program.Buffers[kernel.Source].PixelStride % ChannelPadding.Lanes == 0 && PointwiseGradient(kernel).Suits
            : program.Buffers[kernel.Target].PixelStride % ChannelPadding.Lanes == 0);

    private static bool Moves(WindowAxis axis) => axis is { Size: 1, Stride: 1, PadBefore: 0, PadAfter: 0 };

    /// <summary>Whether some pixels of dx follow from the pixel of dy in their place, and nothing reads the others.</summary>
    private bool IsStridedPointwiseGradient(ContractionKernel kernel) =>
        kernel is { Pass: ContractionPass.InputGradient, Pooling: null, Geometry: { Groups: 1, Vertical: var vertical, Horizontal: var horizontal } }
        && Picks(vertical) && Picks(horizontal) && program.Buffers[kernel.Target].PixelStride % ChannelPadding.Lanes == 0;

    private static bool Picks(WindowAxis axis) => axis is { Size: 1, PadBefore: 0, PadAfter: 0 };

    private static StridedPointwiseGradient StridedPointwise(ContractionGeometry geometry) => new(geometry.Horizontal.Output, geometry.InputChannels, TransposedBlock(geometry));

    private PointwiseContraction Pointwise(ContractionKernel kernel)
    {
        (ContractionGeometry geometry, bool forward) = (kernel.Geometry, kernel.Pass == ContractionPass.Forward);
        return new PointwiseContraction(
            forward ? geometry.InputChannels : geometry.OutputChannels, program.Buffers[kernel.Source].PixelStride,
            forward ? geometry.OutputChannels : geometry.InputChannels, program.Buffers[kernel.Target].PixelStride,
            forward ? Block(kernel) : TransposedBlock(geometry));
    }

    private PointwiseWeightGradient PointwiseGradient(ContractionKernel kernel) => new(
        kernel.Geometry.InputChannels, program.Buffers[kernel.Source].PixelStride,
        kernel.Geometry.OutputChannels, program.Buffers[kernel.Gradient].PixelStride, Block(kernel));

    /// <summary>Whether no source pixel is under two windows, and every window lies inside the image.</summary>
    private bool IsOfPatches(ContractionKernel kernel) =>
        kernel.Geometry is { Groups: 1, Vertical: var vertical, Horizontal: var horizontal }
        && IsApart(vertical) && IsApart(horizontal)
        && program.Buffers[kernel.Source].PixelStride % ChannelPadding.Lanes == 0 && PatchGradient(kernel).Suits;

    private static bool IsApart(WindowAxis axis) => (axis.Size - 1) * axis.Dilation < axis.Stride && !axis.ReachesOutside;

    private PatchWeightGradient PatchGradient(ContractionKernel kernel) => new(
        kernel.Geometry.Vertical.Size * kernel.Geometry.Horizontal.Size, kernel.Geometry.InputChannels, kernel.Geometry.OutputChannels, Block(kernel));

    private SpatialContraction Spatial(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        bool forward = kernel.Pass == ContractionPass.Forward;
        AxisClass[] vertical = forward ? AxisClass.Forward(geometry.Vertical) : AxisClass.InputGradient(geometry.Vertical);
        AxisClass[] horizontal = forward ? AxisClass.Forward(geometry.Horizontal) : AxisClass.InputGradient(geometry.Horizontal);
        int targetChannels = ChannelPadding.RoundUp(forward ? geometry.OutputChannels : geometry.InputChannels);
        return new SpatialContraction(
            kernel.Pass, new(vertical), new(horizontal), ImageExtent.Of(program.Buffers[kernel.Source]), ImageExtent.Of(program.Buffers[kernel.Target]),
            ReducedChannels: forward ? geometry.InputsPerGroup : geometry.OutputsPerGroup,
            targetChannels,
            geometry.Groups == 1 ? targetChannels : forward ? geometry.OutputsPerGroup : geometry.InputsPerGroup,
            geometry.Vertical.Size, geometry.Horizontal.Size,
            forward ? Block(kernel) : TransposedBlock(geometry),
            kernel.Pooling is { } pooling ? new PoolingWindow(pooling.Height, pooling.Width) : null,
            HasAddend: kernel.Addend != Kernel.None);
    }

    private SpatialWeightGradient SpatialGradient(ContractionKernel kernel)
    {
        ContractionGeometry geometry = kernel.Geometry;
        int outputs = ChannelPadding.RoundUp(geometry.OutputChannels);
        return new SpatialWeightGradient(
            AxisClass.Forward(geometry.Vertical)[0], AxisClass.Forward(geometry.Horizontal)[0],
            ImageExtent.Of(program.Buffers[kernel.Source]), ImageExtent.Of(program.Buffers[kernel.Gradient]),
            geometry.InputsPerGroup, outputs, geometry.Groups == 1 ? outputs : geometry.OutputsPerGroup, Block(kernel));
    }

    private int Block(ContractionKernel kernel) => parameters.Parameters[kernel.Weight].Layout.Block;
}
