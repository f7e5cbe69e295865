namespace DeepVision.Generated.Runtime.Cpu;

/// <content>From gradients to parameters.</content>
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
        Span<float> gradients = GradientsOf(block);
        if (_gradientScale != 1)
        {
            foreach (ref float gradient in gradients)
                gradient *= _gradientScale;
        }

        if (_noiseDeviation > 0)
            GradientNoiseKernels.Add(gradients, start, _architecture.Parameters, _noiseDeviation, Seed, Step);

        Span<float> before = _training!.WeightsBefore.Span.Slice(worker * GuardedUpdate.Part, GuardedUpdate.Part);
        int fault = GuardedUpdate.Run(_network.Parameters.FindUpdateRanges(_optimizer!), _optimizer!, _updateStep, _network.Parameters.Values.Slice(start, length), gradients, _optimizerState!, start, before);
        _training.BlockFaults[block] = fault < 0 ? -1 : start + fault;
    }
}
