using DeepVision.Generated.LayerCases;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime;

/// <summary>Which threads a prediction runs on, and what becomes of one that fails; seen by an engine that computes nothing.</summary>
public class SharedPredictionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void OneSampleOfALargeNetworkRunsOnAllThreads(int threads)
    {
        using WatchedEngine engine = new(sharesKernels: true);
        engine.Predict(count: 1, threads);
        Assert.Equal(threads, engine.Threads.Distinct().Count());
        Assert.All(engine.Counts, count => Assert.Equal(1, count));
        Assert.Equal(1, engine.Units);
    }

    [Fact]
    public void OneSampleOfASmallNetworkStaysOnTheCallersThread()
    {
        using WatchedEngine engine = new(sharesKernels: false);
        engine.Predict(count: 1, threads: 4);
        Assert.Equal([Environment.CurrentManagedThreadId], engine.Threads);
    }

    /// <summary>Seven samples on three threads: two for each, and the last one for all together.</summary>
    [Fact]
    public void WhatIsLeftOverOfTheSamplesIsShared()
    {
        using WatchedEngine engine = new(sharesKernels: true);
        engine.Predict(count: 7, threads: 3);
        Assert.Equal([1, 1, 1, 2, 2, 2], engine.Counts.Order());
        Assert.Equal(7, engine.Units);
    }

    [Fact]
    public void AnExceptionOfOneWorkerReachesTheCallerAndTheNextPredictionRuns()
    {
        using WatchedEngine engine = new(sharesKernels: true) { FailsBeside = Environment.CurrentManagedThreadId };
        Exception thrown = Assert.Throws<InvalidOperationException>(() => engine.Predict(count: 1, threads: 3));
        Assert.Contains("on purpose", thrown.Message);

        engine.FailsBeside = null;
        engine.Predict(count: 1, threads: 3);
    }

    /// <summary>An engine of some network whose only kernel has a unit for each sample.</summary>
    private sealed class WatchedEngine(bool sharesKernels) : CpuEngine(s_network, Plan(sharesKernels))
    {
        private static readonly Network s_network = new SharedSpatial(seed: 1);

        private readonly Lock _lock = new();

        /// <summary>Where the threads that share a sample wait for each other: one that comes too late is left out.</summary>
        private CountdownEvent? _meeting;

        public List<int> Threads { get; } = [];

        public List<int> Counts { get; } = [];

        public int Units { get; private set; }

        /// <summary>The caller's thread, if all others fail.</summary>
        public int? FailsBeside { get; set; }

        public void Predict(int count, int threads)
        {
            // Another test may have the team at the moment.
            using (WorkerTeam.Shared.Lease())
            {
                _meeting = count == 1 && sharesKernels ? new CountdownEvent(threads) : null;
                float[] inputs = new float[count * s_network.Architecture.InputShape.Length];
                Forward(inputs, count, new float[count * s_network.Architecture.OutputShape.Length], threads);
            }
        }

        protected override void RunInputGradient(ref float input, ref float scoresGradient, int count, ref float memory, ref byte bytes) => throw new NotSupportedException();

        protected override void Predict(ref float input, int count, ref float memory, ref PredictionWorker worker)
        {
            lock (_lock)
            {
                Threads.Add(Environment.CurrentManagedThreadId);
                Counts.Add(count);
            }

            _meeting?.Signal();
            _meeting?.Wait();
            if (FailsBeside is { } caller && caller != Environment.CurrentManagedThreadId)
                throw new InvalidOperationException("fails on purpose");
            for (worker.Begin(count); worker.Take(out int first, out int end);)
            {
                lock (_lock)
                    Units += end - first;
            }
        }

        protected override void RunStage(int stage, in CpuWorker worker) => throw new NotSupportedException();

        protected override float ComputeLossScale() => throw new NotSupportedException();

        private static CpuEnginePlan Plan(bool sharesKernels) => new()
        {
            Stages = 0,
            BatchFloats = 0,
            BatchBytes = 0,
            ScratchFloats = 0,
            ScratchBytes = 0,
            LaneGradientFloats = 0,
            LaneSegments = [],
            LaneSumFloats = 0,
            GradientUnits = [],
            AccumulatedRanges = [],
            TransposedFloats = 0,
            TransposeUnits = [],
            FoldedFloats = 0,
            StatisticsFloats = 0,
            PredictionChunk = 4,
            PredictionFloats = 4 * 16,
            PredictionScratchFloats = 0,
            SharesKernels = sharesKernels,
            ScoresOffset = 0,
            GradientWeightFloats = 0,
            InputGradientChunk = 1,
            InputGradientFloats = 0,
            InputGradientBytes = 0,
            InputGradientOffset = 0,
            InputGradientPixels = 1,
            InputGradientStride = 16,
            OutputPixels = 1,
            OutputChannels = s_network.Architecture.OutputShape.Length,
            OutputStride = 16,
        };
    }
}
