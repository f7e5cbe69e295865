namespace ILGPU.Runtime;

/// <summary>A view with a stride, of which only the dense one is offered.</summary>
public readonly struct ArrayView1D<T, TStride> : IArrayView<T>
    where T : unmanaged
    where TStride : struct, IStride1D
{
    public static readonly int ElementSize = ArrayView<T>.ElementSize;

    public ArrayView1D(ArrayView<T> baseView, LongIndex1D extent, TStride stride)
    {
        BaseView = baseView;
        Extent = extent;
        Stride = stride;
    }

    public ArrayView<T> BaseView { get; }

    public LongIndex1D Extent { get; }

    public TStride Stride { get; }

    public Index1D IntExtent => Extent.ToIntIndex();

    public long Length => Extent.X;

    public int IntLength => checked((int)Length);

    public long LengthInBytes => Length * ElementSize;

    public bool IsValid => BaseView.IsValid;

    int IArrayView.ElementSize => ElementSize;

    public ref T this[Index1D index] => ref BaseView[index.X];

    public ref T this[LongIndex1D index] => ref BaseView[index.X];

    public ArrayView1D<T, TStride> SubView(Index1D index, Index1D extent) => SubView(index.ToLongIndex(), extent.ToLongIndex());

    public ArrayView1D<T, TStride> SubView(LongIndex1D index, LongIndex1D extent) =>
        new(BaseView.SubView(index.X, extent.X), extent, Stride);

    public ArrayView<T> AsContiguous() => BaseView;

    public static implicit operator ArrayView<T>(ArrayView1D<T, TStride> view) => view.BaseView;

    public override string ToString() => BaseView.ToString();
}
