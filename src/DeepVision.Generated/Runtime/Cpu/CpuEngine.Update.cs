using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>From lanes to gradients, from gradients to parameters.</content>
public abstract partial class CpuEngine
{
    /// <summary>
    /// Neighbouring blocks that a worker takes at once: who takes a block waits until all that it has written is on its way to memory, and the processor
    /// foresees what comes next only while nobody waits.
    /// </summary>
    private const int BlocksTogether = 16;

    private Optimizer? _optimizer;
    private OptimizerState? _optimizerState;
    private UpdateStep _updateStep;
    private float _gradientScale;
    private float _noiseDeviation;
    private bool _needsNorm;

    /// <summary>Whether the lanes still have to be added up; the check of the gradients does it on its way.</summary>
    private bool _lanesAreOpen;

    /// <summary>The blocks, and which of them run together.</summary>
    private static IEnumerable<UnitRange> BlockRanges(int length)
    {
        const int Together = BlocksTogether * TrainingMemory.UpdateBlock;
        for (int start = 0; start < length; start += Together)
        {
            int end = Math.Min(start + Together, length);
            yield return new UnitRange((end - start + TrainingMemory.UpdateBlock - 1) / TrainingMemory.UpdateBlock, start, end - start, RunsTogether: true);
        }
    }

    /// <summary>Adds up the lanes of a block's gradients.</summary>
    private void SumLanes(int block)
    {
        (int start, int length) = BlockRange(block);
        foreach (LaneSegment segment in _plan.LaneSegments)
        {
            int first = Math.Max(start, segment.ParameterOffset);
            int end = Math.Min(start + length, segment.ParameterOffset + segment.Length);
            if (first < end)
                _training!.LaneGradients.Sum(segment.LaneOffset + first - segment.ParameterOffset, _training.Gradients.Span[first..end]);
        }
    }

    private void ClearAccumulatedRanges()
    {
        foreach (UnitRange range in _plan.AccumulatedRanges)
            _training!.Gradients.Span.Slice(range.ParameterOffset, range.Length).Clear();
    }

    private void CheckBlocks(int first, int count)
    {
        long time = StartOwnKernel();
        for (int block = first; block < first + count; block++)
            CheckBlock(block);
        RecordOwnKernel(time, samples: 0, calls: 0);
    }

    /// <summary>
    /// Completes a block of gradients and looks whether they are finite. No block is updated before all are checked, so that
    /// a step which diverges changes nothing.
    /// </summary>
    private void CheckBlock(int block)
    {
        (int start, int length) = BlockRange(block);
        if (_lanesAreOpen)
            SumLanes(block);
        AddPenalties(start, length);
        ReadOnlySpan<float> gradients = _training!.Gradients.Span.Slice(start, length);
        _training.BlockNorms[block] = _needsNorm ? SumOfSquares(gradients) : FiniteValues.FindOther(gradients) < 0 ? 0 : double.NaN;
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += (double)value * value;
        return sum;
    }

    /// <summary>The squared norm of all gradients, or zero where nobody needs it; not finite if a gradient is not.</summary>
    private double SumOfBlockNorms()
    {
        double sum = 0;
        foreach (double block in _training!.BlockNorms)
            sum += block;
        return sum;
    }

    /// <summary>The factor that brings the global norm down to the limit (Pascanu et al. 2013, arXiv:1211.5063).</summary>
    private static float ClipScale(double norm, float limit) => norm > limit ? (float)(limit / (norm + 1e-6)) : 1;

    private UpdateFault FirstBlockFault()
    {
        foreach (int parameter in _training!.BlockFaults)
        {
            if (parameter >= 0)
                return new UpdateFault(UpdateFaultKind.Weight, parameter);
        }

        return default;
    }

    private void UpdateBlocks(int first, int count, int worker)
    {
        long time = StartOwnKernel();
        for (int block = first; block < first + count; block++)
            UpdateBlock(block, worker);
        RecordOwnKernel(time, first == 0 ? Count : 0, count);
    }

    private void UpdateBlock(int block, int worker)
    {
        (int start, int length) = BlockRange(block);
        Span<float> gradients = _training!.Gradients.Span.Slice(start, length);
        if (_gradientScale != 1)
        {
            foreach (ref float gradient in gradients)
                gradient *= _gradientScale;
        }

        if (_noiseDeviation > 0)
            GradientNoiseKernels.Add(gradients, start, _architecture.Parameters, _noiseDeviation, Seed, Step);

        Span<float> before = _training.WeightsBefore.Span.Slice(worker * GuardedUpdate.Part, GuardedUpdate.Part);
        int fault = GuardedUpdate.Run(_network.Parameters.FindUpdateRanges(_optimizer!), _optimizer!, _updateStep, _network.Parameters.Values.Slice(start, length), gradients, _optimizerState!, start, before);
        _training.BlockFaults[block] = fault < 0 ? -1 : start + fault;
    }

    private (int Start, int Length) BlockRange(int block)
    {
        int start = block * TrainingMemory.UpdateBlock;
        return (start, Math.Min(TrainingMemory.UpdateBlock, _architecture.TrainableLength - start));
    }

    /// <summary>L1 adds λ·sign(w) and L2 adds 2λ·w to the gradient, as in Keras, where the loss has λ·Σ|w| and λ·Σw².</summary>
    private void AddPenalties(int start, int length)
    {
        int end = start + length;
        foreach (ParameterTensor tensor in _penalized)
        {
            int first = Math.Max(start, tensor.Offset);
            int last = Math.Min(end, tensor.Offset + tensor.Layout.PackedLength);
            for (int i = first; i < last; i++)
            {
                float weight = Weights(i);
                Gradient(i) += (weight > 0 ? tensor.L1 : weight < 0 ? -tensor.L1 : 0) + 2 * tensor.L2 * weight;
            }
        }
    }
}
