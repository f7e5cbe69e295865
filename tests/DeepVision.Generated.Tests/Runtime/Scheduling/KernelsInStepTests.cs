using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Scheduling;

/// <summary>Kernels that workers run together, one after the other.</summary>
public class KernelsInStepTests
{
    private const int Kernels = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    public void EveryUnitIsDoneOnceAndNoKernelBeginsBeforeTheOneInFrontIsDone(int workers)
    {
        CountingJob job = new(failingWorker: -1);
        using (WorkerTeam.Shared.Lease())
        {
            for (int round = 0; round < 5; round++)
                job.RunOn(workers);
        }

        Assert.Equal(0, job.Early);
        Assert.All(Enumerable.Range(0, Kernels), kernel => Assert.Equal(5 * CountingJob.Units(kernel), job.Done[kernel]));
    }

    /// <summary>As where its thread gets no processor for a while.</summary>
    [Fact]
    public void AWorkerThatComesLateFindsDoneWhatTheOthersWentThrough()
    {
        KernelsInStep kernels = new();
        kernels.Start(workers: 2);
        Assert.Equal([5, 5, 5], [Run(worker: 0), Run(worker: 0), Run(worker: 0)]);
        Assert.Equal([0, 0, 0], [Run(worker: 1), Run(worker: 1), Run(worker: 1)]);
        Assert.Equal([5, 0], [Run(worker: 1), Run(worker: 0)]);

        int Run(int worker)
        {
            int done = 0;
            kernels.Begin(worker, units: 5);
            while (kernels.TryTake(worker, multiple: 1, out int first, out int end))
                done += end - first;
            return done;
        }
    }

    /// <summary>A worker that waits lets the one run that it waits for.</summary>
    [Fact]
    public void KernelsFinishWhileOtherThreadsKeepTheCoresBusy()
    {
        CountingJob job = new(failingWorker: -1);
        using (BusyCores busy = new())
        using (WorkerTeam.Shared.Lease())
            job.RunOn(workers: 4);
        Assert.All(Enumerable.Range(0, Kernels), kernel => Assert.Equal(CountingJob.Units(kernel), job.Done[kernel]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void AWorkerThatFailsKeepsNobodyWaiting(int failingWorker)
    {
        using (WorkerTeam.Shared.Lease())
        {
            Exception thrown = Assert.ThrowsAny<InvalidOperationException>(() => new CountingJob(failingWorker).RunOn(workers: 4));
            Assert.Contains("on purpose", thrown.Message);

            CountingJob next = new(failingWorker: -1);
            next.RunOn(workers: 4);
            Assert.Equal(CountingJob.Units(Kernels - 1), next.Done[^1]);
        }
    }

    private sealed class CountingJob(int failingWorker) : IWorkerJob
    {
        private readonly KernelsInStep _kernels = new();
        private readonly int[] _left = new int[Kernels];
        private int _early;

        public int[] Done { get; } = new int[Kernels];

        /// <summary>Units that ran while there were some left of the kernel in front.</summary>
        public int Early => _early;

        /// <summary>None, fewer than workers, and many.</summary>
        public static int Units(int kernel) => kernel % 7 * (kernel % 5) * 3;

        public void RunOn(int workers)
        {
            for (int kernel = 0; kernel < Kernels; kernel++)
                _left[kernel] = Units(kernel);
            _kernels.Start(workers);
            WorkerTeam.Shared.Run(this, workers);
        }

        public void Run(int worker, int workers)
        {
            try
            {
                for (int kernel = 0; kernel < Kernels; kernel++)
                {
                    _kernels.Begin(worker, Units(kernel));
                    if (worker == failingWorker && kernel == Kernels / 2)
                        throw new InvalidOperationException("fails on purpose");
                    while (_kernels.TryTake(worker, multiple: 1, out int first, out int end))
                    {
                        if (kernel > 0 && Volatile.Read(ref _left[kernel - 1]) > 0)
                            Interlocked.Increment(ref _early);
                        Interlocked.Add(ref Done[kernel], end - first);
                        Interlocked.Add(ref _left[kernel], first - end);
                    }
                }
            }
            catch
            {
                _kernels.Abort();
                throw;
            }
        }
    }
}
