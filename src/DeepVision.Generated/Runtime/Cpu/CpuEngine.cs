using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Base of the generated CPU engines: memory, workers and everything that doesn't depend on the network's shape.
/// The generated subclass runs the kernels.
/// </summary>
/// <remarks>
/// A training step runs in a few parallel regions. First come the stages, in which every worker takes its own lanes of
/// samples through the network and back; then units of weight gradients, each of which adds up all samples in order;
/// then the update. Sums over samples are kept in sixteen lanes, lane l owning samples [l·N/16, (l+1)·N/16), or belong
/// to one unit, so results don't depend on the number of workers.
/// </remarks>
public abstract partial class CpuEngine : NetworkEngine, IWorkerJob
{
    /// <summary>Lanes in which sums over samples are kept.</summary>
    protected const int Lanes = LaneTree.Lanes;

    private readonly Network _network;
    private readonly CpuEnginePlan _plan;
    private readonly NetworkArchitecture _architecture;

    /// <summary>The tensors that have a penalty.</summary>
    private readonly ParameterTensor[] _penalized;

    /// <summary>Makes the engine; memory for training is taken at the first step.</summary>
    protected CpuEngine(Network network, CpuEnginePlan plan)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(plan);
        (_network, _plan, _architecture) = (network, plan, network.Architecture);
        InputLength = _architecture.InputLength;
        _stepInputs = plan.StateFloats > 0 ? [plan.StepInputLength, .. plan.StepFurtherInputs.Select(input => input.Length)] : [];
        OutputLength = plan.OutputPixels * plan.OutputChannels + plan.FurtherOutputs.Sum(output => output.Pixels * output.Channels);
        _auxiliaryScales = new float[plan.AuxiliaryHeads];
        _gradientUnits = new StageUnits(plan.GradientUnits, plan.GradientStages, plan.Stages, _architecture.TrainableLength);
        // Frozen weights lie behind those that train.
        int transposed = plan.TransposeUnits.Length == 0 ? 0 : plan.TransposeUnits.Max(range => range.ParameterOffset + range.Length);
        _transposeUnits = new StageUnits(plan.TransposeUnits, plan.TransposeStages, usualStage: 0, Math.Max(_architecture.TrainableLength, transposed));
        _gradientStages = new GradientStages(plan.Stages, plan.FinishedStages, plan.AccumulatedRanges, _architecture);
        _laneSegments = [.. plan.LaneSegments.OrderBy(segment => segment.ParameterOffset)];
        _blockHomes = new UnitHomes(BlockRanges(_architecture.TrainableLength), _architecture.TrainableLength);
        _penalized = [.. _architecture.Parameters.Where(tensor => tensor.IsTrainable && (tensor.L1 != 0 || tensor.L2 != 0))];
        _panels = [.. ConstraintProjection.Panels(_architecture)];
        _panelHomes = new UnitHomes(_panels.Select(panel => new UnitRange(1, panel.Start, panel.Length)), _architecture.TrainableLength);
        if (plan.Profile is { } costs)
            (Times, _updateKernel) = (new KernelTimes([.. costs, s_updateCost]), costs.Length);
    }

    /// <inheritdoc/>
    public override string DeviceName => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"CPU ({Environment.ProcessorCount} cores, {VectorBits}-bit vectors)");

    /// <inheritdoc/>
    public override int LargestBatch => AlignedBuffer.MaxLength / Math.Max(1, Math.Max(_plan.BatchFloats, _plan.BatchBytes));

    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _training = null;
        _transposed = null;
        _folded = null;
        _gradientWeights = null;
        _gradientPool = null;
        _stepMemory = null;
        Array.Clear(_scratchPool);
        GC.SuppressFinalize(this);
    }

    /// <summary>A parameter by its offset in the flat buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Weights(int offset) => ref Unsafe.Add(ref _network.Parameters.Reference, offset);

    /// <summary>A weight transposed for input gradients, or transformed for a Winograd convolution of the training step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Transposed(int offset) => ref Unsafe.Add(ref _transposed!.Reference, offset);

    /// <summary>A weight or bias with batch normalisation folded in, or transformed for a Winograd convolution of a prediction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Folded(int offset) => ref Unsafe.Add(ref _folded!.Reference, offset);

    /// <summary>Runs one worker's share of a stage of the training step.</summary>
    protected abstract void RunStage(int stage, in CpuWorker worker);

    /// <summary>Combines the sums over the batch behind a stage; runs on one thread.</summary>
    protected virtual void CombineStage(int stage)
    {
    }

    /// <summary>Computes a unit of weight gradients from all samples, or neighbours of one kernel that run together.</summary>
    /// <param name="unit">Number of the first unit.</param>
    /// <param name="count">Number of units; 1 for a kernel whose units don't run together.</param>
    /// <param name="worker">Worker that runs them, whose scratch memory it may use.</param>
    protected virtual void RunGradientUnits(int unit, int count, int worker)
    {
    }

    /// <summary>Makes one unit of the transposed and transformed weights.</summary>
    /// <param name="unit">Number of the unit.</param>
    /// <param name="worker">Worker that runs it, whose scratch memory it may use.</param>
    protected virtual void RunTransposeUnit(int unit, int worker)
    {
    }

    /// <summary>Folds batch normalisation into the weights it follows, and transforms weights for Winograd convolutions.</summary>
    protected virtual void FoldWeights()
    {
    }

    /// <summary>Runs samples forward in prediction mode; the scores are left at the plan's offset.</summary>
    /// <param name="input">First value of the first sample.</param>
    /// <param name="count">Samples, at most <see cref="CpuEnginePlan.PredictionChunk"/>.</param>
    /// <param name="memory"><see cref="CpuEnginePlan.PredictionFloats"/> floats.</param>
    /// <param name="worker">Who runs them: alone, or in step with others if <see cref="CpuEnginePlan.SharesKernels"/>.</param>
    protected abstract void Predict(ref float input, int count, ref float memory, ref PredictionWorker worker);
}
