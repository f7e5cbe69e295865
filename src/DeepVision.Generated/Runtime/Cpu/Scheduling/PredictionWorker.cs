namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// One of the workers of a prediction. Alone it runs all of every kernel. Where several share the kernels of the same samples, they run
/// them in step, and each takes units of a kernel until none is left.
/// </summary>
public ref struct PredictionWorker
{
    private readonly KernelsInStep? _kernels;
    private readonly int _index;
    private readonly ref float _scratch;
    private int _units;

    /// <summary>A worker that is alone.</summary>
    internal PredictionWorker(ref float scratch) => _scratch = ref scratch;

    /// <summary>A worker that shares kernels with others.</summary>
    internal PredictionWorker(ref float scratch, KernelsInStep kernels, int index)
        : this(ref scratch) =>
        (_kernels, _index) = (kernels, index);

    /// <summary>Memory of this worker that a kernel may use while it runs: <see cref="CpuEnginePlan.PredictionScratchFloats"/> floats.</summary>
    public readonly ref float Scratch => ref _scratch;

    /// <summary>Begins with the next kernel, once all workers are done with the one before.</summary>
    /// <param name="units">Units that the kernel is cut into; every worker says the same.</param>
    public void Begin(int units)
    {
        if (_kernels is null)
            _units = units;
        else
            _kernels.Begin(units);
    }

    /// <summary>Takes units of the kernel at hand.</summary>
    /// <param name="first">First unit to do.</param>
    /// <param name="end">Unit before which to stop.</param>
    /// <returns>False when all are taken.</returns>
    public bool Take(out int first, out int end)
    {
        if (_kernels is not null)
            return _kernels.TryTake(_index, out first, out end);
        (first, end, _units) = (0, _units, 0);
        return end > 0;
    }

    /// <summary>Samples that a kernel ran over, told by one worker only.</summary>
    public readonly int Count(int samples) => _index == 0 ? samples : 0;
}
