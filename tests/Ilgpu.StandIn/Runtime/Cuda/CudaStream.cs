namespace ILGPU.Runtime.Cuda;

/// <summary>A stream of CUDA. The stand-in never has one.</summary>
public sealed class CudaStream : AcceleratorStream
{
    private CudaStream(Accelerator accelerator)
        : base(accelerator)
    {
    }

    public IntPtr StreamPtr => IntPtr.Zero;

    public override void Synchronize()
    {
    }

    protected override void DisposeAcceleratorObject(bool disposing)
    {
    }
}
