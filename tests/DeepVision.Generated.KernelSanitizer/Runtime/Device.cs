namespace ILGPU.Runtime;

/// <summary>What a device is called and how much it can do.</summary>
public abstract class Device
{
    private protected Device(AcceleratorType acceleratorType) => AcceleratorType = acceleratorType;

    public AcceleratorType AcceleratorType { get; }

    public string Name { get; protected set; } = "<Unknown>";

    /// <summary>In bytes.</summary>
    public long MemorySize { get; protected set; }

    public Index3D MaxGridSize { get; protected set; }

    public Index3D MaxGroupSize { get; protected set; }

    public int MaxNumThreadsPerGroup { get; protected set; }

    /// <summary>In bytes.</summary>
    public int MaxSharedMemoryPerGroup { get; protected set; }

    /// <summary>In bytes.</summary>
    public int MaxConstantMemory { get; protected set; }

    public int WarpSize { get; protected set; }

    public int NumMultiprocessors { get; protected set; }

    public int MaxNumThreadsPerMultiprocessor { get; protected set; }

    public int MaxNumThreads => NumMultiprocessors * MaxNumThreadsPerMultiprocessor;

    public abstract Accelerator CreateAccelerator(Context context);

    public override string ToString() => $"{Name} [{AcceleratorType}]";
}
