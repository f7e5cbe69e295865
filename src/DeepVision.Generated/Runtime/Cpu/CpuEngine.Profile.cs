using System.Diagnostics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>Times of the kernels, for networks declared with <c>Profile = true</c>.</content>
public abstract partial class CpuEngine
{
    /// <summary>
    /// What the engine itself does beside the kernels of the network: the sums of the lanes, penalties, and the optimizer's update. A call is the update of a
    /// block; its bytes are those of Adam, which reads and writes parameters and two remembered values and reads gradients.
    /// </summary>
    private static readonly KernelCost s_updateCost = new(nameof(Update), "", 0, 0, 7L * TrainingMemory.UpdateBlock * sizeof(float));

    private readonly int _updateKernel;

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

    private void RecordOwnKernel(long start, int samples, int calls) => Times?.Record(_updateKernel, start, samples, calls);
}
