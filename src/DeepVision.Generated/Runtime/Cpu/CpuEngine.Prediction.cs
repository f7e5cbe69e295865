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
        if (!_plan.SharesKernels)
            threads = Math.Min(threads, Math.Max(1, count / 2));
        // Kernels form addresses of pixels in the padding, outside of the arrays: were an array moved, such an address would stay behind. And the spans
        // can't be handed to other threads, the addresses can.
        fixed (float* input = inputs, output = scores)
        {
            if (threads > 1 && WorkerTeam.Shared.TryLease())
            {
                try
                {
                    PredictionJob job = Interlocked.Exchange(ref _jobPool[0], null) ?? new PredictionJob(this);
                    job.Prepare((nint)input, (nint)output, count, threads);
                    WorkerTeam.Shared.Run(job, threads, job.NeedsAll);
                    job.Finish();
                    _jobPool[0] = job;
                }
                finally
                {
                    WorkerTeam.Shared.EndLease();
                }
            }
            else
            {
                ForwardRange(ref Unsafe.AsRef<float>(input), ref Unsafe.AsRef<float>(output), count);
            }
        }
    }

    /// <summary>Runs samples forward on this thread alone.</summary>
    private void ForwardRange(ref float inputs, ref float scores, int count)
    {
        AlignedBuffer<float> memory = RentScratch();
        PredictionWorker alone = new(ref Unsafe.Add(ref memory.Reference, _plan.PredictionFloats - _plan.PredictionScratchFloats));
        ForwardRange(ref inputs, ref scores, count, ref memory.Reference, ref alone);
        ReturnScratch(memory);
    }

    /// <summary>Runs samples forward, as one of the workers that share the memory of these samples.</summary>
    private void ForwardRange(ref float inputs, ref float scores, int count, ref float memory, ref PredictionWorker worker)
    {
        int inputLength = InputLength;
        int outputLength = OutputLength;
        for (int first = 0; first < count; first += _plan.PredictionChunk)
        {
            int samples = Math.Min(_plan.PredictionChunk, count - first);
            ref float input = ref Unsafe.Add(ref inputs, (nint)first * inputLength);
            if (_plan.Inputs.Length > 0)
            {
                worker.Begin(1);
                if (worker.Take(out _, out _))
                    PartInputs(ref input, samples, ref memory);
                input = ref Unsafe.Add(ref memory, _plan.Inputs[0].Offset);
            }

            Predict(ref input, samples, ref memory, ref worker);
            worker.Begin(1);
            if (!worker.Take(out _, out _))
                continue;
            ref float score = ref Unsafe.Add(ref scores, (nint)first * outputLength);
            if (_plan.FurtherOutputs.Length > 0)
                JoinScores(ref memory, ref score, samples);
            else
                CopyPixels(ref Unsafe.Add(ref memory, _plan.ScoresOffset), _plan.OutputStride, ref score, _plan.OutputChannels, samples * _plan.OutputPixels);
        }
    }

    /// <summary>Values of all inputs of a sample.</summary>
    private int InputLength { get; }

    /// <summary>Scores of all heads for a sample.</summary>
    private int OutputLength { get; }

    /// <summary>Copies several inputs, which come sample by sample, to places of their own.</summary>
    private void PartInputs(ref float inputs, int samples, ref float memory)
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

    /// <summary>
    /// Splits one call among the workers. Each has samples of its own; what is left over, and everything if there is less than two
    /// samples for each worker, they share kernel by kernel if the network is large enough for that.
    /// </summary>
    private sealed unsafe class PredictionJob(CpuEngine engine) : IWorkerJob
    {
        private readonly KernelsInStep _kernels = new();
        private nint _inputs;
        private nint _scores;
        private int _own;
        private int _shared;
        private AlignedBuffer<float>? _memory;
        private AlignedBuffer<float>? _scratch;

        /// <summary>Whether workers have samples of their own.</summary>
        public bool NeedsAll => _own > 0;

        private int ScratchStride => engine._plan.PredictionScratchFloats + TrainingMemory.WorkerGap;

        public void Prepare(nint inputs, nint scores, int count, int workers)
        {
            (_inputs, _scores) = (inputs, scores);
            _shared = !engine._plan.SharesKernels ? 0 : count < 2 * workers ? count : count % workers;
            _own = count - _shared;
            if (_shared == 0)
                return;
            _kernels.Start(workers);
            _memory = engine.RentScratch();
            if (_scratch is null || _scratch.Length < workers * ScratchStride)
                _scratch = new AlignedBuffer<float>(workers * (long)ScratchStride);
        }

        public void Finish()
        {
            if (_memory is not null)
                engine.ReturnScratch(_memory);
            _memory = null;
        }

        public void Run(int worker, int workers)
        {
            try
            {
                int first = (int)((long)_own * worker / workers);
                int end = (int)((long)_own * (worker + 1) / workers);
                if (first < end)
                    engine.ForwardRange(ref Input(first), ref Score(first), end - first);
                if (_shared == 0)
                    return;
                PredictionWorker self = new(ref Unsafe.Add(ref _scratch!.Reference, (nint)worker * ScratchStride), _kernels, worker);
                engine.ForwardRange(ref Input(_own), ref Score(_own), _shared, ref _memory!.Reference, ref self);
            }
            catch
            {
                _kernels.Abort();
                throw;
            }
        }

        private ref float Input(nint sample) => ref Unsafe.Add(ref Unsafe.AsRef<float>((void*)_inputs), sample * engine.InputLength);

        private ref float Score(nint sample) => ref Unsafe.Add(ref Unsafe.AsRef<float>((void*)_scores), sample * engine.OutputLength);
    }
}
