namespace ILGPU.Runtime.OpenCL;

/// <summary>A command queue of OpenCL. The stand-in never has one.</summary>
public sealed class CLStream : AcceleratorStream
{
    private CLStream(Accelerator accelerator)
        : base(accelerator)
    {
    }

    public IntPtr CommandQueue => IntPtr.Zero;

    public override void Synchronize()
    {
    }

    protected override void DisposeAcceleratorObject(bool disposing)
    {
    }
}
