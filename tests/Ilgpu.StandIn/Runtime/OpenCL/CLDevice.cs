using System.Collections.Immutable;

namespace ILGPU.Runtime.OpenCL;

/// <summary>What an OpenCL device is.</summary>
[Flags]
public enum CLDeviceType : long
{
    CL_DEVICE_TYPE_DEFAULT = 1,
    CL_DEVICE_TYPE_CPU = 2,
    CL_DEVICE_TYPE_GPU = 4,
    CL_DEVICE_TYPE_ACCELERATOR = 8,
}

/// <summary>What an OpenCL device can do.</summary>
public sealed class CLCapabilityContext
{
    private CLCapabilityContext()
    {
    }

    public bool GenericAddressSpace => false;
}

/// <summary>A device of OpenCL. The stand-in never has one.</summary>
public sealed class CLDevice : Device
{
    private CLDevice()
        : base(AcceleratorType.OpenCL)
    {
    }

    public CLDeviceType DeviceType => CLDeviceType.CL_DEVICE_TYPE_DEFAULT;

    public CLCapabilityContext Capabilities => throw new NotSupportedException("The stand-in for ILGPU has no device of OpenCL.");

    public static ImmutableArray<Device> GetDevices(Predicate<CLDevice> predicate) => [];

    public override Accelerator CreateAccelerator(Context context) =>
        throw new NotSupportedException("The stand-in for ILGPU has no device of OpenCL.");
}
