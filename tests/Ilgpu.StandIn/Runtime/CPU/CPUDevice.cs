namespace ILGPU.Runtime.CPU;

/// <summary>Which processor the CPU accelerator of ILGPU imitates. The stand-in is the same for all.</summary>
public enum CPUDeviceKind
{
    Default,
    Nvidia,
    AMD,
    LegacyAMD,
    Intel,
}

/// <summary>The stand-in's one device: groups run on the processor's cores, a group's threads one after the other.</summary>
public sealed class CPUDevice : Device
{
    public static readonly CPUDevice Default = new(1, MaxThreads, Environment.ProcessorCount);

    private const int MaxThreads = 1024;

    // Static shared memory of CUDA and the largest dimensions of its grids.
    private const int SharedBytes = 48 * 1024;
    private const int MaxGridYZ = 65535;

    /// <summary>The arguments shape the real ILGPU's groups. The stand-in has groups of up to 1,024 threads, whatever they are.</summary>
    public CPUDevice(int numThreadsPerWarp, int numWarpsPerMultiprocessor, int numMultiprocessors)
        : base(AcceleratorType.CPU)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numThreadsPerWarp, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(numWarpsPerMultiprocessor, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(numMultiprocessors, 1);
        Name = "Stand-in for ILGPU (CPU threads)";
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

    public override Accelerator CreateAccelerator(Context context) => CreateCPUAccelerator(context);

    public CPUAccelerator CreateCPUAccelerator(Context context) => new(context, this);
}
