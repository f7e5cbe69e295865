namespace DeepVision.Generated.Runtime.Cpu;

/// <content>Gradients between the kernels that make them and the update: cleared before, added up over the lanes and looked at behind.</content>
public abstract partial class CpuEngine
{
    private readonly GradientStages _gradientStages;

    /// <summary>Where the lanes' gradients belong, in the order of the flat buffer.</summary>
    private readonly LaneSegment[] _laneSegments;

    /// <summary>Blocks whose gradients are there, and which the workers complete and check before they go on: what the caches still have needn't come from memory.</summary>
    private int[] _finishedBlocks = [];

    /// <summary>Whether the lanes of blocks that are not checked still have to be added up.</summary>
    private bool _lanesAreOpen;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Gradients
    {
        get
        {
            if (_training is null)
                return [];
            for (int block = 0; _lanesAreOpen && block < _training.BlockNorms.Length; block++)
            {
                if (!_training.AreChecked[block])
                    SumLanes(block);
            }

            _lanesAreOpen = false;
            return _training.Gradients.Span;
        }
    }

    /// <summary>Sets a worker's share of what the units behind a stage add to to zero.</summary>
    private void ClearAccumulatedRanges(int stage, int worker, int workers)
    {
        const int Line = 16;
        foreach (UnitRange range in _gradientStages.ClearedIn(stage))
        {
            int first = (int)((long)range.Length / Line * worker / workers) * Line, end = (int)((long)range.Length / Line * (worker + 1) / workers) * Line;
            _training!.Gradients.Span[(range.ParameterOffset + first)..(range.ParameterOffset + end)].Clear();
        }
    }

    /// <summary>Completes and checks a worker's share of the blocks that are finished.</summary>
    private void CheckFinishedBlocks(int worker, int workers)
    {
        int first = (int)((long)_finishedBlocks.Length * worker / workers), end = (int)((long)_finishedBlocks.Length * (worker + 1) / workers);
        if (first == end)
            return;
        long time = StartOwnKernel();
        foreach (int block in _finishedBlocks.AsSpan(first..end))
        {
            SumLanes(block);
            _training!.BlockNorms[block] = FiniteNorm(GradientsOf(block));
            _training.AreChecked[block] = true;
        }

        RecordOwnKernel(time, samples: 0, calls: 0);
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
        bool isChecked = _training!.AreChecked[block];
        if (isChecked && !_needsNorm)
            return;
        if (!isChecked)
        {
            if (_lanesAreOpen)
                SumLanes(block);
            AddPenalties(block);
        }

        Span<float> gradients = GradientsOf(block);
        _training.BlockNorms[block] = _needsNorm ? SumOfSquares(gradients) : FiniteNorm(gradients);
    }

    /// <summary>Adds up the lanes of a block's gradients.</summary>
    private void SumLanes(int block)
    {
        (int start, int length) = BlockRange(block);
        for (int i = FirstSegmentEndingBehind(start); i < _laneSegments.Length && _laneSegments[i].ParameterOffset < start + length; i++)
        {
            LaneSegment segment = _laneSegments[i];
            int first = Math.Max(start, segment.ParameterOffset);
            int end = Math.Min(start + length, segment.ParameterOffset + segment.Length);
            _training!.LaneGradients.Sum(segment.LaneOffset + first - segment.ParameterOffset, _training.Gradients.Span[first..end]);
        }
    }

    /// <summary>Segments are in order, and blocks of parameters are many: the first that concerns one is searched for.</summary>
    private int FirstSegmentEndingBehind(int start)
    {
        int low = 0, high = _laneSegments.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_laneSegments[middle].ParameterOffset + _laneSegments[middle].Length > start)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>L1 adds λ·sign(w) and L2 adds 2λ·w to the gradient, as in Keras, where the loss has λ·Σ|w| and λ·Σw².</summary>
    private void AddPenalties(int block)
    {
        (int start, int length) = BlockRange(block);
        foreach (ParameterTensor tensor in _penalized)
        {
            int first = Math.Max(start, tensor.Offset);
            int end = Math.Min(start + length, tensor.Offset + tensor.Layout.PackedLength);
            for (int i = first; i < end; i++)
            {
                float weight = Weights(i);
                Gradient(i) += (weight > 0 ? tensor.L1 : weight < 0 ? -tensor.L1 : 0) + 2 * tensor.L2 * weight;
            }
        }
    }

    /// <summary>Zero if all values are finite, else no number.</summary>
    private static double FiniteNorm(ReadOnlySpan<float> values) => FiniteValues.FindOther(values) < 0 ? 0 : double.NaN;

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += (double)value * value;
        return sum;
    }

    private Span<float> GradientsOf(int block)
    {
        (int start, int length) = BlockRange(block);
        return _training!.Gradients.Span.Slice(start, length);
    }

    private (int Start, int Length) BlockRange(int block)
    {
        int start = block * TrainingMemory.UpdateBlock;
        return (start, Math.Min(TrainingMemory.UpdateBlock, _architecture.TrainableLength - start));
    }
}
