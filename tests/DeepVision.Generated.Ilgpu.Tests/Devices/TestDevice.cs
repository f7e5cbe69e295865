using ILGPU;

namespace DeepVision.Generated.Ilgpu.Tests.Devices;

/// <summary>
/// The device that the tests run on: the stand-in's, or what the environment variable DEEPVISION_TEST_DEVICE names (cuda, opencl
/// or emulation), or else the first one that ILGPU finds.
/// </summary>
internal static class TestDevice
{
#if SMALL_PLAN
    private const bool HasSmallPlan = true;
#else
    private const bool HasSmallPlan = false;
#endif

    private static readonly Lazy<GpuDevice> s_device = new(Choose);

    public static GpuDevice Gpu => s_device.Value;

    /// <summary>Whether the tests stand on our own ILGPU.</summary>
    public static bool IsStandIn { get; } = typeof(Context).Assembly.GetName().Name == "ILGPU.StandIn";

    /// <summary>Why tests can't run on the device; null if they can.</summary>
    public static string? Reason { get; } =
        IsStandIn || HasSmallPlan || Gpu.Kind != GpuKind.Emulation
            ? null
            : "Only ILGPU's CPU accelerator is here, which runs groups of two threads: install a driver for CUDA or OpenCL (pocl-opencl-icd), or build with -p:SmallPlan=true.";

    private static GpuDevice Choose()
    {
        string? name = Environment.GetEnvironmentVariable("DEEPVISION_TEST_DEVICE");
        if (string.IsNullOrEmpty(name))
            return IsStandIn || HasSmallPlan ? Generated.Gpu.Get(GpuKind.Emulation) : Generated.Gpu.Devices[0];
        return Generated.Gpu.Get(Enum.Parse<GpuKind>(name, ignoreCase: true));
    }
}
