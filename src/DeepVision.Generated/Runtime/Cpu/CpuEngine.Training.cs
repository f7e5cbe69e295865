using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>The training step.</content>
public abstract partial class CpuEngine
{
    private readonly long[] _lanePixels = new long[Lanes];
    private readonly float[] _auxiliaryScales;
    private readonly Dictionary<int, float[]> _balancedWeights = [];
    private readonly WorkShares _shares = new();
    private readonly StageUnits _gradientUnits;
    private readonly StageUnits _transposeUnits;
    private readonly UnitHomes _blockHomes;
    private float[] _headLosses = [];
    private TrainingMemory? _training;
    private AlignedBuffer<float>? _transposed;
    private long _transposedVersion;
    private Batch? _batch;
    private Phase _phase;
    private float _batchWeight;
    private int _batchLabels;
    private int _stage;

    /// <summary>The units that are shared out at the moment.</summary>
    private UnitHomes? _units;

    private enum Phase
    {
        Transpose,
        Stage,
        Gradients,
        Check,
        Update,
        Project,
        Average,
    }

    /// <summary>Samples in the batch.</summary>
    protected int Count { get; private set; }

    /// <summary>Key of random draws.</summary>
    protected int Seed { get; private set; }

    /// <summary>Steps taken before this one.</summary>
    protected long Step { get; private set; }

    /// <summary>Factor that makes the sum of the samples' losses their mean, times the loss's weight.</summary>
    protected float LossScale { get; private set; }

    /// <summary>Labels of the batch for a head that predicts beside the first.</summary>
    /// <param name="number">Number of the head among those, from 0.</param>
    protected ReadOnlySpan<int> FurtherLabels(int number) => _batch!.LabelsOf(number + 1);

    /// <summary>Targets of the batch for a head that predicts beside the first.</summary>
    /// <param name="number">Number of the head among those, from 0.</param>
    protected ReadOnlySpan<float> FurtherTargets(int number) => _batch!.TargetsOf(number + 1);

    /// <summary>Labels of the batch.</summary>
    protected ReadOnlySpan<int> Labels => _batch!.Labels;

    /// <summary>Targets of the batch.</summary>
    protected ReadOnlySpan<float> Targets => _batch!.Targets;

    /// <summary>How many steps the sequence of each sample has, of a network whose sequences differ in length.</summary>
    protected ReadOnlySpan<float> Lengths => _batch!.FurtherInput(_architecture.LengthsInput - 1).AsSpan(0, Count);

    /// <summary>Weights of the classes by how often they occur; see <see cref="SetClassWeights"/>.</summary>
    /// <param name="head">Number of the head among those that predict, from 0.</param>
    protected ReadOnlySpan<float> BalancedWeights(int head)
    {
        if (_balancedWeights.TryGetValue(head, out float[]? weights))
            return weights;
        int classes = (_architecture.Heads.Count > 0 ? _architecture.Heads[head].Shape : _architecture.OutputShape).Channels;
        float[] ones = new float[classes];
        Array.Fill(ones, 1f);
        return _balancedWeights[head] = ones;
    }

    /// <inheritdoc/>
    public override void SetClassWeights(int head, float[] weights) => _balancedWeights[head] = weights;

    /// <summary>Receives the loss of every sample.</summary>
    protected Span<float> Losses => _training!.Losses;

    /// <summary>Receives the loss of every sample at a head beside the first that predicts.</summary>
    /// <param name="head">Number of the head, from 0.</param>
    protected Span<float> AuxiliaryLosses(int head) => _training!.AuxiliaryLosses[head];

    /// <summary>Factor that makes the sum of the samples' losses at a head beside the first that predicts their mean, times the head's weight.</summary>
    /// <param name="head">Number of the head, from 0.</param>
    protected float AuxiliaryScale(int head) => _auxiliaryScales[head];

    /// <summary>Receives for every sample how many of its labels are met: 0 or 1 where it has one.</summary>
    protected Span<int> Correct => _training!.Correct;

    /// <inheritdoc/>
    public override StepResult ComputeGradients(Batch batch, in StepContext context)
    {
        int workers = BeginStep(batch, context);
        for (int head = 0; head < _auxiliaryScales.Length; head++)
            _auxiliaryScales[head] = ComputeAuxiliaryScale(head);

        // Last, because the weight of the batch is what the predicting head says; several of them have no common one.
        (_batchWeight, _batchLabels) = (Count, Count);
        LossScale = ComputeLossScale();
        if (_architecture.Heads.Count > 1)
            (_batchWeight, _batchLabels) = (Count, Count);
        using (WorkerTeam.Shared.Lease())
        {
            RunStages(0, _plan.Stages, workers);
            RunUnits(Phase.Gradients, _gradientUnits.At(_plan.Stages), workers);
        }

        MarkStatistics();
        EndStep();
        return SumLosses();
    }

    /// <summary>Takes a batch, and sees to memory for it.</summary>
    /// <returns>Workers to run.</returns>
    private int BeginStep(Batch batch, in StepContext context)
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
        _training.LaneGradients.Begin(workers, Count);
        (_finishedBlocks, _lanesAreOpen) = ([], false);
        _training.AreChecked.AsSpan().Clear();
        return workers;
    }

    private void RunStages(int first, int end, int workers)
    {
        for (_stage = first; _stage < end; _stage++)
        {
            EnsureTransposed(_stage, workers);
            Run(Phase.Stage, workers);
            CombineStage(_stage);
            RunUnits(Phase.Gradients, _gradientUnits.At(_stage), workers);
            _finishedBlocks = _gradientStages.BlocksBehind(_stage);
        }
    }

    /// <summary>The gradients are there, but for the sum over the lanes of what isn't checked yet.</summary>
    private void EndStep()
    {
        _finishedBlocks = [];
        _lanesAreOpen = _plan.LaneSegments.Length > 0;
        _batch = null;
    }

    /// <summary>A forward pass has moved the running statistics.</summary>
    private void MarkStatistics()
    {
        if (_plan.StatisticsFloats > 0)
            _network.Parameters.MarkChanged();
    }

    /// <inheritdoc/>
    public override UpdateFault Update(Optimizer optimizer, OptimizerState state, float learningRate, float clipNorm, int threads)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(state);
        if (_training is null)
            throw new InvalidOperationException("There are no gradients to update from.");
        (_optimizer, _optimizerState, _updateStep) = (optimizer, state, new UpdateStep(state.Step, learningRate));
        (_needsNorm, _noiseDeviation) = (clipNorm > 0, optimizer.GetNoiseDeviation(state.Step));
        int workers = Math.Clamp(threads, 1, Lanes);
        double squaredNorm;
        try
        {
            using Lock.Scope lease = WorkerTeam.Shared.Lease();
            RunUnits(Phase.Check, _blockHomes, workers);
            _lanesAreOpen = false;
            squaredNorm = SumOfBlockNorms();
            if (double.IsFinite(squaredNorm))
            {
                _gradientScale = _needsNorm ? ClipScale(Math.Sqrt(squaredNorm), clipNorm) : 1;
                RunUnits(Phase.Update, _blockHomes, workers);
                RunUnits(Phase.Project, _panelHomes, workers);
                if (state.HasAverages && FirstBlockFault().Kind == UpdateFaultKind.None)
                    RunUnits(Phase.Average, _blockHomes, workers);
            }
        }
        finally
        {
            // What the update has made of the gradients isn't checked, and an optimizer that throws leaves some of the weights with new values.
            _training.AreChecked.AsSpan().Clear();
            _network.Parameters.MarkChanged();
            (_optimizer, _optimizerState) = (null, null);
        }

        return double.IsFinite(squaredNorm)
            ? FirstBlockFault()
            : new UpdateFault(UpdateFaultKind.Gradient, FiniteValues.FindOther(_training.Gradients.Span));
    }

    /// <inheritdoc/>
    void IWorkerJob.Run(int worker, int workers)
    {
        CheckFinishedBlocks(worker, workers);
        switch (_phase)
        {
            case Phase.Stage:
                RunStage(_stage, new CpuWorker(worker, Lanes * worker / workers, Lanes * (worker + 1) / workers));
                ClearAccumulatedRanges(_stage, worker, workers);
                break;
            case Phase.Transpose:
                while (_shares.TryTake(worker, out int unit))
                    RunTransposeUnit(unit, worker);
                break;
            case Phase.Gradients:
                while (_shares.TryTakeTogether(worker, _units!, out int unit, out int count))
                    RunGradientUnits(unit, count, worker);
                break;
            case Phase.Check:
                while (_shares.TryTakeTogether(worker, _units!, out int block, out int count))
                    CheckBlocks(block, count);
                break;
            case Phase.Update:
                while (_shares.TryTakeTogether(worker, _units!, out int block, out int count))
                    UpdateBlocks(block, count, worker);
                break;
            case Phase.Project:
                while (_shares.TryTake(worker, out int panel))
                    ProjectPanel(panel);
                break;
            case Phase.Average:
                while (_shares.TryTake(worker, out int block))
                    AverageBlock(block);
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

    /// <summary>An input of a sample beside the network's own.</summary>
    /// <param name="number">Number of the input among those, from 0.</param>
    /// <param name="sample">Number of the sample in the batch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float FurtherInput(int number, int sample) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_batch!.FurtherInput(number)), (nint)sample * _architecture.FurtherInputs[number].Shape.Length);

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
        ref Unsafe.Add(ref _training!.Scratch.Reference, (nint)worker * _training.ScratchStride + offset);

    /// <summary>A worker's scratch bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref byte ScratchBytes(int worker, int offset) =>
        ref Unsafe.Add(ref _training!.ScratchBytes.Reference, (nint)worker * _training.ScratchByteStride + offset);

    /// <summary>A gradient of a lane that is being summed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float LaneGradient(int lane, int offset) => ref _training!.LaneGradients.At(lane, offset);

    /// <summary>Sets a range of a lane's gradients to zero, before its samples are added.</summary>
    protected void BeginLane(int lane, int start, int length) => _training!.LaneGradients.Clear(lane, start, length);

    /// <summary>Adds a range of a lane's gradients, which is done, to those of the lanes before as far as the order of sums allows.</summary>
    protected void EndLane(int lane, int start, int length) => _training!.LaneGradients.Merge(lane, start, length);

    /// <summary>Sets sums of batch normalisation over the samples of a lane to zero, before they are made of some pixels at a time.</summary>
    protected void BeginLaneSums(int lane, int offset, int length) => MemoryMarshal.CreateSpan(ref LaneSum(lane, offset), length).Clear();

    /// <summary>A sum of batch normalisation over the samples of a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float LaneSum(int lane, int offset) =>
        ref Unsafe.Add(ref _training!.LaneSums.Reference, (nint)lane * _plan.LaneSumFloats + offset);

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

    private void Run(Phase phase, int workers)
    {
        _phase = phase;
        WorkerTeam.Shared.Run(this, workers);
        _finishedBlocks = [];
    }

    /// <summary>Runs units of work, on no more workers than there are units.</summary>
    private void RunUnits(Phase phase, UnitHomes? homes, int workers)
    {
        workers = Math.Min(workers, homes?.Count ?? 0);
        if (workers == 0)
            return;
        _units = homes!;
        _shares.Begin(_units.Boundaries(workers));
        Run(phase, workers);
    }

    /// <summary>Makes the copies of weights that belong to a stage, unless those of the last step are there still.</summary>
    private void EnsureTransposed(int stage, int workers)
    {
        bool areKept = _plan.TransposeStages.Length == 0;
        if (_transposeUnits.At(stage) is not { } units || (areKept && _transposedVersion == _network.Parameters.Version))
            return;
        _transposed ??= new AlignedBuffer<float>(_plan.TransposedFloats);
        RunUnits(Phase.Transpose, units, workers);
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

        double weighted = loss * LossScale;
        KeepHeadLoss(0, weighted);
        for (int head = 0; head < _auxiliaryScales.Length; head++)
        {
            double auxiliary = 0;
            foreach (float sample in AuxiliaryLosses(head)[..Count])
                auxiliary += sample;
            weighted += auxiliary * _auxiliaryScales[head];
            if (_plan.PredictingHeads.Length > 0 && Array.IndexOf(_plan.PredictingHeads, head) is >= 0 and int number)
                KeepHeadLoss(number + 1, auxiliary * _auxiliaryScales[head]);
        }

        return new StepResult((float)weighted, correct, Count) { Weight = _batchWeight, LabelCount = _batchLabels };
    }

    /// <inheritdoc/>
    public override float GetHeadLoss(int head) =>
        _headLosses.Length > 0 ? _headLosses[head] : throw new InvalidOperationException("There was no step yet: call TrainStep or ComputeGradients first.");

    /// <summary>Keeps the loss of one of several heads that predict, without its weight.</summary>
    private void KeepHeadLoss(int head, double weighted)
    {
        if (_architecture.Heads.Count == 0)
            return;
        if (_headLosses.Length == 0)
            _headLosses = new float[_architecture.Heads.Count];
        _headLosses[head] = (float)(weighted / _architecture.Heads[head].Weight);
    }
}
