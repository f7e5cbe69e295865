using System.Diagnostics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>Times of the kernels, for networks declared with <c>Profile = true</c>.</content>
public abstract partial class CpuEngine
{
    /// <summary>What the engine itself does beside the kernels of the network; the first of them in <see cref="Times"/>.</summary>
    private readonly int _firstOwnKernel;

    private enum OwnKernel
    {
        AddLanes,
        Update,
    }

    /// <inheritdoc/>
    public override KernelTimes? Times { get; }

    /// <summary>The clock, for <see cref="Record(int, long, int)"/>.</summary>
    protected static long Now() => Stopwatch.GetTimestamp();

    /// <summary>Ends the run of a kernel that began at <paramref name="start"/>, and returns the time now.</summary>
    /// <param name="kernel">Index of the kernel in the plan's profile.</param>
    /// <param name="start">When it began.</param>
    /// <param name="samples">Samples it ran over; 0 for the second and later parts of work on the same samples.</param>
    protected long Record(int kernel, long start, int samples) => Times!.Record(kernel, start, samples);

    private long StartOwnKernel() => Times is null ? 0 : Now();

    private void Record(OwnKernel kernel, long start, int samples) => Times?.Record(_firstOwnKernel + (int)kernel, start, samples);

    private IEnumerable<KernelCost> OwnKernels() =>
    [
        new(nameof(OwnKernel.AddLanes), "", 0, 0, (Lanes + 1L) * LaneUnit * sizeof(float)),
        new(nameof(OwnKernel.Update), "", 0, 0, 3L * TrainingMemory.UpdateBlock * sizeof(float)),
    ];
}
