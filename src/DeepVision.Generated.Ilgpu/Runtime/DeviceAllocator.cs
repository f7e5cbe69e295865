using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>Takes zeroed memory of a device.</summary>
internal sealed class DeviceAllocator(Accelerator accelerator, AcceleratorStream stream, GpuDevice device)
{
    /// <summary>Takes memory for values and copies them there.</summary>
    public unsafe DeviceBuffer<float> Allocate(ReadOnlySpan<float> values)
    {
        DeviceBuffer<float> buffer = Allocate<float>(values.Length);
        fixed (float* pinned = values)
        {
            if (!values.IsEmpty)
                buffer.View.SubView(0, values.Length).CopyFromCPU(stream, ref *pinned, values.Length);
        }

        return buffer;
    }

    /// <summary>Takes memory, at least one element of it.</summary>
    /// <exception cref="InsufficientMemoryException">A kernel could not index so much, or the device has no more.</exception>
    public DeviceBuffer<T> Allocate<T>(long length)
        where T : unmanaged
    {
        if (length > int.MaxValue)
            throw new InsufficientMemoryException(FormattableString.Invariant($"A buffer of {length} elements is more than kernels can index. Use a smaller batch."));
        try
        {
            MemoryBuffer1D<T, Stride1D.Dense> buffer = accelerator.Allocate1D<T>(Math.Max(1, length));
            ArrayView<T> view = buffer.View.BaseView;
            view.MemSetToZero(stream);
            return new DeviceBuffer<T>(buffer, view);
        }
        catch (AcceleratorException e)
        {
            throw new InsufficientMemoryException(
                FormattableString.Invariant($"{device} can't give {length * Interop.SizeOf<T>() / 1e6:N0} MB more ({e.Message}). Use a smaller batch, or close what else runs on the device."), e);
        }
    }
}

/// <summary>Memory of a device.</summary>
internal readonly struct DeviceBuffer<T>(MemoryBuffer1D<T, Stride1D.Dense> buffer, ArrayView<T> view) : IDisposable
    where T : unmanaged
{
    public bool IsEmpty => buffer is null;

    public ArrayView<T> View { get; } = view;

    public void Dispose() => buffer?.Dispose();
}
