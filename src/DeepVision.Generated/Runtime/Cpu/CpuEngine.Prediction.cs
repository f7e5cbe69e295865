using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>Prediction: any number of threads may predict at once, each with memory from a small pool.</content>
public abstract partial class CpuEngine
{
    private readonly Lock _foldLock = new();
    private readonly AlignedBuffer<float>?[] _scratchPool = new AlignedBuffer<float>?[Math.Max(4, 2 * Environment.ProcessorCount)];
    private readonly PredictionJob?[] _jobPool = new PredictionJob?[1];
    private AlignedBuffer<float>? _folded;
    private long _foldedVersion;

    /// <inheritdoc/>
    public override unsafe void Forward(ReadOnlySpan<float> inputs, int count, Span<float> scores, int threads)
    {
        int inputLength = _architecture.InputShape.Length;
        int outputLength = _plan.OutputPixels * _plan.OutputChannels;
        if (inputs.Length < (long)count * inputLength || scores.Length < (long)count * outputLength)
            throw new ArgumentException("The inputs or the scores have too few values for the number of samples.");

        EnsureFolded();
        threads = (int)Math.Min(threads, Math.Max(1, count / 2));
        if (threads > 1 && WorkerTeam.Shared.TryLease())
        {
            try
            {
                // The spans can't be handed to other threads, the addresses can as long as they are pinned.
                fixed (float* input = inputs, output = scores)
                {
                    PredictionJob job = Interlocked.Exchange(ref _jobPool[0], null) ?? new PredictionJob(this);
                    job.Prepare((nint)input, (nint)output, count);
                    WorkerTeam.Shared.Run(job, threads);
                    _jobPool[0] = job;
                }
            }
            finally
            {
                WorkerTeam.Shared.EndLease();
            }

            return;
        }

        ForwardRange(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(scores), count);
    }

    private void ForwardRange(ref float inputs, ref float scores, int count)
    {
        int inputLength = _architecture.InputShape.Length;
        int outputLength = _plan.OutputPixels * _plan.OutputChannels;
        AlignedBuffer<float> memory = RentScratch();
        for (int first = 0; first < count; first += _plan.PredictionChunk)
        {
            int samples = Math.Min(_plan.PredictionChunk, count - first);
            Predict(ref Unsafe.Add(ref inputs, (nint)first * inputLength), samples, ref memory.Reference);
            CopyPixels(ref Unsafe.Add(ref memory.Reference, _plan.ScoresOffset), _plan.OutputStride, ref Unsafe.Add(ref scores, (nint)first * outputLength), _plan.OutputChannels, samples * _plan.OutputPixels);
        }

        ReturnScratch(memory);
    }

    /// <summary>Leaves out the padding channels.</summary>
    private static void CopyPixels(ref float padded, int stride, ref float plain, int channels, int pixels)
    {
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref padded, (nint)pixel * stride), channels)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref plain, (nint)pixel * channels), channels));
        }
    }

    private void EnsureFolded()
    {
        if (_plan.FoldedFloats == 0 || Volatile.Read(ref _foldedVersion) == _network.Parameters.Version)
            return;
        lock (_foldLock)
        {
            long version = _network.Parameters.Version;
            if (_foldedVersion == version)
                return;
            _folded ??= new AlignedBuffer<float>(_plan.FoldedFloats);
            FoldWeights();
            Volatile.Write(ref _foldedVersion, version);
        }
    }

    private AlignedBuffer<float> RentScratch()
    {
        for (int slot = 0; slot < _scratchPool.Length; slot++)
        {
            if (Interlocked.Exchange(ref _scratchPool[slot], null) is { } memory)
                return memory;
        }

        return new AlignedBuffer<float>(_plan.PredictionFloats);
    }

    private void ReturnScratch(AlignedBuffer<float> memory)
    {
        for (int slot = 0; slot < _scratchPool.Length; slot++)
        {
            if (Interlocked.CompareExchange(ref _scratchPool[slot], memory, null) is null)
                return;
        }
    }

    /// <summary>Splits the samples of one call among the workers.</summary>
    private sealed unsafe class PredictionJob(CpuEngine engine) : IWorkerJob
    {
        private nint _inputs;
        private nint _scores;
        private int _count;

        public void Prepare(nint inputs, nint scores, int count) => (_inputs, _scores, _count) = (inputs, scores, count);

        public void Run(int worker, int workers)
        {
            int first = (int)((long)_count * worker / workers);
            int end = (int)((long)_count * (worker + 1) / workers);
            if (first == end)
                return;
            nint inputLength = engine._architecture.InputShape.Length;
            nint outputLength = engine._plan.OutputPixels * engine._plan.OutputChannels;
            engine.ForwardRange(
                ref Unsafe.Add(ref Unsafe.AsRef<float>((void*)_inputs), first * inputLength),
                ref Unsafe.Add(ref Unsafe.AsRef<float>((void*)_scores), first * outputLength),
                end - first);
        }
    }
}
