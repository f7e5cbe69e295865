using DeepVision.Generated.Runtime;
using DeepVision.Generated.Runtime.Ilgpu;
using ILGPU.Runtime;
using IlgpuDevice = ILGPU.Runtime.Device;

namespace DeepVision.Generated;

/// <summary>A device that networks run on through ILGPU. <see cref="Gpu"/> has them.</summary>
public sealed class GpuDevice : Device
{
    private readonly SharedAccelerator _accelerator;

    internal GpuDevice(GpuKind kind, int index, IlgpuDevice device, bool isProcessor)
    {
        (Kind, Index, Name, IsProcessor) = (kind, index, device.Name.Trim(), isProcessor);

        // The emulation has the machine's memory; ILGPU gives no number for it.
        Memory = kind == GpuKind.Emulation ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes : device.MemorySize;
        _accelerator = new SharedAccelerator(device);
    }

    /// <summary>The device's name, as its driver gives it.</summary>
    public string Name { get; }

    /// <summary>How it is driven.</summary>
    public GpuKind Kind { get; }

    /// <summary>Its number among those of its kind, from 0.</summary>
    public int Index { get; }

    /// <summary>Its memory, in bytes.</summary>
    public long Memory { get; }

    /// <summary>True if the kernels run on the machine's processor: the emulation, and OpenCL drivers such as PoCL.</summary>
    public bool IsProcessor { get; }

    /// <summary>Threads of a group at most in the kernels that end a step. On the emulation more would wait for each other more than they compute.</summary>
    internal int StepThreads { get; init; } = StepKernels.MaxThreads;

    /// <summary>The device as shown to users, for example <c>CUDA 0: NVIDIA H100 PCIe, 79.1 GiB</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{NameOf(Kind)} {Index}: {Name}, {Memory / (double)(1L << 30):0.0} GiB");

    /// <summary>A context and an accelerator on it, which all networks on this device share.</summary>
    internal AcceleratorLease Lease() => _accelerator.Lease(this);

    internal static string NameOf(GpuKind kind) => kind switch
    {
        GpuKind.Cuda => "CUDA",
        GpuKind.OpenCL => "OpenCL",
        _ => "Emulation",
    };

    /// <summary>Makes the engine that runs <paramref name="network"/> on this device.</summary>
    /// <exception cref="InvalidOperationException">The network's project doesn't reference the package, so the generator has written no kernels for it.</exception>
    protected override NetworkEngine CreateEngine(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network is IIlgpuNetwork generated)
            return generated.CreateIlgpuEngine(this);
        throw new InvalidOperationException(
            $"{network.Architecture.Name} has no kernels for {NameOf(Kind)}: the project that declares it ({network.GetType().Assembly.GetName().Name}) must reference the package DeepVision.Generated.Ilgpu, so that they are generated.");
    }
}
