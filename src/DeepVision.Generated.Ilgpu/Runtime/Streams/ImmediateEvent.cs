using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>A mark for accelerators that have finished a call when it returns.</summary>
internal sealed class ImmediateEvent : StreamEvent
{
    private AcceleratorStream? _stream;

    public override bool IsReached => true;

    public override void Set(AcceleratorStream stream) => _stream = stream;

    public override void Wait() => _stream?.Synchronize();

    public override void Delay(AcceleratorStream stream)
    {
    }

    public override void Dispose()
    {
    }
}
