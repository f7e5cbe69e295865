using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Scheduling;

public class WorkSharesTests
{
    [Fact]
    public void AWorkerTakesItsOwnShareFromTheFrontAndThenTheOthersFromTheirEnds()
    {
        WorkShares shares = new();
        shares.Begin([0, 3, 5, 9]);
        Assert.Equal([3, 4, 8, 7, 6, 5, 2, 1, 0], TakeAll(shares, worker: 1));
        Assert.False(shares.TryTake(0, out _));
    }

    [Fact]
    public void HalvesBecomeSmallerUntilNothingIsLeft()
    {
        WorkShares shares = new();
        shares.Begin([0, 8, 16]);
        List<(int First, int End)> taken = [];
        while (shares.TryTakeHalf(1, multiple: 1, out int first, out int end))
            taken.Add((first, end));
        Assert.Equal([(8, 12), (12, 14), (14, 15), (15, 16), (4, 8), (2, 4), (1, 2), (0, 1)], taken);
        Assert.False(shares.TryTakeHalf(0, multiple: 1, out _, out _));
    }

    [Fact]
    public void HalvesAreMultiplesUntilTheRestIsSmaller()
    {
        WorkShares shares = new();
        shares.Begin([0, 8, 27]);
        List<(int First, int End)> taken = [];
        while (shares.TryTakeHalf(1, multiple: 3, out int first, out int end))
            taken.Add((first, end));
        Assert.Equal([(8, 17), (17, 23), (23, 26), (26, 27), (2, 8), (0, 2)], taken);
    }

    [Fact]
    public void PartsOfAShareAreNearlyEqualAndThoseOfOthersBecomeSmaller()
    {
        WorkShares shares = new();
        shares.Begin([0, 9, 23]);
        List<(int First, int End)> taken = [];
        while (shares.TryTakePart(1, most: 4, out int first, out int end))
            taken.Add((first, end));
        Assert.Equal([(9, 13), (13, 17), (17, 20), (20, 23), (5, 9), (3, 5), (2, 3), (1, 2), (0, 1)], taken);
        Assert.False(shares.TryTakePart(0, most: 4, out _, out _));
    }

    [Fact]
    public void AWholeShareComesAtOnceAndTheOthersInHalves()
    {
        WorkShares shares = new();
        shares.Begin([0, 8, 16]);
        List<(int First, int End)> taken = [];
        while (shares.TryTakeShare(1, out int first, out int end))
            taken.Add((first, end));
        Assert.Equal([(8, 16), (4, 8), (2, 4), (1, 2), (0, 1)], taken);
        Assert.False(shares.TryTakeShare(0, out _, out _));
    }

    [Fact]
    public void NeighboursThatRunTogetherAreTakenTogetherButNotFromOthers()
    {
        UnitHomes units = new([new UnitRange(8, 0, 800, RunsTogether: true), new UnitRange(2, 800, 200)], 1000);
        WorkShares shares = new();
        shares.Begin([0, 10, 10]);
        Assert.Equal((0, 5), Take(worker: 0));
        Assert.Equal((9, 1), Take(worker: 1));
        Assert.Equal((8, 1), Take(worker: 1));
        Assert.Equal((7, 1), Take(worker: 1));
        Assert.Equal((5, 1), Take(worker: 0));
        Assert.Equal((6, 1), Take(worker: 0));
        Assert.False(shares.TryTakeTogether(0, units, out _, out _));

        (int First, int Count) Take(int worker)
        {
            Assert.True(shares.TryTakeTogether(worker, units, out int first, out int count));
            return (first, count);
        }
    }

    [Fact]
    public void UnitsThatRunWholeAreTakenAtOnceButNotFromOthers()
    {
        UnitHomes units = new([new UnitRange(8, 0, 800, RunsTogether: true) { RunsWhole = true }], 800);
        WorkShares shares = new();
        shares.Begin(units.Boundaries(2));
        Assert.True(shares.TryTakeTogether(0, units, out int first, out int count));
        Assert.Equal((0, 4), (first, count));
        Assert.True(shares.TryTakeTogether(0, units, out first, out count));
        Assert.Equal((7, 1), (first, count));
        Assert.True(shares.TryTakeTogether(1, units, out first, out count));
        Assert.Equal((4, 3), (first, count));
        Assert.False(shares.TryTakeTogether(1, units, out _, out _));
    }

    [Fact]
    public void AGroupOfUnitsIsNotTornApartByItsOwner()
    {
        UnitHomes units = new([new UnitRange(20, 0, 2000, RunsTogether: true) { Group = 4 }], 2000);
        WorkShares shares = new();
        shares.Begin(units.Boundaries(2));
        Assert.Equal([(0, 5), (5, 3), (8, 2), (19, 1)], [Take(0), Take(0), Take(0), Take(0)]);

        // The other one's share begins in the middle of a group.
        Assert.Equal([(10, 4), (14, 2), (16, 3)], [Take(1), Take(1), Take(1)]);

        (int First, int Count) Take(int worker)
        {
            Assert.True(shares.TryTakeTogether(worker, units, out int first, out int count));
            return (first, count);
        }
    }

    [Fact]
    public void AWorkerWithoutAShareHelpsTheOthers()
    {
        WorkShares shares = new();
        shares.Begin([0, 0, 4]);
        Assert.Equal([3, 2, 1, 0], TakeAll(shares, worker: 0));
    }

    [Fact]
    public void SharesOfALaterStepDoNotDependOnAnEarlierOne()
    {
        WorkShares shares = new();
        shares.Begin([0, 2, 4, 6, 8]);
        TakeAll(shares, worker: 2);
        shares.Begin([0, 1, 2]);
        Assert.Equal([0, 1], TakeAll(shares, worker: 0));
        shares.Begin([0, 2, 4, 6]);
        Assert.Equal([4, 5, 1, 0, 3, 2], TakeAll(shares, worker: 2));
    }

    [Fact]
    public void ThereIsNothingToTakeOfNothing()
    {
        WorkShares shares = new();
        shares.Begin([0, 0, 0]);
        Assert.False(shares.TryTake(0, out _));
        Assert.False(shares.TryTake(1, out _));
    }

    /// <summary>All workers at once. Nearly everything is the last one's share, so that the others take from it all the time.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    public void EveryUnitIsTakenExactlyOnceByWhomeverComesFirst(int workers)
    {
        const int Units = 5000, Rounds = 20;
        WorkShares shares = new();
        int[] boundaries = [.. Enumerable.Range(0, workers), Units];
        TakingJob job = new(shares, Units);
        using (WorkerTeam.Shared.Lease())
        {
            for (int round = 0; round < Rounds; round++)
            {
                shares.Begin(boundaries);
                WorkerTeam.Shared.Run(job, workers);
            }
        }

        Assert.All(job.Taken, taken => Assert.Equal(Rounds, taken));
    }

    private static List<int> TakeAll(WorkShares shares, int worker)
    {
        List<int> taken = [];
        while (shares.TryTake(worker, out int unit))
            taken.Add(unit);
        return taken;
    }

    private sealed class TakingJob(WorkShares shares, int units) : IWorkerJob
    {
        public int[] Taken { get; } = new int[units];

        public void Run(int worker, int workers)
        {
            while (shares.TryTake(worker, out int unit))
                Interlocked.Increment(ref Taken[unit]);
        }
    }
}
