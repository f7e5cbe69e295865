using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Scheduling;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(16)]
    public void EveryWorkerRunsItsShareOfEveryJob(int workers)
    {
        CountingJob job = new(workers);
        using (WorkerTeam.Shared.Lease())
        {
            for (int round = 0; round < 2000; round++)
                WorkerTeam.Shared.Run(job, workers);
        }

        Assert.All(job.Runs, runs => Assert.Equal(2000, runs));
    }

    /// <summary>A thread that waits must let the one run that it waits for, even when there are fewer cores than threads that want them.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(16)]
    public void AllJobsFinishWhileOtherThreadsKeepTheCoresBusy(int workers)
    {
        CountingJob job = new(workers);
        using (BusyCores busy = new())
        using (WorkerTeam.Shared.Lease())
        {
            for (int round = 0; round < 20; round++)
                WorkerTeam.Shared.Run(job, workers);
        }

        Assert.All(job.Runs, runs => Assert.Equal(20, runs));
    }

    /// <summary>Whoever is left out of a job runs the next one, and no job twice.</summary>
    [Fact]
    public void MembersThatComeTooLateAreLeftOutOfAJobThatDoesNotNeedThem()
    {
        CountingJob optional = new(4), needed = new(4);
        Random random = new(1);
        using (WorkerTeam.Shared.Lease())
        {
            for (int round = 0; round < 500; round++)
            {
                Thread.SpinWait(random.Next(10_000));
                WorkerTeam.Shared.Run(optional, 4, needsAll: false);
                WorkerTeam.Shared.Run(needed, 4);
            }
        }

        Assert.All(needed.Runs, runs => Assert.Equal(500, runs));
        Assert.Equal(500, optional.Runs[0]);
        Assert.All(optional.Runs, runs => Assert.InRange(runs, 0, 500));
    }

    /// <summary>Members that sleep, or are about to fall asleep, miss no call: jobs come at once and after pauses of any length.</summary>
    [Fact]
    public void JobsThatComeAfterPausesWakeTheMembers()
    {
        CountingJob job = new(3);
        Random random = new(1);
        using (WorkerTeam.Shared.Lease())
        {
            for (int round = 0; round < 500; round++)
            {
                Thread.SpinWait(random.Next(20_000));
                WorkerTeam.Shared.Run(job, 3);
            }
        }

        Assert.Equal([500, 500, 500], job.Runs);
    }

    /// <summary>A small job behind a large one runs on its own workers only.</summary>
    [Fact]
    public void MembersBeyondTheWorkersOfAJobStayOut()
    {
        CountingJob large = new(8), small = new(2);
        using (WorkerTeam.Shared.Lease())
        {
            for (int round = 0; round < 200; round++)
            {
                WorkerTeam.Shared.Run(large, 8);
                WorkerTeam.Shared.Run(small, 2);
            }
        }

        Assert.All(large.Runs, runs => Assert.Equal(200, runs));
        Assert.Equal([200, 200], small.Runs);
    }

    [Fact]
    public void AnExceptionOfAWorkerReachesTheCallerAndTheTeamGoesOn()
    {
        using (WorkerTeam.Shared.Lease())
        {
            Exception thrown = Assert.Throws<InvalidOperationException>(() => WorkerTeam.Shared.Run(new FailingJob(failing: 1), 3));
            Assert.Contains("on purpose", thrown.Message);
            CountingJob job = new(3);
            WorkerTeam.Shared.Run(job, 3);
            Assert.Equal([1, 1, 1], job.Runs);
        }
    }

    [Fact]
    public void AnExceptionOfTheCallersShareWaitsForTheOthers()
    {
        using (WorkerTeam.Shared.Lease())
        {
            Assert.ThrowsAny<InvalidOperationException>(() => WorkerTeam.Shared.Run(new FailingJob(failing: 0), 3));
            CountingJob job = new(3);
            WorkerTeam.Shared.Run(job, 3);
            Assert.Equal([1, 1, 1], job.Runs);
        }
    }

    private sealed class CountingJob(int workers) : IWorkerJob
    {
        public int[] Runs { get; } = new int[workers];

        public void Run(int worker, int workers)
        {
            Assert.Equal(Runs.Length, workers);
            Runs[worker]++;
        }
    }

    private sealed class FailingJob(int failing) : IWorkerJob
    {
        public void Run(int worker, int workers)
        {
            if (worker == failing)
                throw new InvalidOperationException("fails on purpose");
        }
    }
}
