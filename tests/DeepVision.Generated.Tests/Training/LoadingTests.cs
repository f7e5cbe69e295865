using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

/// <summary>Batches that are filled ahead on threads of their own.</summary>
public class LoadingTests
{
    private const int Samples = 103;
    private const int BatchSize = 8;

    private static TensorDataset Corners => Linear.Corners(Samples, seed: 3);

    [Theory]
    [InlineData(1), InlineData(2), InlineData(5), InlineData(16)]
    public void TrainingIsTheSameForAnyNumberOfThreads(int threads)
    {
        using LinearClassifier inLine = new(), ahead = new();
        TrainingHistory expected = inLine.Train(Corners, Options(0)), history = ahead.Train(Corners, Options(threads));
        Assert.Equal(inLine.AllParameters(), ahead.AllParameters());
        Assert.Equal(expected.Epochs.Select(epoch => (epoch.Loss, epoch.ValidationLoss)), history.Epochs.Select(epoch => (epoch.Loss, epoch.ValidationLoss)));
    }

    [Fact]
    public void DataSetsThatLoadSlowlyAreReadOnThreadsThatEndWithTheTraining()
    {
        SlowDataset data = new(Corners);
        using LinearClassifier net = new();
        net.Train(data.Shuffle(1), new TrainingOptions { Epochs = 2, BatchSize = BatchSize, Validation = data.Take(9) });
        net.Evaluate(data);
        Assert.DoesNotContain(Thread.CurrentThread, data.Readers);
        Assert.NotEmpty(data.Readers);
        Assert.All(data.Readers, reader => Assert.False(reader.IsAlive));

        SlowDataset asked = new(Corners);
        net.Train(asked, Options(0));
        Assert.Equal([Thread.CurrentThread], asked.Readers);
    }

    [Fact]
    public void WhatADataSetThrowsArrivesAtItsBatchOnTheCallersThread()
    {
        // 20 and 22 are of batch 2; the first of them is told of, whoever comes first.
        SlowDataset data = new(Corners) { OnRead = index => Assert.True(index is not (20 or 22), FormattableString.Invariant($"file {index}")) };
        for (int threads = 0; threads < 4; threads++)
        {
            using LinearClassifier net = new();
            Exception e = Assert.ThrowsAny<Exception>(() => net.Train(data, new TrainingOptions { BatchSize = BatchSize, Shuffle = false, LoadingThreads = threads }));
            Assert.StartsWith("file 20", e.Message, StringComparison.Ordinal);
            Assert.Equal(2, net.StepsTaken);
            Assert.StartsWith("file 20", Assert.ThrowsAny<Exception>(() => net.Evaluate(data)).Message, StringComparison.Ordinal);
            Assert.Equal(StopReason.Interrupted, net.LastTraining!.StoppedBy);
        }
    }

    [Fact]
    public void CancellingEndsTheWaitForABatch()
    {
        using CancellationTokenSource source = new();
        using ManualResetEventSlim isCancelled = new();
        SlowDataset data = new(Corners)
        {
            OnRead = index =>
            {
                // The last sample of a batch that is waited for cancels, so that the wait ends by it.
                if (index == 31)
                {
                    source.Cancel();
                    isCancelled.Set();
                }
                else if (index > 31)
                {
                    isCancelled.Wait();
                }
            },
        };
        using LinearClassifier net = new();
        TrainingHistory history = net.Train(data, new TrainingOptions { BatchSize = BatchSize, Shuffle = false, LoadingThreads = 2 }, cancellationToken: source.Token);
        Assert.Equal(StopReason.Cancelled, history.StoppedBy);
        Assert.InRange(net.StepsTaken, 0, 4);
        Assert.All(data.Readers, reader => Assert.False(reader.IsAlive));
    }

    [Fact]
    public void NoMoreThanTwoBatchesAreFilledAhead()
    {
        SlowDataset data = new(Corners);
        using LinearClassifier net = new();
        using (TrainingRun run = net.BeginTraining(data, new TrainingOptions { BatchSize = BatchSize, LoadingThreads = 3 }))
        {
            run.NextEpoch();
            for (int i = 0; i < 4; i++)
                run.NextBatch();
        }

        Assert.InRange(data.Reads, 4 * BatchSize, 6 * BatchSize);
    }

    [Fact]
    public void EpochsThatAreLeftAndBegunAnewAreWhole()
    {
        using LinearClassifier net = new();
        using TrainingRun run = net.BeginTraining(Corners, new TrainingOptions { Epochs = 3, BatchSize = BatchSize, LoadingThreads = 2 });
        for (int taken = 1; run.NextEpoch(); taken += 5)
        {
            List<float> seen = [];
            for (int i = 0; i < taken && run.NextBatch(); i++)
            {
                run.Report(net.TrainStep(run.Batch, run.Optimizer));
                seen.AddRange(run.Batch.Inputs.AsSpan(0, 2 * run.Batch.Count));
            }

            Assert.Equal(seen.Count, 2 * Math.Min(Samples, taken * BatchSize));
            run.EndEpoch();
        }
    }

    [Fact]
    public void AllInputsAndAnswersComeAlong()
    {
        float[] extra = [.. Enumerable.Range(0, Samples * 3).Select(i => (float)i)], boxes = [.. Enumerable.Range(0, Samples * 2).Select(i => -(float)i)];
        Dataset data = Corners.WithInput("extra", new TensorShape(3), extra).WithLabels("Kind", [.. Enumerable.Range(0, Samples).Select(i => i % 4)]).WithTargets("Box", boxes, 2);
        using BatchLoader loader = new(NewBatch, BatchSize, threads: 2);
        int[] order = [.. Enumerable.Range(0, Samples).Reverse()];
        Batch ahead = NewBatch(), inLine = NewBatch();
        for (int epoch = 0; epoch < 2; epoch++)
        {
            loader.Begin(data, order);
            for (int start = 0; start < Samples; start += BatchSize)
            {
                int count = Math.Min(BatchSize, Samples - start);
                Assert.True(loader.TryTake(ahead, count, CancellationToken.None));
                inLine.Fill(data, order.AsSpan(start, count));
                Assert.Equal(count, ahead.Count);
                Assert.Equal(inLine.Inputs[..(2 * count)], ahead.Inputs[..(2 * count)]);
                Assert.Equal(inLine.GetInput("extra")[..(3 * count)], ahead.GetInput("extra")[..(3 * count)]);
                Assert.Equal(inLine.GetLabels("Kind")[..count], ahead.GetLabels("Kind")[..count]);
                Assert.Equal(inLine.GetTargets("Box")[..(2 * count)], ahead.GetTargets("Box")[..(2 * count)]);
                Assert.Equal(order[start + count - 1], ahead.IndexOf(count - 1));
            }
        }

        static Batch NewBatch() => new(
            BatchSize,
            [new InputInfo("input", new TensorShape(2)), new InputInfo("extra", new TensorShape(3))],
            [new HeadInfo("Kind", HeadKind.Classification, 0, new TensorShape(4), 1), new HeadInfo("Box", HeadKind.Regression, 0, new TensorShape(2), 1)]);
    }

    [Fact]
    public void ThreadsAreCheckedWhereTheyAreSet() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { LoadingThreads = -1 });

    private static TrainingOptions Options(int threads) =>
        new() { Epochs = 3, BatchSize = BatchSize, LoadingThreads = threads, Validation = Linear.Corners(29, seed: 4) };

    /// <summary>Says that it loads slowly, and notes who reads.</summary>
    private sealed class SlowDataset(Dataset data) : Dataset
    {
        private readonly HashSet<Thread> _readers = [];

        public Action<int> OnRead { get; init; } = _ => { };

        public int Reads { get; private set; }

        public IReadOnlyCollection<Thread> Readers => _readers;

        public override bool LoadsSlowly => true;

        public override int Count => data.Count;

        public override TensorShape InputShape => data.InputShape;

        public override int ClassCount => data.ClassCount;

        public override int GetLabel(int index) => data.GetLabel(index);

        public override void CopyInput(int index, Span<float> destination)
        {
            lock (_readers)
            {
                _readers.Add(Thread.CurrentThread);
                Reads++;
            }

            OnRead(index);
            data.CopyInput(index, destination);
        }
    }
}
