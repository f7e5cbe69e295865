using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>
/// What groups with a batch normalisation read of the memory of the batch, the largest first: it comes from far away, the next samples' or the next band's
/// while these are computed. Says which kernel asks for which of it.
/// </summary>
internal sealed class FarOperands
{
    private readonly CpuSchedule _schedule;
    private readonly Segment _segment;
    private readonly int[] _computing;
    private readonly int[] _far;
    private readonly Queue<int> _waiting;

    public FarOperands(CpuSchedule schedule, Segment segment)
    {
        (_schedule, _segment) = (schedule, segment);
        _computing = [.. segment.Kernels.Where(kernel => schedule.Program.Kernels[kernel] is ContractionKernel)];
        _far = [.. Of(schedule, segment)];
        _waiting = new(_far);
    }

    /// <summary>What a contraction asks for, or none. Kernels have to be given in the order in which they run, each once: of whole samples, each takes the next operand.</summary>
    /// <param name="index">The contraction's place in the program.</param>
    public int NextOf(ContractionKernel contraction, int index) => _segment.ChannelBand > 0 ? NextBands(index).DefaultIfEmpty(Kernel.None).First()
        : _schedule.Plans[contraction] is PointwiseContraction && _waiting.Count > 0 ? _waiting.Dequeue()
        : Kernel.None;

    /// <summary>Of what a kernel asks for the next band of channels: those that compute take turns.</summary>
    /// <param name="index">The kernel's place in the program.</param>
    public IEnumerable<int> NextBands(int index) => _segment.ChannelBand == 0 ? []
        : _far.Where((id, place) => _computing[place % _computing.Length] == index && _schedule.Program.Buffers[id].Pixels == PixelsOf(index));

    /// <summary>They ask with each pixel that they make, or read the gradient of.</summary>
    private int PixelsOf(int index) => _schedule.Program.Kernels[index] is ContractionKernel contraction
        ? _schedule.Program.Buffers[contraction.Pass == ContractionPass.WeightGradient ? contraction.Gradient : contraction.Target].Pixels
        : 0;

    private static IEnumerable<int> Of(CpuSchedule schedule, Segment segment)
    {
        Kernel[] kernels = [.. segment.Kernels.Select(index => schedule.Program.Kernels[index])];
        if (segment.Kind != SegmentKind.Groups || !kernels.Any(kernel => kernel is BatchNormKernel) || kernels.Any(kernel => kernel.Images > 1))
            return [];
        HashSet<int> made = [.. kernels.SelectMany(kernel => kernel.Writes).Select(schedule.Storage.Of)];
        return kernels.SelectMany(kernel => kernel.Reads)
            .Where(id => schedule.Buffers[id].Scope == BufferScope.Batch && schedule.Program.Buffers[id].Kind == ElementKind.Float)
            .Where(id => !made.Contains(schedule.Storage.Of(id)))
            .Distinct()
            .OrderByDescending(id => schedule.Program.Buffers[id].SampleLength);
    }
}
