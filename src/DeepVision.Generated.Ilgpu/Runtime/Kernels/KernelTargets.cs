namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// What a kernel knows of the device that it is compiled for. As a type parameter it is folded away, and with it the branches
/// of other devices, some of which could not even be compiled.
/// </summary>
public interface IKernelTarget
{
    /// <summary>Whether the device is a CUDA device.</summary>
    bool IsCuda { get; }
}

/// <summary>A CUDA device.</summary>
public readonly struct CudaTarget : IKernelTarget
{
    /// <inheritdoc/>
    public bool IsCuda => true;
}

/// <summary>Any other device.</summary>
public readonly struct OtherTarget : IKernelTarget
{
    /// <inheritdoc/>
    public bool IsCuda => false;
}
