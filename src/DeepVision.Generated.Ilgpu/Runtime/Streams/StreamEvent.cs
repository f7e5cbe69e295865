using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// A mark in a stream: reached when all that was queued before it is done. ILGPU has only the wait for everything, which would
/// drain the device at each step. Marks allocate no managed memory.
/// </summary>
internal abstract class StreamEvent : IDisposable
{
    /// <summary>True if the mark, once set, has been reached; doesn't wait.</summary>
    public abstract bool IsReached { get; }

    /// <summary>Sets the mark behind everything queued so far; an older position is forgotten.</summary>
    public abstract void Set(AcceleratorStream stream);

    /// <summary>Blocks the caller until the mark is reached.</summary>
    public abstract void Wait();

    /// <summary>Keeps what is queued next on a stream from beginning before the mark is reached.</summary>
    public abstract void Delay(AcceleratorStream stream);

    public abstract void Dispose();
}
