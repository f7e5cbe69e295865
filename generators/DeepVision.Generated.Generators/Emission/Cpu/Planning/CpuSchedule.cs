using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>How a run of kernels moves over the samples of a worker.</summary>
internal enum SegmentKind
{
    /// <summary>A few samples at a time through all kernels of the segment, while their activations are in cache.</summary>
    Groups,

    /// <summary>All samples of a lane at once: for sums over samples.</summary>
    Lanes,

    /// <summary>All samples of the worker at once: dense layers share each weight they load among many samples.</summary>
    Samples,
}

/// <summary>Kernels that run one after the other over the same samples.</summary>
/// <param name="GroupSize">Samples at a time, for groups.</param>
/// <param name="Kernels">Indices in the program.</param>
/// <param name="HasLargeWeights">Whether its groups should be large enough to share weights that don't stay in cache.</param>
/// <param name="LaneStart">First of the lanes' gradients that it sums.</param>
/// <param name="LaneLength">Number of the lanes' gradients that it sums.</param>
/// <param name="PixelBand">Pixels at a time where a sample is too large for the cache and no kernel looks beyond a pixel; 0 for whole samples.</param>
internal sealed record Segment(
    SegmentKind Kind, int GroupSize, EquatableArray<int> Kernels, bool HasLargeWeights = false, int LaneStart = 0, int LaneLength = 0, int PixelBand = 0)
{
    /// <summary>Elements that a buffer in scratch memory has while the segment runs.</summary>
    public int LengthOf(TensorBuffer buffer) => PixelBand == 0 ? buffer.SampleLength * GroupSize : buffer.PixelStride * PixelBand;

    /// <summary>What its kernels read and write, some of it several times.</summary>
    public IEnumerable<int> BuffersOf(KernelProgram program) => Kernels.SelectMany(index => program.Kernels[index].Reads.Concat(program.Kernels[index].Writes));

    /// <summary>Channels at a time where a group is too large for the cache and no kernel looks beyond a channel; 0 for all.</summary>
    public int ChannelBand { get; init; }

    /// <summary>Those of its kernels that run in bands of a prediction, where it has one sample at a time.</summary>
    public EquatableArray<KernelBand> Bands { get; init; } = [];

    /// <summary>The bands in which a kernel runs, or null.</summary>
    public KernelBand? BandOf(int kernel) => Bands.FirstOrDefault(band => band.Kernels.Contains(kernel));
}

/// <summary>What every worker runs without waiting for another.</summary>
/// <param name="Combines">Kernels whose sums over the batch are combined behind the stage.</param>
internal sealed record Stage(EquatableArray<Segment> Segments, EquatableArray<int> Combines)
{
    /// <summary>Which part of the contraction that runs in several: they follow each other, a stage for each.</summary>
    public int Part { get; init; }
}

internal enum BufferScope
{
    /// <summary>Given by the caller: the network's input.</summary>
    External,

    /// <summary>One place for every sample of the batch.</summary>
    Batch,

    /// <summary>One place for every sample of a group, reused by the next group.</summary>
    Group,

    /// <summary>No place: only a band of it exists at a time, in the memory that a worker's kernels use while they run.</summary>
    Band,
}

/// <summary>
/// Where a buffer lies. Batch: <paramref name="Offset"/> counts elements per sample in front of it, to be multiplied by
/// the capacity. Group: elements from the start of the worker's scratch memory.
/// </summary>
internal sealed record PlacedBuffer(BufferScope Scope, int Offset)
{
    /// <summary>Where its channels begin, in a buffer that lies among the channels of another one.</summary>
    public int FirstChannel { get; init; }
}

/// <summary>Gradients of a weight and a bias that are summed by lanes: each of the sixteen lanes has a copy at these offsets.</summary>
internal sealed record LaneGradient(int Kernel, int WeightOffset, int BiasOffset);

/// <summary>A kernel that is cut into independent units over all samples: a weight gradient, or a convolution that transforms its weights itself.</summary>
/// <param name="Stage">The stage behind which they run; the number of stages where they run behind the last, at the end of the step.</param>
internal sealed record UnitKernel(int Kernel, int Units, int Stage)
{
    /// <summary>The parameter whose gradients it makes, or which it reads.</summary>
    public int ParameterOf(KernelProgram program) => program.Kernels[Kernel].StateWrites.Concat(program.Kernels[Kernel].StateReads).First().Index;
}

/// <summary>A program with its order, its places in memory, and what happens over all samples.</summary>
/// <param name="Plans">How each contraction runs.</param>
/// <param name="Storage">Which buffers lie in one place.</param>
/// <param name="BatchFloats">Floats per sample of the batch arena.</param>
/// <param name="BatchBytes">Bytes per sample of the batch arena.</param>
/// <param name="KernelScratchOffset">Offset in a worker's scratch memory of what a kernel may use while it runs.</param>
/// <param name="ScratchFloats">Floats of a worker's scratch memory.</param>
/// <param name="ScratchBytes">Bytes of a worker's scratch memory.</param>
/// <param name="LaneGradientFloats">Gradients that each lane sums.</param>
/// <param name="LaneSumFloats">Sums of batch normalisation that each lane makes.</param>
/// <param name="LanePartials">Offset among those sums of each batch-wide kernel.</param>
internal sealed record CpuSchedule(
    KernelProgram Program,
    IReadOnlyDictionary<ContractionKernel, ContractionPlan> Plans,
    EquatableArray<Stage> Stages,
    StoragePlan Storage,
    EquatableArray<PlacedBuffer> Buffers,
    int BatchFloats,
    int BatchBytes,
    int KernelScratchOffset,
    int ScratchFloats,
    int ScratchBytes,
    EquatableArray<LaneGradient> LaneGradients,
    EquatableArray<UnitKernel> UnitKernels,
    int LaneGradientFloats,
    int LaneSumFloats,
    EquatableArray<LanePartial> LanePartials)
{
    /// <summary>Whether large copies of weights are made anew in front of the stage that reads them, in memory that others need at other times.</summary>
    public bool MakesCopiesInTime { get; init; }

    /// <summary>The kernels whose units run behind a stage.</summary>
    public IEnumerable<UnitKernel> UnitsBehind(int stage) => UnitKernels.Where(unit => unit.Stage == stage);

    /// <summary>The stage in which a kernel runs first; the number of stages for one that isn't there.</summary>
    public int StageOf(int kernel)
    {
        int stage = 0;
        while (stage < Stages.Count && !Stages[stage].Segments.Any(segment => segment.Kernels.Contains(kernel)))
            stage++;
        return stage;
    }

    /// <summary>The stage behind which the gradient of a parameter is there, sums over lanes aside; the number of stages where its units run at the end of the step.</summary>
    public int FinishedStageOf(int parameter)
    {
        int kernel = 0;
        while (!Program.Kernels[kernel].StateWrites.Contains(new StateAccess(StateKind.Gradient, parameter)))
            kernel++;
        return UnitKernels.FirstOrDefault(unit => unit.Kernel == kernel)?.Stage ?? StageOf(kernel);
    }
}

/// <summary>Sums of one batch-wide kernel in a lane.</summary>
internal sealed record LanePartial(int Kernel, int Offset);
