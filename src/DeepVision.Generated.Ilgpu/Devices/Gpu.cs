using DeepVision.Generated.Runtime.Ilgpu;

namespace DeepVision.Generated;

/// <summary>
/// The graphics processors of this machine, to hand to a network:
/// <code>using var net = new DigitNet(device: Gpu.Default);</code>
/// </summary>
public static class Gpu
{
    /// <summary>The best one: the first CUDA device or else the first graphics processor with an OpenCL driver; never a processor.</summary>
    /// <exception cref="GpuException">There is none; the message says what was tried and how to fix it.</exception>
    public static GpuDevice Default => DeviceCatalog.Shared.Best;

    /// <summary>
    /// All devices, the best first. The last one is the emulation, which is always there. OpenCL drivers that run on the
    /// processor, such as PoCL, are listed behind those of graphics processors.
    /// </summary>
    public static IReadOnlyList<GpuDevice> Devices => DeviceCatalog.Shared.Devices;

    /// <summary>A device by how it is driven.</summary>
    /// <param name="kind">How it is driven.</param>
    /// <param name="index">Which of them, from 0, in the order of <see cref="Devices"/>.</param>
    /// <exception cref="GpuException">There is no such device; the message says what was tried and how to fix it.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative, or <paramref name="kind"/> is none of the kinds.</exception>
    public static GpuDevice Get(GpuKind kind, int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (!Enum.IsDefined(kind))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of device.");
        return DeviceCatalog.Shared.Get(kind, index);
    }
}
