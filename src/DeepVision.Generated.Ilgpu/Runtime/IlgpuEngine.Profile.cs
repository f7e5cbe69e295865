using System.Diagnostics;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>Times of the kernels, for networks declared with <c>Profile = true</c>: the device then runs one kernel at a time.</content>
public abstract partial class IlgpuEngine
{
    /// <summary>What the engine itself does beside the kernels of the network.</summary>
    private static readonly KernelCost s_updateCost = new(nameof(Update), "", 0, 0, 0);

    private readonly int _updateKernel;

    /// <inheritdoc/>
    public override KernelTimes? Times { get; }

    /// <summary>Waits until the device has done all it was told, and reads the clock, for <see cref="Record(int, long, int)"/>.</summary>
    protected long Now()
    {
        _stream.Synchronize();
        return Stopwatch.GetTimestamp();
    }

    /// <summary>Waits for a kernel that was queued at <paramref name="start"/>, notes its time, and returns the time now.</summary>
    /// <param name="kernel">Index of the kernel in the plan's profile.</param>
    /// <param name="start">When it began, as <see cref="Now"/> gave it.</param>
    /// <param name="samples">Samples it ran over; 0 for the second and later parts of work on the same samples.</param>
    protected long Record(int kernel, long start, int samples)
    {
        _stream.Synchronize();
        return Times!.Record(kernel, start, samples);
    }
}
