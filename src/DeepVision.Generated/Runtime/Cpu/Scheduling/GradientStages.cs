namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>What happens to gradients at which stage of a training step, beside the kernels that make them.</summary>
internal sealed class GradientStages
{
    private readonly int[][] _blocksBehind;
    private readonly UnitRange[][] _clearedIn;

    /// <param name="stageCount">Stages of a training step.</param>
    /// <param name="finishedStages">For each tensor that trains, the stage behind which its gradients are there; empty where that is the end of the step for all.</param>
    /// <param name="accumulatedRanges">What units add to.</param>
    /// <param name="architecture">The network's tensors.</param>
    public GradientStages(int stageCount, int[] finishedStages, UnitRange[] accumulatedRanges, NetworkArchitecture architecture)
    {
        ParameterTensor[] tensors = [.. architecture.Parameters.Where(tensor => tensor.IsTrainable).OrderBy(tensor => tensor.Offset)];
        int[] stages = finishedStages.Length == 0 ? [.. tensors.Select(_ => stageCount)] : finishedStages;
        int[] lastStages = new int[TrainingMemory.UpdateBlocks(architecture.TrainableLength)];
        foreach ((ParameterTensor tensor, int stage) in tensors.Zip(stages))
        {
            // Penalties are added in front of the update, and belong to the gradient.
            int last = tensor.L1 != 0 || tensor.L2 != 0 ? stageCount : stage;
            int end = TrainingMemory.UpdateBlocks(tensor.Offset + tensor.Layout.PackedLength);
            for (int block = tensor.Offset / TrainingMemory.UpdateBlock; block < end; block++)
                lastStages[block] = Math.Max(lastStages[block], last);
        }

        _blocksBehind = Group(stageCount, Enumerable.Range(0, lastStages.Length), block => lastStages[block]);

        // What units at the end of the step add to is cleared at the beginning: the last stages may be left out.
        Dictionary<int, int> stageAt = tensors.Zip(stages).ToDictionary(pair => pair.First.Offset, pair => pair.Second);
        _clearedIn = Group(stageCount, accumulatedRanges, range => stageAt[range.ParameterOffset] is int stage && stage < stageCount ? stage : 0);
    }

    /// <summary>The blocks of the update whose gradients nobody writes any more behind a stage and its units, ascending; those of the last units are left to the update.</summary>
    public int[] BlocksBehind(int stage) => _blocksBehind[stage];

    /// <summary>The ranges that are set to zero in a stage, so that units behind it can add to them.</summary>
    public UnitRange[] ClearedIn(int stage) => _clearedIn[stage];

    private static T[][] Group<T>(int stages, IEnumerable<T> items, Func<T, int> stageOf)
    {
        ILookup<int, T> byStage = items.ToLookup(stageOf);
        return [.. Enumerable.Range(0, stages).Select(stage => byStage[stage].ToArray())];
    }
}
