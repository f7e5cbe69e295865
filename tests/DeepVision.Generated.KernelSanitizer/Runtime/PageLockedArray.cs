using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ILGPU.Runtime;

/// <summary>Memory of the host that a device copies from and to without a detour.</summary>
public abstract class PageLockedArray<T> : IDisposable
    where T : unmanaged
{
    public abstract Span<T> Span { get; }

    public ArrayView<T> ArrayView { get; private protected set; }

    public long Length => Span.Length;

    public bool IsDisposed { get; private set; }

    public void Dispose()
    {
        IsDisposed = true;
        GC.SuppressFinalize(this);
    }
}

/// <summary>A flat one.</summary>
public sealed unsafe class PageLockedArray1D<T> : PageLockedArray<T>
    where T : unmanaged
{
    private readonly T[] _array;

    internal PageLockedArray1D(long length)
    {
        _array = GC.AllocateArray<T>(checked((int)length), pinned: true);
        ArrayView = new ArrayView<T>(Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array)), length);
    }

    public LongIndex1D Extent => new(_array.LongLength);

    public override Span<T> Span => _array;

    public ref T this[int index] => ref _array[index];

    public ref T this[long index] => ref _array[index];

    public T[] GetArray() => _array;
}

/// <summary>Makes them.</summary>
public static class PageLockedArrayExtensions
{
    public static PageLockedArray1D<T> AllocatePageLocked1D<T>(this Accelerator accelerator, LongIndex1D extent)
        where T : unmanaged =>
        new(extent.X);

    public static PageLockedArray1D<T> AllocatePageLocked1D<T>(this Accelerator accelerator, LongIndex1D extent, bool uninitialized)
        where T : unmanaged =>
        new(extent.X);
}
