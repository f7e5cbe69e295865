namespace ILGPU.Runtime.Cuda;

/// <summary>An accelerator of CUDA. The stand-in never has one.</summary>
public sealed class CudaAccelerator : Accelerator
{
    private CudaAccelerator(Context context, CudaDevice device)
        : base(context, device)
    {
    }
}
