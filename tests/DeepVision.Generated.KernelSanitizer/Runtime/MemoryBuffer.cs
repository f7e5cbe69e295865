using System.Runtime.InteropServices;
using ILGPU.Execution;

namespace ILGPU.Runtime;

/// <summary>Memory of a device.</summary>
public abstract unsafe class MemoryBuffer : AcceleratorObject
{
    // What CUDA aligns to.
    private const nuint Alignment = 256;

    private protected MemoryBuffer(Accelerator accelerator, long length, int elementSize)
        : base(accelerator)
    {
        Length = length;
        ElementSize = elementSize;
        nuint bytes = (nuint)Math.Max(LengthInBytes, 1);
        NativePtr = (nint)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Fill((void*)NativePtr, bytes, DeviceMemory.Garbage);
        DeviceMemory.Register(NativePtr, LengthInBytes);
    }

    ~MemoryBuffer() => DisposeAcceleratorObject(disposing: false);

    public nint NativePtr { get; private set; }

    public long Length { get; }

    public int ElementSize { get; }

    public long LengthInBytes => Length * ElementSize;

    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (NativePtr == 0)
            return;
        DeviceMemory.Unregister(NativePtr);
        NativeMemory.AlignedFree((void*)NativePtr);
        NativePtr = 0;
    }
}

/// <summary>Memory of a device with the view of all of it.</summary>
public abstract class MemoryBuffer<TView> : MemoryBuffer, IContiguousArrayView
    where TView : struct, IArrayView
{
    private protected MemoryBuffer(Accelerator accelerator, long length, int elementSize)
        : base(accelerator, length, elementSize)
    {
    }

    public TView View { get; private protected set; }

    public bool IsValid => !IsDisposed;

    public unsafe ArrayView<byte> AsRawArrayView() => new((void*)NativePtr, LengthInBytes);

    public static implicit operator TView(MemoryBuffer<TView> buffer) => buffer.View;
}

/// <summary>A flat buffer.</summary>
public unsafe class MemoryBuffer1D<T, TStride> : MemoryBuffer<ArrayView1D<T, TStride>>, IContiguousArrayView<T>
    where T : unmanaged
    where TStride : struct, IStride1D
{
    internal MemoryBuffer1D(Accelerator accelerator, long length, int elementSize)
        : base(accelerator, length, elementSize)
    {
        View = new ArrayView1D<T, TStride>(new ArrayView<T>((void*)NativePtr, length), length, default);
    }

    public LongIndex1D Extent => View.Extent;

    public Index1D IntExtent => View.IntExtent;

    public ArrayView<T> AsContiguous() => View.AsContiguous();

    public static explicit operator ArrayView<T>(MemoryBuffer1D<T, TStride> buffer) => buffer.AsContiguous();
}
