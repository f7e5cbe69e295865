using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using IlgpuDevice = ILGPU.Runtime.Device;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>One device's context and accelerator: made for the first network, kept for further ones, given back with the last.</summary>
internal sealed class SharedAccelerator(IlgpuDevice device)
{
    private readonly Lock _lock = new();
    private Generation? _current;

    /// <exception cref="GpuException">The device can't be opened.</exception>
    public AcceleratorLease Lease(GpuDevice owner)
    {
        lock (_lock)
        {
            if (_current is null)
            {
                try
                {
                    _current = Generation.Open(device);
                }
                catch (Exception e) when (e is AcceleratorException or NotSupportedException or DllNotFoundException or InvalidOperationException)
                {
                    throw new GpuException($"{owner} can't be opened: {e.Message}", e);
                }
            }

            _current.Users++;
            return new AcceleratorLease(this, _current);
        }
    }

    /// <summary>A kernel that failed to compile leaves ILGPU's context unusable: the next lease opens a new one.</summary>
    public void Abandon(Generation generation)
    {
        lock (_lock)
        {
            if (_current == generation)
                _current = null;
        }
    }

    public void Return(Generation generation)
    {
        lock (_lock)
        {
            if (--generation.Users > 0)
                return;
            if (_current == generation)
                _current = null;
        }

        generation.Close();
    }

    /// <summary>A context with its accelerator.</summary>
    internal sealed class Generation
    {
        private readonly Context _context;

        private Generation(Context context, Accelerator accelerator) => (_context, Accelerator) = (context, accelerator);

        public Accelerator Accelerator { get; }

        public Lock Lock { get; } = new();

        public int Users { get; set; }

        public static Generation Open(IlgpuDevice device)
        {
            var context = Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O2));
            try
            {
                return new Generation(context, device.CreateAccelerator(context));
            }
            catch
            {
                context.Dispose();
                throw;
            }
        }

        public void Close()
        {
            Accelerator.Dispose();
            _context.Dispose();
        }
    }
}

/// <summary>One engine's hold on an accelerator.</summary>
internal sealed class AcceleratorLease : IDisposable
{
    private readonly SharedAccelerator _owner;
    private readonly SharedAccelerator.Generation _generation;
    private int _isReturned;

    public AcceleratorLease(SharedAccelerator owner, SharedAccelerator.Generation generation) => (_owner, _generation) = (owner, generation);

    /// <summary>A network that was never disposed gives its hold back too; not here, because closing a device takes locks and time.</summary>
    ~AcceleratorLease() => ThreadPool.UnsafeQueueUserWorkItem(static lease => lease.Return(), this, preferLocal: false);

    public Accelerator Accelerator => _generation.Accelerator;

    /// <summary>Held by whoever launches, where a device's kernels can't be launched from several threads at once.</summary>
    public Lock Lock => _generation.Lock;

    /// <summary>Says that ILGPU's context is unusable from now on.</summary>
    public void Abandon() => _owner.Abandon(_generation);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Return();
    }

    private void Return()
    {
        if (Interlocked.Exchange(ref _isReturned, 1) == 0)
            _owner.Return(_generation);
    }
}
