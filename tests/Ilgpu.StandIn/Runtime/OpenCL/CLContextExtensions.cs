namespace ILGPU.Runtime.OpenCL;

/// <summary>Asks a context for devices of OpenCL. The stand-in finds none, like a machine without a driver.</summary>
public static class CLContextExtensions
{
    public static Context.Builder OpenCL(this Context.Builder builder) => builder;

    public static Context.Builder OpenCL(this Context.Builder builder, Predicate<CLDevice> predicate) => builder;

    public static CLDevice GetCLDevice(this Context context, int index) => context.GetDevice<CLDevice>(index);

    public static Context.DeviceCollection<CLDevice> GetCLDevices(this Context context) => context.GetDevices<CLDevice>();
}
