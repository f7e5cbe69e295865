namespace ILGPU.Runtime.Cuda;

/// <summary>What the driver of CUDA reports.</summary>
public sealed class CudaException : AcceleratorException
{
    public CudaException()
    {
    }

    public CudaException(string message)
        : base(message)
    {
    }

    public CudaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public override AcceleratorType AcceleratorType => AcceleratorType.Cuda;
}
