using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Scheduling;

public class StageUnitsTests
{
    private static readonly UnitRange[] s_ranges = [new(4, 8000, 4000), new(2, 0, 1000), new(2, 3000, 1000)];

    [Fact]
    public void AllRunAtTheUsualStageWhereNoneIsNamed()
    {
        StageUnits units = new([s_ranges[1], s_ranges[2]], [], usualStage: 3, length: 4000);
        Assert.Equal([0, 2, 4], units.At(3)!.Boundaries(2).ToArray());
        Assert.All([0, 2, 4], stage => Assert.Null(units.At(stage)));
    }

    /// <summary>Units are numbered through all stages, and each stage's are shared out by where its own parameters lie.</summary>
    [Fact]
    public void EveryStageSharesItsOwnUnits()
    {
        StageUnits units = new(s_ranges, [1, 2, 2], usualStage: 4, length: 12_000);
        Assert.Equal([0, 2, 4], units.At(1)!.Boundaries(2).ToArray());
        Assert.Equal([4, 6, 8], units.At(2)!.Boundaries(2).ToArray());
        Assert.Equal([4, 6, 6, 6, 8], units.At(2)!.Boundaries(4).ToArray());
        Assert.Equal(4, units.At(2)!.Count);
        Assert.All([0, 3, 4, 5], stage => Assert.Null(units.At(stage)));
    }

    [Fact]
    public void NoUnitsRunNowhere() => Assert.Null(new StageUnits([], [], usualStage: 0, length: 100).At(0));
}
