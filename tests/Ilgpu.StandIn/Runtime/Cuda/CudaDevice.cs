using System.Collections.Immutable;

namespace ILGPU.Runtime.Cuda;

/// <summary>A device of CUDA. The stand-in never has one.</summary>
public sealed class CudaDevice : Device
{
    private CudaDevice()
        : base(AcceleratorType.Cuda)
    {
    }

    public CudaArchitecture? Architecture => null;

    public CudaInstructionSet? InstructionSet => null;

    public static ImmutableArray<Device> GetDevices(Predicate<CudaDevice> predicate) => [];

    public override Accelerator CreateAccelerator(Context context) =>
        throw new NotSupportedException("The stand-in for ILGPU has no device of CUDA.");
}
