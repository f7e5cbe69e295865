using System.Buffers;

namespace DeepVision.Generated.Images;

/// <summary>Bytes for one picture while it is read: from the shared pool, or of their own where the pool would keep too much.</summary>
internal readonly ref struct PixelBuffer : IDisposable
{
    /// <summary>The pool rounds up to a power of two and keeps what comes back; above this size neither is wanted.</summary>
    private const int PooledLength = 1 << 25;

    private readonly byte[] _bytes;

    public PixelBuffer(int length)
    {
        _bytes = length <= PooledLength ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);
        Bytes = _bytes.AsSpan(0, length);
    }

    /// <summary>As many bytes as were asked for.</summary>
    public Span<byte> Bytes { get; }

    public void Dispose()
    {
        if (Bytes.Length <= PooledLength)
            ArrayPool<byte>.Shared.Return(_bytes);
    }
}
