using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>Makes the marks of streams: the sanitizer has finished a call when it returns.</summary>
internal static class StreamEvents
{
    public static StreamEvent Create(Accelerator accelerator) => new ImmediateEvent();
}
