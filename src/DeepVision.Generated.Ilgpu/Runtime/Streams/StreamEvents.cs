using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>Makes the marks of each driver.</summary>
internal static class StreamEvents
{
    /// <summary>Makes a mark for streams of an accelerator.</summary>
    public static StreamEvent Create(Accelerator accelerator) => accelerator.AcceleratorType switch
    {
        AcceleratorType.Cuda => new CudaEvent(accelerator),
        AcceleratorType.OpenCL => new OpenCLEvent(),
        _ => new ImmediateEvent(),
    };
}
