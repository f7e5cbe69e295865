using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Scheduling;

public class UnitHomesTests
{
    /// <summary>Two layers: four units of 1,000 floats each, and behind a gap two of 500.</summary>
    private static readonly UnitRange[] s_ranges = [new(4, 0, 4000), new(2, 5000, 1000)];

    [Theory]
    [InlineData(1, new[] { 0, 6 })]
    [InlineData(2, new[] { 0, 3, 6 })]
    [InlineData(3, new[] { 0, 2, 4, 6 })]
    // A worker in whose range no unit begins has none.
    [InlineData(6, new[] { 0, 1, 2, 3, 4, 4, 6 })]
    public void AUnitBelongsToTheWorkerInWhoseRangeItsParametersBegin(int workers, int[] expected) =>
        Assert.Equal(expected, new UnitHomes(s_ranges, 6000).Boundaries(workers).ToArray());

    [Fact]
    public void HomesAreTheSameAgainAfterAStepWithOtherWorkers()
    {
        UnitHomes homes = new(s_ranges, 6000);
        int[] first = homes.Boundaries(3).ToArray();
        homes.Boundaries(16);
        Assert.Equal(first, homes.Boundaries(3).ToArray());
    }

    /// <summary>The parameters of different kinds of units lie where the same worker updates them.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void UnitsOfTheSameParametersHaveTheSameHome(int workers)
    {
        const int Length = 64_000;
        UnitHomes coarse = new([new UnitRange(10, 0, Length)], Length), fine = new([new UnitRange(1000, 0, Length)], Length);
        for (int unit = 0; unit < 10; unit++)
            Assert.Equal(Home(coarse, workers, unit), Home(fine, workers, 100 * unit));
    }

    [Fact]
    public void NoUnitsHaveNoHome()
    {
        UnitHomes homes = new([], 6000);
        Assert.Equal(0, homes.Count);
        Assert.Equal([0, 0, 0], homes.Boundaries(2).ToArray());
    }

    private static int Home(UnitHomes homes, int workers, int unit)
    {
        int[] boundaries = homes.Boundaries(workers).ToArray();
        return Enumerable.Range(0, workers).Single(worker => boundaries[worker] <= unit && unit < boundaries[worker + 1]);
    }
}
