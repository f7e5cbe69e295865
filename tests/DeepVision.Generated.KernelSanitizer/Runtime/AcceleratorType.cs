namespace ILGPU.Runtime;

/// <summary>The kind of a device.</summary>
public enum AcceleratorType
{
    CPU,
    Cuda,
    OpenCL,
}
