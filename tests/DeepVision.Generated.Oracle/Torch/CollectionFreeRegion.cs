namespace DeepVision.Generated.Oracle.Torch;

/// <summary>
/// Keeps the garbage collector away while it lives. TorchSharp hands libtorch numbers (<c>Scalar</c>) that nothing holds any longer:
/// a collection at that moment frees them while they are being read.
/// </summary>
internal sealed class CollectionFreeRegion : IDisposable
{
    private const long Bytes = 200 << 20;

    public CollectionFreeRegion()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.TryStartNoGCRegion(Bytes);
    }

    public void Dispose()
    {
        // More was allocated than the region has: it has ended by itself.
        if (System.Runtime.GCSettings.LatencyMode == System.Runtime.GCLatencyMode.NoGCRegion)
            GC.EndNoGCRegion();
    }
}
