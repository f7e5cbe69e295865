namespace ILGPU.Runtime;

/// <summary>Something that belongs to an accelerator and is gone with it.</summary>
public abstract class AcceleratorObject : IDisposable
{
    private int _disposed;

    protected AcceleratorObject(Accelerator accelerator) => Accelerator = accelerator;

    public Accelerator Accelerator { get; }

    public AcceleratorType AcceleratorType => Accelerator.AcceleratorType;

    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        DisposeAcceleratorObject(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void DisposeAcceleratorObject(bool disposing);
}
