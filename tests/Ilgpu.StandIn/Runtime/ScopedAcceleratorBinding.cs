namespace ILGPU.Runtime;

/// <summary>Ends the binding of an accelerator to the calling thread, which the stand-in has no need of.</summary>
public readonly struct ScopedAcceleratorBinding : IDisposable
{
    public void Dispose()
    {
    }
}
