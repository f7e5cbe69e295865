namespace ILGPU.Runtime.Cuda;

/// <summary>Asks a context for devices of CUDA. The stand-in finds none, like a machine without a driver.</summary>
public static class CudaContextExtensions
{
    public static Context.Builder Cuda(this Context.Builder builder) => builder;

    public static Context.Builder Cuda(this Context.Builder builder, Predicate<CudaDevice> predicate) => builder;

    public static CudaDevice GetCudaDevice(this Context context, int index) => context.GetDevice<CudaDevice>(index);

    public static Context.DeviceCollection<CudaDevice> GetCudaDevices(this Context context) => context.GetDevices<CudaDevice>();
}
