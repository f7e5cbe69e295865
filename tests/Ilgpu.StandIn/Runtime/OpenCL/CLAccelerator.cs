namespace ILGPU.Runtime.OpenCL;

/// <summary>An accelerator of OpenCL. The stand-in never has one.</summary>
public sealed class CLAccelerator : Accelerator
{
    private CLAccelerator(Context context, CLDevice device)
        : base(context, device)
    {
    }
}
