using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using IlgpuDevice = ILGPU.Runtime.Device;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>Finds the devices, once per process.</summary>
internal sealed class DeviceCatalog
{
    private static readonly Lazy<DeviceCatalog> s_shared = new(() => new DeviceCatalog());

    private DeviceCatalog()
    {
        NativeLibraries.Install();
        Devices =
        [
            .. CudaDevice.GetDevices(device => device is { Architecture: not null, InstructionSet: not null })
                .Select((device, index) => new GpuDevice(GpuKind.Cuda, index, device, isProcessor: false)),
            .. CLDevice.GetDevices(_ => true)
                .OfType<CLDevice>()
                .OrderBy(device => IsProcessor(device) ? 1 : 0)
                .Select((device, index) => new GpuDevice(GpuKind.OpenCL, index, AllowNamedAddressSpaces(device), IsProcessor(device))),
            CreateEmulation(index: 0),
        ];
    }

    public static DeviceCatalog Shared => s_shared.Value;

    public IReadOnlyList<GpuDevice> Devices { get; }

    public GpuDevice Best => Devices.FirstOrDefault(device => !device.IsProcessor) ?? throw new GpuException(Explain("No graphics processor was found.", GpuKind.Cuda, GpuKind.OpenCL));

    public GpuDevice Get(GpuKind kind, int index)
    {
        GpuDevice[] devices = [.. Devices.Where(device => device.Kind == kind)];
        if (index < devices.Length)
            return devices[index];
        if (devices.Length == 0)
            throw new GpuException(Explain(kind == GpuKind.Cuda ? "No CUDA device was found." : "No OpenCL device was found.", kind));
        throw new GpuException(FormattableString.Invariant(
            $"There is no {GpuDevice.NameOf(kind)} device {index}. There {(devices.Length == 1 ? "is" : "are")} {string.Join(", ", devices.Select(device => device.ToString()))}."));
    }

    /// <summary>
    /// A device of ILGPU that takes groups as large as those for graphics processors. Each thread of a group is one of the operating
    /// system, but no more of them are started than the launches ask for.
    /// </summary>
    public static GpuDevice CreateEmulation(int index) =>
        new(GpuKind.Emulation, index, new CPUDevice(numThreadsPerWarp: 32, numWarpsPerMultiprocessor: 8, numMultiprocessors: 2), isProcessor: true) { StepThreads = 1 };

    private static string Explain(string what, params ReadOnlySpan<GpuKind> tried)
    {
        foreach (GpuKind kind in tried)
            what += kind == GpuKind.Cuda ? DriverReport.Cuda() : DriverReport.OpenCL();
        return what;
    }

    private static bool IsProcessor(CLDevice device) => (device.DeviceType & CLDeviceType.CL_DEVICE_TYPE_GPU) == 0;

    /// <summary>
    /// ILGPU refuses devices without a generic address space. Kernels need it for atomic operations only, and ours have none;
    /// PoCL and some drivers of graphics processors run them.
    /// </summary>
    private static IlgpuDevice AllowNamedAddressSpaces(CLDevice device)
    {
        typeof(CLCapabilityContext).GetProperty("GenericAddressSpace")?.SetValue(device.Capabilities, true);
        return device;
    }
}
