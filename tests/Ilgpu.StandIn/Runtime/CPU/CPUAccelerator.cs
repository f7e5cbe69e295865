namespace ILGPU.Runtime.CPU;

/// <summary>The accelerator of the stand-in's device.</summary>
public sealed class CPUAccelerator : Accelerator
{
    internal CPUAccelerator(Context context, CPUDevice device)
        : base(context, device)
    {
    }
}
