using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// Base of the generated engines for ILGPU: memory, transfers, streams, the update, and everything else that doesn't depend on
/// the network's shape. The generated subclass queues the kernels.
/// </summary>
/// <remarks>
/// Steps are queued: <see cref="ComputeGradients"/> and <see cref="Update"/> return before the device has run them, and the loss
/// is read when somebody asks for it. Parameters and optimizer state live on the device and come back when they are asked for.
/// One lock keeps predictions and steps apart, because streams belong to one thread at a time; on OpenCL it is that of the
/// device, because networks of one class share their kernels, and an OpenCL kernel keeps its arguments until it is launched.
/// </remarks>
public abstract partial class IlgpuEngine : NetworkEngine
{
    private readonly Lock _lock;
    private readonly Network _network;
    private readonly NetworkArchitecture _architecture;
    private readonly GpuDevice _device;
    private readonly IlgpuEnginePlan _plan;
    private readonly AcceleratorLease _lease;
    private readonly Accelerator _accelerator;
    private readonly AcceleratorStream _stream;
    private readonly AcceleratorStream _copies;
    private readonly AcceleratorStream _reading;
    private readonly DeviceAllocator _allocator;
    private GpuException? _failure;
    private string? _compiling;
    private bool _isDisposed;

    /// <summary>Makes the engine and opens the device; memory is taken and kernels are compiled when they are needed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="device">Where it runs.</param>
    /// <param name="plan">What the generator has decided.</param>
    /// <exception cref="GpuException">The device can't be opened.</exception>
    protected IlgpuEngine(Network network, GpuDevice device, IlgpuEnginePlan plan)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(plan);
        (_network, _architecture, _device, _plan) = (network, network.Architecture, device, plan);
        (_fetchParameters, _fetchState) = (FetchParameters, FetchState);
        _lease = device.Lease();
        _accelerator = _lease.Accelerator;
        _lock = device.Kind == GpuKind.OpenCL ? _lease.Lock : new Lock();
        _accelerator.Bind();
        _stream = _accelerator.CreateStream();

        // CUDA copies beside kernels on a stream of its own; elsewhere one queue keeps the order.
        _copies = device.Kind == GpuKind.Cuda ? _accelerator.CreateStream() : _stream;
        _reading = _accelerator.CreateStream();
        _allocator = new DeviceAllocator(_accelerator, _stream, device);
        if (plan.Profile is { } costs)
            (Times, _updateKernel) = (new KernelTimes([.. costs, s_updateCost]), costs.Length);
    }

    /// <inheritdoc/>
    public override string DeviceName => _device.ToString();

    /// <inheritdoc/>
    public override bool QueuesSteps => true;

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            try
            {
                // The buffers outlive the engine, and should not end up with values of long ago.
                _accelerator.Bind();
                Download();
                _stateOwner?.Fetch();
                _isDisposed = true;
                _stream.Synchronize();
                DisposeTraining();
                DisposePrediction();
                DisposeInputGradient();
                _parameters.Dispose();
                _reading.Dispose();
                if (_copies != _stream)
                    _copies.Dispose();
                _stream.Dispose();
            }
            catch (AcceleratorException)
            {
                // The device has failed before, and whoever used it has been told; closing it frees what is left.
            }
            finally
            {
                _isDisposed = true;
                _lease.Dispose();
            }
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A launch of <paramref name="x"/> × <paramref name="y"/> × <paramref name="z"/> groups of <paramref name="threads"/> threads.</summary>
    protected static KernelConfig Groups(int x, int y, int z, int threads) => new(new Index3D(x, y, z), new Index3D(threads, 1, 1));

    /// <summary>Compiles the kernels of the training step; called once, before the first step.</summary>
    protected abstract void LoadTrainingKernels(Accelerator accelerator);

    /// <summary>Compiles the kernels of the prediction; called once, before the first prediction.</summary>
    protected abstract void LoadPredictionKernels(Accelerator accelerator);

    /// <summary>Queues forward pass, loss and backward pass.</summary>
    /// <param name="memory">Buffers, with the batch in them.</param>
    /// <param name="count">Samples.</param>
    protected abstract void RunTraining(IlgpuMemory memory, int count);

    /// <summary>Queues the forward pass of a prediction.</summary>
    /// <param name="memory">Buffers, with the inputs in them.</param>
    /// <param name="count">Samples.</param>
    protected abstract void RunPrediction(IlgpuMemory memory, int count);

    /// <summary>Names the kernel that is compiled next, for the message should that fail.</summary>
    protected void Compiling(string kernel) => _compiling = kernel;

    /// <summary>Whether kernels are compiled for CUDA.</summary>
    protected static bool IsCuda(Accelerator accelerator) => accelerator.AcceleratorType == AcceleratorType.Cuda;

    /// <summary>Makes the device current for this thread; call it under the lock at every entrance.</summary>
    private void Enter()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, _network);
        if (_failure is not null)
            throw new GpuException(_failure.Message, _failure);
        _accelerator.Bind();
    }

    /// <summary>Compiles kernels. After a failure ILGPU's context is unusable: networks made later get a new one, this one is lost.</summary>
    private void Compile(Action<Accelerator> load)
    {
        _compiling = null;
        using var log = new CompilerLog();
        try
        {
            load(_accelerator);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _lease.Abandon();
            string kernel = _compiling is null ? "a kernel" : $"the kernel {_compiling}";
            _failure = new GpuException($"ILGPU could not compile {kernel} of {_architecture.Name} for {_device}: {log.Error ?? Describe(e)} This network can't run there; make a new one, on the CPU for example.", e);
            throw _failure;
        }
    }

    private static string Describe(Exception e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
    }
}
