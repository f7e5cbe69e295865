using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>The gradient of the input: like prediction, with memory from a pool of its own, which is made when it is first needed.</content>
public abstract partial class CpuEngine
{
    private readonly Lock _gradientWeightsLock = new();
    private PassMemory?[]? _gradientPool;
    private InputGradientJob? _gradientJob;
    private AlignedBuffer<float>? _gradientWeights;
    private long _gradientWeightsVersion;

    /// <inheritdoc/>
    public override unsafe void InputGradient(ReadOnlySpan<float> inputs, int count, ReadOnlySpan<float> scoreGradients, Span<float> inputGradients, int threads)
    {
        int inputLength = _architecture.InputShape.Length;
        int outputLength = _plan.OutputPixels * _plan.OutputChannels;
        if (inputs.Length < (long)count * inputLength || inputGradients.Length < (long)count * inputLength || scoreGradients.Length < (long)count * outputLength)
            throw new ArgumentException("The inputs or the gradients have too few values for the number of samples.");

        EnsureFolded();
        EnsureGradientWeights();
        threads = (int)Math.Min(threads, Math.Max(1, count / 2));
        // As in predictions.
        fixed (float* input = inputs, scoreGradient = scoreGradients, inputGradient = inputGradients)
        {
            if (threads > 1 && WorkerTeam.Shared.TryLease())
            {
                try
                {
                    InputGradientJob job = Interlocked.Exchange(ref _gradientJob, null) ?? new InputGradientJob(this);
                    job.Prepare((nint)input, (nint)scoreGradient, (nint)inputGradient, count);
                    WorkerTeam.Shared.Run(job, threads);
                    _gradientJob = job;
                }
                finally
                {
                    WorkerTeam.Shared.EndLease();
                }
            }
            else
            {
                InputGradientRange(ref Unsafe.AsRef<float>(input), ref Unsafe.AsRef<float>(scoreGradient), ref Unsafe.AsRef<float>(inputGradient), count);
            }
        }
    }

    /// <summary>A weight transposed or transformed for the way back to the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float GradientWeights(int offset) => ref Unsafe.Add(ref _gradientWeights!.Reference, offset);

    /// <summary>Transposes and transforms the weights that the way back to the input reads.</summary>
    protected virtual void MakeGradientWeights()
    {
    }

    /// <summary>
    /// Runs samples forward in prediction mode and a gradient of their scores back; the gradient of the input is left at the plan's offset.
    /// </summary>
    /// <param name="input">First value of the first sample.</param>
    /// <param name="scoresGradient">First value of the gradient of the first sample's scores, without padding.</param>
    /// <param name="count">Samples, at most <see cref="CpuEnginePlan.InputGradientChunk"/>.</param>
    /// <param name="memory"><see cref="CpuEnginePlan.InputGradientFloats"/> floats.</param>
    /// <param name="bytes"><see cref="CpuEnginePlan.InputGradientBytes"/> bytes.</param>
    protected virtual void RunInputGradient(ref float input, ref float scoresGradient, int count, ref float memory, ref byte bytes) =>
        throw new InvalidOperationException("The network has no gradient of its input.");

    private void InputGradientRange(ref float inputs, ref float scoreGradients, ref float inputGradients, int count)
    {
        nint inputLength = _architecture.InputShape.Length;
        nint outputLength = _plan.OutputPixels * _plan.OutputChannels;
        int channels = (int)inputLength / _plan.InputGradientPixels;
        PassMemory memory = RentPassMemory();
        ref float gradient = ref Unsafe.Add(ref memory.Floats.Reference, _plan.InputGradientOffset);
        for (int first = 0; first < count; first += _plan.InputGradientChunk)
        {
            int samples = Math.Min(_plan.InputGradientChunk, count - first);
            RunInputGradient(
                ref Unsafe.Add(ref inputs, first * inputLength), ref Unsafe.Add(ref scoreGradients, first * outputLength), samples,
                ref memory.Floats.Reference, ref memory.Bytes.Reference);
            CopyPixels(ref gradient, _plan.InputGradientStride, ref Unsafe.Add(ref inputGradients, first * inputLength), channels, samples * _plan.InputGradientPixels);
        }

        ReturnPassMemory(memory);
    }

    private void EnsureGradientWeights()
    {
        if (_plan.GradientWeightFloats == 0 || Volatile.Read(ref _gradientWeightsVersion) == _network.Parameters.Version)
            return;
        lock (_gradientWeightsLock)
        {
            long version = _network.Parameters.Version;
            if (_gradientWeightsVersion == version)
                return;
            _gradientWeights ??= new AlignedBuffer<float>(_plan.GradientWeightFloats);
            MakeGradientWeights();
            Volatile.Write(ref _gradientWeightsVersion, version);
        }
    }

    private PassMemory RentPassMemory()
    {
        PassMemory?[] pool = _gradientPool ?? Interlocked.CompareExchange(ref _gradientPool, new PassMemory?[_scratchPool.Length], null) ?? _gradientPool;
        for (int slot = 0; slot < pool.Length; slot++)
        {
            if (Interlocked.Exchange(ref pool[slot], null) is { } memory)
                return memory;
        }

        return new PassMemory(new AlignedBuffer<float>(_plan.InputGradientFloats), new AlignedBuffer<byte>(_plan.InputGradientBytes));
    }

    private void ReturnPassMemory(PassMemory memory)
    {
        PassMemory?[] pool = _gradientPool!;
        for (int slot = 0; slot < pool.Length; slot++)
        {
            if (Interlocked.CompareExchange(ref pool[slot], memory, null) is null)
                return;
        }
    }

    /// <summary>Memory of one pass.</summary>
    private sealed record PassMemory(AlignedBuffer<float> Floats, AlignedBuffer<byte> Bytes);

    /// <summary>Splits the samples of one call among the workers.</summary>
    private sealed unsafe class InputGradientJob(CpuEngine engine) : IWorkerJob
    {
        private nint _inputs;
        private nint _scoreGradients;
        private nint _inputGradients;
        private int _count;

        public void Prepare(nint inputs, nint scoreGradients, nint inputGradients, int count) =>
            (_inputs, _scoreGradients, _inputGradients, _count) = (inputs, scoreGradients, inputGradients, count);

        public void Run(int worker, int workers)
        {
            int first = (int)((long)_count * worker / workers);
            int end = (int)((long)_count * (worker + 1) / workers);
            if (first == end)
                return;
            nint inputLength = engine._architecture.InputShape.Length;
            nint outputLength = engine._plan.OutputPixels * engine._plan.OutputChannels;
            engine.InputGradientRange(
                ref Unsafe.Add(ref Unsafe.AsRef<float>((void*)_inputs), first * inputLength),
                ref Unsafe.Add(ref Unsafe.AsRef<float>((void*)_scoreGradients), first * outputLength),
                ref Unsafe.Add(ref Unsafe.AsRef<float>((void*)_inputGradients), first * inputLength),
                end - first);
        }
    }
}
