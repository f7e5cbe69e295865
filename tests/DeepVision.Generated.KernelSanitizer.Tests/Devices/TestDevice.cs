using ILGPU.Runtime;

namespace DeepVision.Generated.Ilgpu.Tests.Devices;

/// <summary>The device that the tests run on.</summary>
internal static class TestDevice
{
    public static GpuDevice Gpu => SanitizedGpu.Device;

    /// <summary>A device that no other test uses.</summary>
    public static GpuDevice CreateUnshared() => new(GpuKind.Emulation, 1, new SanitizerDevice(), isProcessor: true);
}
