using System.Runtime.InteropServices;
using ILGPU.Runtime;

namespace ILGPU.Execution;

/// <summary>Knows which memory is a device's, and copies.</summary>
internal static unsafe class DeviceMemory
{
    /// <summary>What fresh memory holds: NaN as floats, −1 as integers.</summary>
    public const byte Garbage = 0xFF;

    private static readonly Lock s_lock = new();
    private static readonly SortedList<nint, long> s_buffers = [];

    public static void Register(nint pointer, long bytes)
    {
        lock (s_lock)
            s_buffers.Add(pointer, bytes);
    }

    public static void Unregister(nint pointer)
    {
        lock (s_lock)
            s_buffers.Remove(pointer);
    }

    /// <summary>Whether a live buffer holds all of these bytes.</summary>
    public static bool Holds(nint pointer, long bytes)
    {
        lock (s_lock)
        {
            // The last buffer that begins at or before the pointer.
            int low = 0;
            int high = s_buffers.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (s_buffers.Keys[middle] <= pointer)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low > 0 && pointer - s_buffers.Keys[low - 1] + bytes <= s_buffers.Values[low - 1];
        }
    }

    public static Span<byte> Span<TView>(TView view)
        where TView : IContiguousArrayView
    {
        ArrayView<byte> bytes = view.AsRawArrayView();
        return new Span<byte>(bytes.Pointer, bytes.IntLength);
    }

    public static void Copy<TView>(TView source, TView target)
        where TView : IContiguousArrayView
    {
        Span<byte> bytes = Span(source);
        bytes.CopyTo(Span(target));
    }

    public static void CopyOut<T, TView>(TView source, Span<T> target)
        where T : unmanaged
        where TView : IContiguousArrayView
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(target);
        Demand(source.LengthInBytes, bytes.Length);
        Span(source)[..bytes.Length].CopyTo(bytes);
    }

    public static void CopyIn<T, TView>(ReadOnlySpan<T> source, TView target)
        where T : unmanaged
        where TView : IContiguousArrayView
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(source);
        Demand(target.LengthInBytes, bytes.Length);
        bytes.CopyTo(Span(target));
    }

    private static void Demand(long has, long needs)
    {
        if (has < needs)
            throw new ArgumentOutOfRangeException(nameof(needs), $"A copy of {needs} bytes does not fit a view of {has} bytes.");
    }
}
