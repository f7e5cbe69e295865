using ILGPU.Execution;

namespace ILGPU.Runtime;

/// <summary>Fills and copies. A stream orders them on a device; here each is done when the call returns.</summary>
public static class ArrayViewExtensions
{
    public static void MemSetToZero<TView>(this TView view)
        where TView : IContiguousArrayView =>
        DeviceMemory.Span(view).Clear();

    public static void MemSetToZero<TView>(this TView view, AcceleratorStream stream)
        where TView : IContiguousArrayView =>
        DeviceMemory.Span(view).Clear();

    public static void MemSet<TView>(this TView view, AcceleratorStream stream, byte value)
        where TView : IContiguousArrayView =>
        DeviceMemory.Span(view).Fill(value);

    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged =>
        DeviceMemory.Span(view.BaseView).Clear();

    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream)
        where T : unmanaged =>
        DeviceMemory.Span(view.BaseView).Clear();

    /// <summary>Copies all of <paramref name="source"/> to the start of <paramref name="target"/>.</summary>
    public static void CopyTo<TView>(this TView source, AcceleratorStream stream, in TView target)
        where TView : IContiguousArrayView =>
        DeviceMemory.Copy(source, target);

    /// <summary>Copies all of <paramref name="source"/> to the start of <paramref name="target"/>.</summary>
    public static void CopyFrom<TView>(this TView target, AcceleratorStream stream, in TView source)
        where TView : IContiguousArrayView =>
        DeviceMemory.Copy(source, target);

    public static void CopyTo<TView>(this TView source, in TView target)
        where TView : IContiguousArrayView =>
        DeviceMemory.Copy(source, target);

    public static void CopyFrom<TView>(this TView target, in TView source)
        where TView : IContiguousArrayView =>
        DeviceMemory.Copy(source, target);

    public static void CopyToCPU<T, TView>(this TView source, AcceleratorStream stream, in Span<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged =>
        DeviceMemory.CopyOut(source, span);

    public static void CopyToCPU<T, TView>(this TView source, in Span<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged =>
        DeviceMemory.CopyOut(source, span);

    public static void CopyFromCPU<T, TView>(this TView target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged =>
        DeviceMemory.CopyIn(span, target);

    public static void CopyFromCPU<T, TView>(this TView target, in ReadOnlySpan<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged =>
        DeviceMemory.CopyIn(span, target);

    public static unsafe void CopyToCPU<T, TView>(this TView source, AcceleratorStream stream, ref T cpuData, long length)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        fixed (T* data = &cpuData)
            DeviceMemory.CopyOut(source, new Span<T>(data, checked((int)length)));
    }

    public static unsafe void CopyFromCPU<T, TView>(this TView target, AcceleratorStream stream, ref T cpuData, long length)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        fixed (T* data = &cpuData)
            DeviceMemory.CopyIn<T, TView>(new ReadOnlySpan<T>(data, checked((int)length)), target);
    }

    public static void CopyToCPU<T>(this ArrayView<T> view, T[] data)
        where T : unmanaged =>
        DeviceMemory.CopyOut(view, data.AsSpan());

    public static void CopyToCPU<T>(this ArrayView<T> view, AcceleratorStream stream, T[] data)
        where T : unmanaged =>
        DeviceMemory.CopyOut(view, data.AsSpan());

    public static void CopyFromCPU<T>(this ArrayView<T> view, T[] data)
        where T : unmanaged =>
        DeviceMemory.CopyIn<T, ArrayView<T>>(data, view);

    public static void CopyFromCPU<T>(this ArrayView<T> view, AcceleratorStream stream, T[] data)
        where T : unmanaged =>
        DeviceMemory.CopyIn<T, ArrayView<T>>(data, view);

    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, T[] data)
        where T : unmanaged =>
        DeviceMemory.CopyOut(view.BaseView, data.AsSpan());

    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, T[] data)
        where T : unmanaged =>
        DeviceMemory.CopyIn<T, ArrayView<T>>(data, view.BaseView);

    /// <summary>Fills the page-locked array from the start of the view.</summary>
    public static void CopyToPageLockedAsync<T, TView>(this TView source, AcceleratorStream stream, PageLockedArray<T> pageLockedArray)
        where TView : IContiguousArrayView<T>
        where T : unmanaged =>
        DeviceMemory.CopyOut(source, pageLockedArray.Span);

    /// <summary>Fills the start of the view from the page-locked array.</summary>
    public static void CopyFromPageLockedAsync<T, TView>(this TView target, AcceleratorStream stream, PageLockedArray<T> pageLockedArray)
        where TView : IContiguousArrayView<T>
        where T : unmanaged =>
        DeviceMemory.CopyIn<T, TView>(pageLockedArray.Span, target);

    public static T[] GetAsArray<T>(this ArrayView<T> view)
        where T : unmanaged
    {
        T[] values = new T[view.IntLength];
        DeviceMemory.CopyOut(view, values.AsSpan());
        return values;
    }

    public static T[] GetAsArray1D<T>(this MemoryBuffer1D<T, Stride1D.Dense> buffer)
        where T : unmanaged =>
        buffer.AsContiguous().GetAsArray();

    public static T[] GetAsArray1D<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged =>
        view.BaseView.GetAsArray();

    public static MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(this Accelerator accelerator, T[] data)
        where T : unmanaged
    {
        MemoryBuffer1D<T, Stride1D.Dense> buffer = accelerator.Allocate1D<T>(data.LongLength);
        buffer.AsContiguous().CopyFromCPU(data);
        return buffer;
    }
}
