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
        int inputLength = InputLength;
        int outputLength = OutputLength;
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
        int inputLength = InputLength;
        int outputLength = OutputLength;
        AlignedBuffer<float> memory = RentScratch();
        for (int first = 0; first < count; first += _plan.PredictionChunk)
        {
            int samples = Math.Min(_plan.PredictionChunk, count - first);
            ref float input = ref Unsafe.Add(ref inputs, (nint)first * inputLength);
            Predict(ref _plan.Inputs.Length == 0 ? ref input : ref PartInputs(ref input, samples, ref memory.Reference), samples, ref memory.Reference);
            if (_plan.FurtherOutputs.Length > 0)
                JoinScores(ref memory.Reference, ref Unsafe.Add(ref scores, (nint)first * outputLength), samples);
            else
                CopyScores(ref Unsafe.Add(ref memory.Reference, _plan.ScoresOffset), ref Unsafe.Add(ref scores, (nint)first * outputLength), samples * _plan.OutputPixels);
        }

        ReturnScratch(memory);
    }

    /// <summary>Values of all inputs of a sample.</summary>
    private int InputLength { get; }

    /// <summary>Scores of all heads for a sample.</summary>
    private int OutputLength { get; }

    /// <summary>Copies several inputs, which come sample by sample, to places of their own.</summary>
    /// <returns>The place of the network's own input.</returns>
    private ref float PartInputs(ref float inputs, int samples, ref float memory)
    {
        int place = 0;
        foreach (InputPlace input in _plan.Inputs)
        {
            for (int n = 0; n < samples; n++)
            {
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref inputs, (nint)n * InputLength + place), input.Length)
                    .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref memory, input.Offset + (nint)n * input.Length), input.Length));
            }

            place += input.Length;
        }

        return ref Unsafe.Add(ref memory, _plan.Inputs[0].Offset);
    }

    /// <summary>Puts the scores of several heads one behind the other, sample by sample, and leaves out the padding channels.</summary>
    private void JoinScores(ref float memory, ref float scores, int samples)
    {
        int place = 0;
        OutputPlace first = new(_plan.ScoresOffset, _plan.OutputPixels, _plan.OutputChannels, _plan.OutputStride);
        for (int head = 0; head <= _plan.FurtherOutputs.Length; head++)
        {
            OutputPlace output = head == 0 ? first : _plan.FurtherOutputs[head - 1];
            for (int pixel = 0; pixel < samples * output.Pixels; pixel++)
            {
                nint target = (nint)(pixel / output.Pixels) * OutputLength + place + pixel % output.Pixels * output.Channels;
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref memory, output.Offset + (nint)pixel * output.Stride), output.Channels)
                    .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref scores, target), output.Channels));
            }

            place += output.Pixels * output.Channels;
        }
    }

    /// <summary>Leaves out the padding channels.</summary>
    private void CopyScores(ref float padded, ref float scores, int pixels)
    {
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref padded, (nint)pixel * _plan.OutputStride), _plan.OutputChannels)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref scores, (nint)pixel * _plan.OutputChannels), _plan.OutputChannels));
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
            nint inputLength = engine.InputLength;
            nint outputLength = engine.OutputLength;
            engine.ForwardRange(
                ref Unsafe.Add(ref Unsafe.AsRef<float>((void*)_inputs), first * inputLength),
                ref Unsafe.Add(ref Unsafe.AsRef<float>((void*)_scores), first * outputLength),
                end - first);
        }
    }
}
