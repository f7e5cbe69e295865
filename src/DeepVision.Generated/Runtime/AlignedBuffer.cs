using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime;

/// <summary>What all aligned buffers share.</summary>
internal static class AlignedBuffer
{
    public const int CacheLine = 64;

    /// <summary>Elements that a buffer can hold, whatever their type.</summary>
    public static int MaxLength => Array.MaxLength - CacheLine;
}

/// <summary>Zeroed memory that starts on a cache line and never moves.</summary>
internal sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private readonly T[] _storage;
    private readonly int _start;

    /// <exception cref="InsufficientMemoryException">More than two billion elements.</exception>
    public AlignedBuffer(long length)
    {
        int padding = AlignedBuffer.CacheLine / Unsafe.SizeOf<T>();
        if (length + padding > Array.MaxLength)
            throw new InsufficientMemoryException(
                FormattableString.Invariant($"A buffer of {length} elements is more than one array can hold. Use a smaller batch."));

        // Pinned, so that the alignment found once stays true.
        _storage = GC.AllocateArray<T>((int)length + padding, pinned: true);
        HugePages.AskFor<T>(_storage);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_storage, 0);
        _start = (int)((AlignedBuffer.CacheLine - address % AlignedBuffer.CacheLine) % AlignedBuffer.CacheLine) / Unsafe.SizeOf<T>();
        Length = (int)length;
    }

    public int Length { get; }

    public Span<T> Span => _storage.AsSpan(_start, Length);

    /// <summary>The first element.</summary>
    public ref T Reference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_storage), _start);
    }
}
