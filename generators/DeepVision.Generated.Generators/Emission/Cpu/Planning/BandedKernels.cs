using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>The kernels of a segment as <see cref="KernelBand"/> looks at them.</summary>
internal sealed class BandedKernels(KernelProgram program, IReadOnlyDictionary<ContractionKernel, ContractionPlan> plans, StoragePlan storage, Segment segment)
{
    /// <summary>A convolution of the segment, by its place there; null where another kernel stands.</summary>
    public ContractionKernel? Forward(int place) =>
        place < segment.Kernels.Count && program.Kernels[segment.Kernels[place]] is ContractionKernel { Pass: ContractionPass.Forward, Images: 1 } kernel ? kernel : null;

    /// <summary>The kernels from a place on, by their indices in the program.</summary>
    public IEnumerable<int> From(int place, int count) => segment.Kernels.Skip(place).Take(count);

    public ContractionPlan PlanOf(ContractionKernel kernel) => plans[kernel];

    public TensorBuffer Buffer(int id) => program.Buffers[id];

    /// <summary>The grouped convolution behind a kernel that reads what this one makes, as nobody else does.</summary>
    public ContractionKernel? GroupedBehind(int place) =>
        Forward(place) is { } maker && Forward(place + 1) is { Addend: Kernel.None } grouped && plans[grouped] is GroupedContraction
            && grouped.Source == maker.Target && IsOnlyBetween(maker.Target)
            ? grouped
            : null;

    /// <summary>Whether a buffer is written by one kernel and read by one, in a place of its own.</summary>
    public bool IsOnlyBetween(int buffer) => !program.Buffers[buffer].LiesApart && !program.Results.Contains(buffer)
        && program.Kernels.Count(kernel => kernel.Reads.Contains(buffer)) == 1
        && Enumerable.Range(0, program.Buffers.Count).Count(other => storage.Of(other) == storage.Of(buffer)) == 1;
}
