namespace ILGPU.Runtime;

/// <summary>The one device: groups run on the processor's cores, a group's threads one after the other, with the limits of CUDA.</summary>
public sealed class SanitizerDevice : Device
{
    private const int MaxThreads = 1024;

    // Static shared memory of CUDA and the largest dimensions of its grids.
    private const int SharedBytes = 48 * 1024;
    private const int MaxGridYZ = 65535;

    public SanitizerDevice()
        : base(AcceleratorType.CPU)
    {
        Name = "Kernel sanitizer";
        MemorySize = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        MaxGridSize = new Index3D(int.MaxValue, MaxGridYZ, MaxGridYZ);
        MaxGroupSize = new Index3D(MaxThreads, MaxThreads, 64);
        MaxNumThreadsPerGroup = MaxThreads;
        MaxSharedMemoryPerGroup = SharedBytes;
        MaxConstantMemory = 64 * 1024;
        WarpSize = 1;
        NumMultiprocessors = Environment.ProcessorCount;
        MaxNumThreadsPerMultiprocessor = MaxThreads;
    }

    public override Accelerator CreateAccelerator(Context context) => new SanitizerAccelerator(context, this);

    private sealed class SanitizerAccelerator(Context context, SanitizerDevice device) : Accelerator(context, device);
}
