namespace ILGPU.Runtime.CPU;

/// <summary>Asks a context for the CPU device.</summary>
public static class CPUContextExtensions
{
    public static Context.Builder DefaultCPU(this Context.Builder builder) => builder.Register(CPUDevice.Default);

    public static Context.Builder CPU(this Context.Builder builder) => builder.Register(CPUDevice.Default);

    public static Context.Builder CPU(this Context.Builder builder, CPUDeviceKind kind) => builder.Register(CPUDevice.Default);

    public static Context.Builder CPU(this Context.Builder builder, CPUDevice device) => builder.Register(device);

    public static Context.Builder CPU(this Context.Builder builder, Predicate<CPUDevice> predicate) =>
        predicate(CPUDevice.Default) ? builder.Register(CPUDevice.Default) : builder;

    public static CPUDevice GetCPUDevice(this Context context, int cpuDeviceIndex) => context.GetDevice<CPUDevice>(cpuDeviceIndex);

    public static Context.DeviceCollection<CPUDevice> GetCPUDevices(this Context context) => context.GetDevices<CPUDevice>();

    public static CPUAccelerator CreateCPUAccelerator(this Context context, int cpuDeviceIndex) =>
        context.GetCPUDevice(cpuDeviceIndex).CreateCPUAccelerator(context);
}
