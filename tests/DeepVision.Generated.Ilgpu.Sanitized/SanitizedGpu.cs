using ILGPU.Runtime;

namespace DeepVision.Generated;

/// <summary>The one device of this build: the kernel sanitizer, in the place of ILGPU's emulation.</summary>
public static class SanitizedGpu
{
    public static GpuDevice Device { get; } = new(GpuKind.Emulation, 0, new SanitizerDevice(), isProcessor: true);
}
