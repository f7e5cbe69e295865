using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>From lanes to gradients, from gradients to parameters.</content>
public abstract partial class CpuEngine
{
    private Optimizer? _optimizer;
    private OptimizerState? _optimizerState;
    private UpdateStep _updateStep;
    private float _gradientScale;
    private bool _addPenaltiesInUpdate;

    /// <summary>Whether the lanes still have to be added up; the update does it on its way.</summary>
    private bool _lanesAreOpen;

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

    private void ComputeBlockNorm(int block)
    {
        (int start, int length) = BlockRange(block);
        if (_lanesAreOpen)
            SumLanes(block);
        AddPenalties(start, length);
        double sum = 0;
        foreach (float gradient in _training!.Gradients.Span.Slice(start, length))
            sum += (double)gradient * gradient;
        _training.BlockNorms[block] = sum;
    }

    /// <summary>The factor that brings the global norm down to the limit (Pascanu et al. 2013, arXiv:1211.5063).</summary>
    private float ClipScale(float limit)
    {
        double sum = 0;
        foreach (double block in _training!.BlockNorms)
            sum += block;
        double norm = Math.Sqrt(sum);
        return norm > limit ? (float)(limit / (norm + 1e-6)) : 1;
    }

    private void UpdateBlock(int block)
    {
        long time = StartOwnKernel();
        (int start, int length) = BlockRange(block);
        Span<float> gradients = _training!.Gradients.Span.Slice(start, length);
        if (_addPenaltiesInUpdate)
        {
            if (_lanesAreOpen)
                SumLanes(block);
            AddPenalties(start, length);
        }

        if (_gradientScale != 1)
        {
            foreach (ref float gradient in gradients)
                gradient *= _gradientScale;
        }

        OptimizerState state = _optimizerState!;
        _optimizer!.Update(
            _updateStep,
            _network.Parameters.Values.Slice(start, length),
            gradients,
            state.First.Length == 0 ? [] : state.First.AsSpan(start, length),
            state.Second.Length == 0 ? [] : state.Second.AsSpan(start, length));
        RecordOwnKernel(time, block == 0 ? Count : 0);
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
        IReadOnlyList<ParameterTensor> tensors = _architecture.Parameters;
        for (int index = 0; index < tensors.Count; index++)
        {
            ParameterTensor tensor = tensors[index];
            if (tensor.L1 == 0 && tensor.L2 == 0)
                continue;
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
