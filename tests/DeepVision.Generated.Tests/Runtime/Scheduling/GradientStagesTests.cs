using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Scheduling;

public class GradientStagesTests
{
    private const int Block = TrainingMemory.UpdateBlock;

    [Fact]
    public void ABlockIsFinishedBehindTheLastStageThatWritesSomethingInIt()
    {
        // The second tensor ends in the middle of the third block, where the last one begins.
        GradientStages stages = Of(stageCount: 4, finished: [3, 1, 2], lengths: [Block, Block + Block / 2, 2 * Block]);
        Assert.Equal([], stages.BlocksBehind(0));
        Assert.Equal([1], stages.BlocksBehind(1));
        Assert.Equal([2, 3, 4], stages.BlocksBehind(2));
        Assert.Equal([0], stages.BlocksBehind(3));
    }

    [Fact]
    public void WhatUnitsMakeAtTheEndIsLeftToTheUpdate()
    {
        GradientStages stages = Of(stageCount: 2, finished: [0, 2], lengths: [Block, Block]);
        Assert.Equal([0], stages.BlocksBehind(0));
        Assert.Equal([], stages.BlocksBehind(1));
    }

    [Fact]
    public void WhatHasAPenaltyIsLeftToTheUpdate()
    {
        GradientStages stages = Of(stageCount: 2, finished: [0, 0], lengths: [Block, Block], penalized: 1);
        Assert.Equal([0], stages.BlocksBehind(0));
        Assert.Equal([], stages.BlocksBehind(1));
    }

    [Fact]
    public void WithoutStagesAllIsLeftToTheUpdate() =>
        Assert.Equal([], Of(stageCount: 1, finished: [], lengths: [Block, Block]).BlocksBehind(0));

    [Fact]
    public void WhatUnitsAddToIsClearedInTheirStageAndThatOfTheEndInTheFirst()
    {
        UnitRange[] ranges = [new(1, 0, Block), new(1, Block, Block)];
        GradientStages stages = Of(stageCount: 3, finished: [3, 1], lengths: [Block, Block], cleared: ranges);
        Assert.Equal([ranges[0]], stages.ClearedIn(0));
        Assert.Equal([ranges[1]], stages.ClearedIn(1));
        Assert.Equal([], stages.ClearedIn(2));
    }

    /// <param name="stageCount">Stages of the step.</param>
    /// <param name="finished">For each tensor the stage behind which its gradients are there.</param>
    /// <param name="lengths">Floats of each tensor.</param>
    /// <param name="penalized">The tensor that has a penalty; none if negative.</param>
    /// <param name="cleared">What units add to.</param>
    private static GradientStages Of(int stageCount, int[] finished, int[] lengths, int penalized = -1, UnitRange[]? cleared = null)
    {
        ParameterTensor[] tensors =
        [
            .. lengths.Select((length, index) => new ParameterTensor(
                $"tensor_{index}", 0, [length], WeightLayout.Vector(length), lengths[..index].Sum(), Initializer.Zeros, 1, 1, L2: index == penalized ? 0.1f : 0)),
        ];
        NetworkArchitecture architecture = new("Tensors", new TensorShape(1), new TensorShape(1), [], tensors, lengths.Sum(), 0, lengths.Sum());
        return new GradientStages(stageCount, finished, cleared ?? [], architecture);
    }
}
