using System.Runtime.CompilerServices;
using ILGPU.Execution;

namespace ILGPU;

/// <summary>A part of a memory.</summary>
public interface IArrayView
{
    bool IsValid { get; }

    long Length { get; }

    int ElementSize { get; }

    long LengthInBytes { get; }
}

/// <summary>A part of a memory without gaps.</summary>
public interface IContiguousArrayView : IArrayView
{
    ArrayView<byte> AsRawArrayView();
}

/// <summary>A typed part of a memory.</summary>
public interface IArrayView<T> : IArrayView
    where T : unmanaged;

/// <summary>A typed part of a memory without gaps.</summary>
public interface IContiguousArrayView<T> : IArrayView<T>, IContiguousArrayView
    where T : unmanaged;

/// <summary>
/// A typed part of a memory. Unlike a device, the sanitizer checks every index and every sub view, and that casts to vectors
/// are aligned.
/// </summary>
public readonly unsafe struct ArrayView<T> : IContiguousArrayView<T>
    where T : unmanaged
{
    public static readonly int ElementSize = sizeof(T);
    public static readonly ArrayView<T> Empty;

    // A vector wider than this needs no more than this alignment on a device.
    private const int LargestAlignment = 16;

    internal ArrayView(void* pointer, long length)
    {
        Pointer = (T*)pointer;
        Length = length;
    }

    internal T* Pointer { get; }

    public long Length { get; }

    public int IntLength => checked((int)Length);

    public LongIndex1D Extent => new(Length);

    public Index1D IntExtent => new(IntLength);

    public long LengthInBytes => Length * sizeof(T);

    public bool IsValid => Pointer != null && Length > 0;

    public Stride1D.Dense Stride => default;

    int IArrayView.ElementSize => sizeof(T);

    /// <exception cref="IndexOutOfRangeException">The index lies outside; the message names kernel, group and thread.</exception>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)index >= (ulong)Length)
                AccessErrors.ThrowIndex(index, Length, typeof(T));
            return ref Pointer[(nint)index];
        }
    }

    /// <inheritdoc cref="this[int]"/>
    public ref T this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)index >= (ulong)Length)
                AccessErrors.ThrowIndex(index, Length, typeof(T));
            return ref Pointer[(nint)index];
        }
    }

    /// <inheritdoc cref="this[int]"/>
    public ref T this[Index1D index] => ref this[index.X];

    /// <inheritdoc cref="this[int]"/>
    public ref T this[LongIndex1D index] => ref this[index.X];

    /// <summary>The view from <paramref name="index"/> to the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ArrayView<T> SubView(long index) => SubView(index, Length - index);

    /// <inheritdoc cref="SubView(long, long)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ArrayView<T> SubView(int index, int subViewLength) => SubView((long)index, subViewLength);

    /// <summary>The view of <paramref name="subViewLength"/> elements from <paramref name="index"/> on.</summary>
    /// <exception cref="IndexOutOfRangeException">Not all of them lie in this view.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ArrayView<T> SubView(long index, long subViewLength)
    {
        bool starts = (ulong)index < (ulong)Length || (index == 0 && Length == 0);
        if (!starts || (ulong)subViewLength > (ulong)(Length - index))
            AccessErrors.ThrowSubView(index, subViewLength, Length, typeof(T));
        return new ArrayView<T>(Pointer + index, subViewLength);
    }

    /// <summary>The same memory as elements of another type; a rest too short for one more is left out.</summary>
    /// <exception cref="InvalidOperationException">The memory is not aligned for that type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged
    {
        int size = sizeof(TOther);
        if (size % sizeof(T) == 0 && ((nint)Pointer & (Math.Min(size & -size, LargestAlignment) - 1)) != 0)
            AccessErrors.ThrowAlignment((nint)Pointer, typeof(T), typeof(TOther));
        return new ArrayView<TOther>(Pointer, LengthInBytes / size);
    }

    ArrayView<byte> IContiguousArrayView.AsRawArrayView() => new(Pointer, LengthInBytes);

    public override string ToString() => $"{typeof(T).Name}[{Length}]";
}
