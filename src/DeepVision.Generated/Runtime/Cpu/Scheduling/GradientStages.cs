namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>What happens to gradients at which stage of a training step, beside the kernels that make them.</summary>
internal sealed class GradientStages
{
    private readonly int[][] _blocksBehind;
    private readonly UnitRange[][] _clearedIn;

    /// <param name="plan">The engine's plan.</param>
    /// <param name="architecture">The network's tensors.</param>
    public GradientStages(CpuEnginePlan plan, NetworkArchitecture architecture)
    {
        ParameterTensor[] tensors = [.. architecture.Parameters.Where(tensor => tensor.IsTrainable).OrderBy(tensor => tensor.Offset)];
        int[] stages = plan.FinishedStages.Length == 0 ? [.. tensors.Select(_ => plan.Stages)] : plan.FinishedStages;
        int[] lastStages = new int[TrainingMemory.UpdateBlocks(architecture.TrainableLength)];
        foreach ((ParameterTensor tensor, int stage) in tensors.Zip(stages))
        {
            // Penalties are added in front of the update, and belong to the gradient.
            int last = tensor.L1 != 0 || tensor.L2 != 0 ? plan.Stages : stage;
            int end = TrainingMemory.UpdateBlocks(tensor.Offset + tensor.Layout.PackedLength);
            for (int block = tensor.Offset / TrainingMemory.UpdateBlock; block < end; block++)
                lastStages[block] = Math.Max(lastStages[block], last);
        }

        _blocksBehind = Group(plan.Stages, Enumerable.Range(0, lastStages.Length), block => lastStages[block]);

        // What units at the end of the step add to is cleared at the beginning: the last stages may be left out.
        Dictionary<int, int> stageAt = tensors.Zip(stages).ToDictionary(pair => pair.First.Offset, pair => pair.Second);
        _clearedIn = Group(plan.Stages, plan.AccumulatedRanges, range => stageAt[range.ParameterOffset] is int stage && stage < plan.Stages ? stage : 0);
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
