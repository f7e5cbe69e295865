using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
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
