namespace ILGPU.Runtime;

/// <summary>An order of launches and copies. The sanitizer carries each out before the call returns.</summary>
public abstract class AcceleratorStream : AcceleratorObject
{
    protected AcceleratorStream(Accelerator accelerator)
        : base(accelerator)
    {
    }

    /// <summary>Waits until all that was enqueued is done.</summary>
    public abstract void Synchronize();

    public Task SynchronizeAsync()
    {
        Synchronize();
        return Task.CompletedTask;
    }
}
