using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>The training step.</content>
public abstract partial class CpuEngine
{
    private readonly long[] _lanePixels = new long[Lanes];
    private TrainingMemory? _training;
    private AlignedBuffer<float>? _transposed;
    private long _transposedVersion;
    private Batch? _batch;
    private Phase _phase;
    private int _stage;
    private int _nextUnit;

    private enum Phase
    {
        Transpose,
        Stage,
        Gradients,
        Norms,
        Update,
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Gradients => _training is null ? [] : _training.Gradients.Span;

    /// <summary>Samples in the batch.</summary>
    protected int Count { get; private set; }

    /// <summary>Key of random draws.</summary>
    protected int Seed { get; private set; }

    /// <summary>Steps taken before this one.</summary>
    protected long Step { get; private set; }

    /// <summary>Factor that makes the sum of the samples' losses their mean.</summary>
    protected float LossScale { get; private set; }

    /// <summary>Labels of the batch.</summary>
    protected ReadOnlySpan<int> Labels => _batch!.Labels;

    /// <summary>Targets of the batch.</summary>
    protected ReadOnlySpan<float> Targets => _batch!.Targets;

    /// <summary>Receives the loss of every sample.</summary>
    protected Span<float> Losses => _training!.Losses;

    /// <summary>Receives 1 for every sample that is right.</summary>
    protected Span<byte> Correct => _training!.Correct;

    /// <inheritdoc/>
    public override StepResult ComputeGradients(Batch batch, in StepContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int workers = Math.Clamp(context.Threads, 1, Lanes);
        if (_training is null || _training.Capacity < batch.Count || _training.Workers < workers)
        {
            // The old memory goes first, so that both are never held at once.
            int capacity = Math.Max(batch.Capacity, _training?.Capacity ?? 0);
            int most = Math.Max(workers, _training?.Workers ?? 0);
            _training = null;
            _training = new TrainingMemory(_plan, _architecture.TrainableLength, capacity, most);
        }

        (_batch, Count, Seed, Step) = (batch, batch.Count, context.Seed, context.Step);
        LossScale = ComputeLossScale();
        using (WorkerTeam.Shared.Lease())
        {
            EnsureTransposed(workers);
            for (_stage = 0; _stage < _plan.Stages; _stage++)
            {
                RunPhase(Phase.Stage, workers);
                CombineStage(_stage);
            }

            RunPhase(Phase.Gradients, workers);
        }

        if (_plan.StatisticsFloats > 0)
            _network.Parameters.MarkChanged();
        _batch = null;
        return SumLosses();
    }

    /// <inheritdoc/>
    public override void Update(Optimizer optimizer, OptimizerState state, float learningRate, float clipNorm, int threads)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(state);
        if (_training is null)
            throw new InvalidOperationException("There are no gradients to update from.");
        (_optimizer, _optimizerState, _updateStep) = (optimizer, state, new UpdateStep(state.Step, learningRate));
        _gradientScale = 1;
        int workers = Math.Clamp(threads, 1, Math.Max(1, _training.BlockNorms.Length));
        using (WorkerTeam.Shared.Lease())
        {
            _addPenaltiesInUpdate = clipNorm <= 0;
            if (clipNorm > 0)
            {
                RunPhase(Phase.Norms, workers);
                _gradientScale = ClipScale(clipNorm);
            }

            RunPhase(Phase.Update, workers);
        }

        _network.Parameters.MarkChanged();
        (_optimizer, _optimizerState) = (null, null);
    }

    /// <inheritdoc/>
    void IWorkerJob.Run(int worker, int workers)
    {
        switch (_phase)
        {
            case Phase.Stage:
                RunStage(_stage, new CpuWorker(worker, Lanes * worker / workers, Lanes * (worker + 1) / workers));
                break;
            case Phase.Transpose:
                while (TakeUnit(_plan.TransposeUnits, out int transposeUnit))
                    RunTransposeUnit(transposeUnit);
                break;
            case Phase.Gradients:
                while (TakeUnit(_plan.GradientUnits + LaneUnits.Length, out int unit))
                {
                    if (unit < _plan.GradientUnits)
                    {
                        RunGradientUnit(unit, worker);
                        continue;
                    }

                    long start = StartOwnKernel();
                    AddLanes(LaneUnits[unit - _plan.GradientUnits]);
                    Record(OwnKernel.AddLanes, start, unit == _plan.GradientUnits ? Count : 0);
                }

                break;
            case Phase.Norms:
                while (TakeUnit(_training!.BlockNorms.Length, out int block))
                    ComputeBlockNorm(block);
                break;
            case Phase.Update:
                while (TakeUnit(_training!.BlockNorms.Length, out int block))
                {
                    long start = StartOwnKernel();
                    UpdateBlock(block);
                    Record(OwnKernel.Update, start, block == 0 ? Count : 0);
                }

                break;
        }
    }

    /// <summary>First sample of a lane; for lane 16 the number of samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected int LaneStart(int lane) => (int)((long)lane * Count / Lanes);

    /// <summary>The input of a sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Input(int sample) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_batch!.Inputs), (nint)sample * _architecture.InputShape.Length);

    /// <summary>A value of a buffer that has a place for every sample.</summary>
    /// <param name="prefix">Floats per sample of the buffers in front of it.</param>
    /// <param name="length">Floats per sample of the buffer.</param>
    /// <param name="sample">Number of the sample in the batch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float BatchFloats(int prefix, int length, int sample) =>
        ref Unsafe.Add(ref _training!.Activations.Reference, (nint)prefix * _training.Capacity + (nint)sample * length);

    /// <summary>The same for bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref byte BatchBytes(int prefix, int length, int sample) =>
        ref Unsafe.Add(ref _training!.Bytes.Reference, (nint)prefix * _training.Capacity + (nint)sample * length);

    /// <summary>A worker's scratch memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float ScratchFloats(int worker, int offset) =>
        ref Unsafe.Add(ref _training!.Scratch.Reference, (nint)worker * _plan.ScratchFloats + offset);

    /// <summary>A worker's scratch bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref byte ScratchBytes(int worker, int offset) =>
        ref Unsafe.Add(ref _training!.ScratchBytes.Reference, (nint)worker * _plan.ScratchBytes + offset);

    /// <summary>A value of a lane: gradients first, then sums of batch normalisation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float LaneValues(int lane, int offset) =>
        ref Unsafe.Add(ref _training!.LaneValues.Reference, (nint)lane * _plan.LaneFloats + offset);

    /// <summary>Sets a lane to zero, before its samples add to it.</summary>
    protected void ClearLane(int lane) => _training!.LaneValues.Span.Slice(lane * _plan.LaneFloats, _plan.LaneFloats).Clear();

    /// <summary>Means and deviations of batch normalisation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Statistics(int offset) => ref Unsafe.Add(ref _training!.Statistics.Reference, offset);

    /// <summary>A gradient by its parameter's offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Gradient(int offset) => ref Unsafe.Add(ref _training!.Gradients.Reference, offset);

    /// <summary>Pixels in each lane, for images of <paramref name="pixels"/> pixels.</summary>
    protected ReadOnlySpan<long> LanePixels(int pixels)
    {
        for (int lane = 0; lane < Lanes; lane++)
            _lanePixels[lane] = (long)(LaneStart(lane + 1) - LaneStart(lane)) * pixels;
        return _lanePixels;
    }

    /// <summary>1 / (samples · values) or 1 / Σ class weights; the generated engine knows the loss.</summary>
    protected abstract float ComputeLossScale();

    /// <summary>The sum of the class weights of the batch's labels.</summary>
    protected float SumOfWeights(ReadOnlySpan<float> classWeights)
    {
        double sum = 0;
        foreach (int label in Labels[..Count])
            sum += classWeights[label];
        return (float)sum;
    }

    private void RunPhase(Phase phase, int workers)
    {
        int units = phase switch
        {
            Phase.Transpose => _plan.TransposeUnits,
            Phase.Gradients => _plan.GradientUnits + LaneUnits.Length,
            _ => int.MaxValue,
        };
        if (phase == Phase.Gradients)
            ClearAccumulatedRanges();
        (_phase, _nextUnit) = (phase, 0);
        WorkerTeam.Shared.Run(this, Math.Min(workers, Math.Max(1, units)));
    }

    private bool TakeUnit(int units, out int unit)
    {
        unit = Interlocked.Increment(ref _nextUnit) - 1;
        return unit < units;
    }

    private void EnsureTransposed(int workers)
    {
        if (_plan.TransposedFloats == 0 || _transposedVersion == _network.Parameters.Version)
            return;
        _transposed ??= new AlignedBuffer<float>(_plan.TransposedFloats);
        RunPhase(Phase.Transpose, workers);
        _transposedVersion = _network.Parameters.Version;
    }

    private StepResult SumLosses()
    {
        double loss = 0;
        int correct = 0;
        for (int n = 0; n < Count; n++)
        {
            loss += _training!.Losses[n];
            correct += _training.Correct[n];
        }

        return new StepResult((float)(loss * LossScale), correct, Count);
    }
}
