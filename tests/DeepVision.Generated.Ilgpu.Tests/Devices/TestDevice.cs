using DeepVision.Generated.Runtime.Ilgpu;

namespace DeepVision.Generated.Ilgpu.Tests.Devices;

/// <summary>
/// The device that the tests run on: ILGPU's emulation, or what the environment variable DEEPVISION_TEST_DEVICE names (cuda or
/// opencl). Its kernels stay compiled from test to test.
/// </summary>
internal static class TestDevice
{
    private static readonly Lazy<(GpuDevice Gpu, AcceleratorLease Lease)> s_device = new(Open);

    public static GpuDevice Gpu => s_device.Value.Gpu;

    public static bool IsEmulation => Gpu.Kind == GpuKind.Emulation;

    /// <summary>A device that no other test uses, where there is more than one.</summary>
    public static GpuDevice CreateUnshared() => IsEmulation ? DeviceCatalog.CreateEmulation(index: 1) : Gpu;

    private static (GpuDevice, AcceleratorLease) Open()
    {
        string? name = Environment.GetEnvironmentVariable("DEEPVISION_TEST_DEVICE");
        GpuDevice device = Generated.Gpu.Get(string.IsNullOrEmpty(name) ? GpuKind.Emulation : Enum.Parse<GpuKind>(name, ignoreCase: true));
        return (device, device.Lease());
    }
}
