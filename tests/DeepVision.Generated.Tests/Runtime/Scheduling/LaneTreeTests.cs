using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Scheduling;

/// <summary>Where the sums of the lanes lie, and who adds what to what. That the sums come out right is tested with <see cref="LaneGradients"/>.</summary>
public class LaneTreeTests
{
    public static TheoryData<int> WorkerCounts => [.. Enumerable.Range(1, LaneTree.Lanes)];

    [Theory]
    [MemberData(nameof(WorkerCounts))]
    public void EveryLaneBelongsToTheWorkerThatRunsIt(int workers)
    {
        var tree = LaneTree.For(workers);
        for (int worker = 0; worker < workers; worker++)
        {
            for (int lane = LaneTree.Lanes * worker / workers; lane < LaneTree.Lanes * (worker + 1) / workers; lane++)
                Assert.Equal((worker, lane, lane + 1), (tree.Lane(lane).Worker, tree.Lane(lane).First, tree.Lane(lane).End));
        }
    }

    /// <summary>Otherwise one of them would add to what the other one is writing.</summary>
    [Theory]
    [MemberData(nameof(WorkerCounts))]
    public void WorkersShareNoMemory(int workers)
    {
        var tree = LaneTree.For(workers);
        IEnumerable<(int Slot, int Worker)> uses = Enumerable.Range(0, LaneTree.Lanes).Select(lane => (tree.Lane(lane).Slot, tree.Lane(lane).Worker));
        Assert.All(uses.GroupBy(use => use.Slot), users => Assert.Single(users.Select(use => use.Worker).Distinct()));
    }

    [Theory]
    [MemberData(nameof(WorkerCounts))]
    public void OnlyNeighboursOfOneWorkerAreMergedAndAlwaysToHalvesOfTheTree(int workers)
    {
        var tree = LaneTree.For(workers);
        for (int lane = 0; lane < LaneTree.Lanes; lane++)
        {
            foreach (LaneTree.Merge merge in tree.MergesBehind(lane))
            {
                int width = merge.Right.End - merge.Right.First;
                Assert.Equal((merge.Left.Worker, merge.Left.End, lane + 1), (merge.Right.Worker, merge.Right.First, merge.Right.End));
                Assert.Equal(width, merge.Left.End - merge.Left.First);
                Assert.Equal(0, merge.Left.First % (2 * width));
            }
        }
    }

    /// <summary>One worker adds as it goes: beside the lane at hand it keeps one sum for each level of the tree, not sixteen.</summary>
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 8)]
    [InlineData(4, 12)]
    [InlineData(16, 16)]
    public void FewSumsAreInMemoryAtOnce(int workers, int slots) => Assert.Equal(slots, LaneTree.For(workers).Slots);

    [Fact]
    public void OneWorkerHasTheSumOfAllLanesInTheEnd()
    {
        Assert.True(LaneTree.For(1).TryFind(0, LaneTree.Lanes, out LaneTree.Node node));
        Assert.Equal(0, node.Slot);
        Assert.False(LaneTree.For(2).TryFind(0, LaneTree.Lanes, out _));
    }
}
