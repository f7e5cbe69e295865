namespace DeepVision.Generated;

/// <summary>How a device is driven.</summary>
public enum GpuKind
{
    /// <summary>A graphics processor of NVIDIA, through the CUDA driver.</summary>
    Cuda,

    /// <summary>A device with an OpenCL driver: graphics processors of any maker, and processors too.</summary>
    OpenCL,

    /// <summary>
    /// Kernels run one by one on threads of the processor: to test and to debug them, never to train with. Hundreds of times
    /// slower than <see cref="Device.Cpu"/>.
    /// </summary>
    Emulation,
}
