using ILGPU.Execution;

namespace ILGPU.Runtime;

/// <summary>A device in use: it owns memory, streams and kernels.</summary>
public abstract class Accelerator : IDisposable
{
    // Weak: a buffer that nobody holds frees itself.
    private readonly List<WeakReference<AcceleratorObject>> _children = [];
    private bool _disposed;

    private protected Accelerator(Context context, Device device)
    {
        Context = context;
        Device = device;
        context.Add(this);
        DefaultStream = new ImmediateStream(this);
    }

    public event EventHandler? Disposed;

    public Context Context { get; }

    public Device Device { get; }

    public AcceleratorStream DefaultStream { get; }

    public AcceleratorType AcceleratorType => Device.AcceleratorType;

    public string Name => Device.Name;

    public long MemorySize => Device.MemorySize;

    public Index3D MaxGridSize => Device.MaxGridSize;

    public Index3D MaxGroupSize => Device.MaxGroupSize;

    public int MaxNumThreadsPerGroup => Device.MaxNumThreadsPerGroup;

    public int MaxSharedMemoryPerGroup => Device.MaxSharedMemoryPerGroup;

    public int MaxConstantMemory => Device.MaxConstantMemory;

    public int WarpSize => Device.WarpSize;

    public int NumMultiprocessors => Device.NumMultiprocessors;

    public int MaxNumThreadsPerMultiprocessor => Device.MaxNumThreadsPerMultiprocessor;

    public int MaxNumThreads => Device.MaxNumThreads;

    public bool IsDisposed => _disposed;

    public AcceleratorStream CreateStream() => Add(new ImmediateStream(this));

    /// <summary>Makes it the calling thread's accelerator. The sanitizer has no need of it.</summary>
    public void Bind() => ObjectDisposedException.ThrowIf(_disposed, this);

    /// <summary>Waits until all streams are done.</summary>
    public void Synchronize() => ObjectDisposedException.ThrowIf(_disposed, this);

    /// <summary>
    /// A buffer of <paramref name="length"/> elements. Like a device's, fresh memory is not zero: the sanitizer fills it with
    /// ones, which are NaN for floats.
    /// </summary>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Add(new MemoryBuffer1D<T, Stride1D.Dense>(this, length, Interop.SizeOf<T>()));
    }

    /// <summary>Frees the memory of all buffers that are not yet disposed.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        lock (_children)
        {
            foreach (WeakReference<AcceleratorObject> child in _children)
            {
                if (child.TryGetTarget(out AcceleratorObject? target))
                    target.Dispose();
            }

            _children.Clear();
        }

        Disposed?.Invoke(this, EventArgs.Empty);
        GC.SuppressFinalize(this);
    }

    public override string ToString() => Device.ToString();

    internal CompiledKernel Load(Delegate action, KernelSpecialization specialization)
    {
        ArgumentNullException.ThrowIfNull(action);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (specialization.MaxNumThreadsPerGroup > MaxNumThreadsPerGroup)
            throw new NotSupportedException($"The kernel {action.Method.Name} is specialised for groups of {specialization.MaxNumThreadsPerGroup} threads; the device has groups of {MaxNumThreadsPerGroup} at most.");
        return CompiledKernel.Get(action.Method);
    }

    private TObject Add<TObject>(TObject child)
        where TObject : AcceleratorObject
    {
        lock (_children)
        {
            _children.RemoveAll(reference => !reference.TryGetTarget(out AcceleratorObject? target) || target.IsDisposed);
            _children.Add(new WeakReference<AcceleratorObject>(child));
        }

        return child;
    }

    private sealed class ImmediateStream(Accelerator accelerator) : AcceleratorStream(accelerator)
    {
        public override void Synchronize() => Accelerator.Synchronize();

        protected override void DisposeAcceleratorObject(bool disposing)
        {
        }
    }
}
