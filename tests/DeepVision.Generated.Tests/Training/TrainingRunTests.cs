using System.Reflection;
using System.Reflection.Emit;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

public class TrainingRunTests
{
    [Fact]
    public void TrainingLearns()
    {
        using var net = new LinearClassifier();
        TrainingHistory history = net.Train(Linear.Corners(300, 1), new TrainingOptions { Epochs = 20, BatchSize = 16, Optimizer = new Adam(0.05f), Validation = Linear.Corners(90, 2) });
        Assert.Equal(StopReason.Completed, history.StoppedBy);
        Assert.Equal(20, history.Epochs.Count);
        Assert.True(history.Epochs[^1].Loss < history.Epochs[0].Loss);
        Assert.True(history.Epochs[^1].Accuracy > 0.9, $"{history.Epochs[^1]}");
        Assert.True(history.Epochs[^1].ValidationAccuracy > 0.9, $"{history.Epochs[^1]}");
        Assert.Equal(net.Evaluate(Linear.Corners(90, 2)).Loss, history.Epochs[^1].ValidationLoss);
        Assert.Equal(history.Epochs.MinBy(epoch => epoch.ValidationLoss)!.Epoch, history.BestEpoch);
    }

    [Fact]
    public void EveryEpochSeesEverySampleOnceAndThePartialBatchLast()
    {
        using var net = new LinearClassifier();
        var seen = new List<List<float>>();
        List<int> sizes = [];
        net.Engine.OnStep = (batch, _) =>
        {
            if (sizes.Count % 3 == 0)
                seen.Add([]);
            sizes.Add(batch.Count);
            seen[^1].AddRange(Enumerable.Range(0, batch.Count).Select(i => batch.Inputs[2 * i]));
        };
        net.Train(Numbered(10), new TrainingOptions { Epochs = 2, BatchSize = 4 });
        Assert.Equal([4, 4, 2, 4, 4, 2], sizes);
        Assert.All(seen, epoch => Assert.Equal(Enumerable.Range(0, 10).Select(i => (float)i), epoch.Order()));
        Assert.NotEqual(seen[0], seen[1]);
        Assert.NotEqual(Enumerable.Range(0, 10).Select(i => (float)i), seen[0]);
    }

    /// <summary>Full-batch gradient descent by hand: w ← w − rate · the mean gradient over all samples.</summary>
    [Fact]
    public void AllSamplesAreOneBatch()
    {
        using LinearClassifier net = new(), byHand = new();
        TrainingOptions options = new() { Epochs = 3, BatchSize = TrainingOptions.AllSamples, Shuffle = false, Optimizer = new SGD(1e-4f), Validation = Numbered(200) };
        TrainingHistory history = net.Train(Numbered(100), options);
        Assert.Equal((3L, 3), (net.StepsTaken, history.Epochs.Count));
        Assert.All(history.Epochs, epoch => Assert.NotNull(epoch.ValidationLoss));

        Batch batch = byHand.CreateBatch(100);
        batch.Fill(Numbered(100), [.. Enumerable.Range(0, 100)]);
        var optimizer = new SGD(1e-4f);
        for (int step = 0; step < 3; step++)
            byHand.TrainStep(batch, optimizer);
        Assert.Equal(byHand.AllParameters(), net.AllParameters());
    }

    [Fact]
    public void SamplesThatDontFitIntoOneBatchAreRefused()
    {
        using var net = new LinearClassifier();
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => net.Train(new EndlessDataset(), new TrainingOptions { BatchSize = TrainingOptions.AllSamples }));
        Assert.Contains("All 2000000000 samples in one batch are too many for LinearClassifier", e.Message);
        Assert.Contains("data.Take(", e.Message);
    }

    [Fact]
    public void WithoutShuffleTheOrderIsThatOfTheData()
    {
        using var net = new LinearClassifier();
        List<float> seen = [];
        net.Engine.OnStep = (batch, _) => seen.AddRange(Enumerable.Range(0, batch.Count).Select(i => batch.Inputs[2 * i]));
        net.Train(Numbered(5), new TrainingOptions { Epochs = 2, BatchSize = 2, Shuffle = false });
        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], seen);
    }

    [Fact]
    public void SeedsDecideTheOrder()
    {
        float[] Order(int seed, int? shuffleSeed)
        {
            using var net = new LinearClassifier(seed);
            List<float> seen = [];
            net.Engine.OnStep = (batch, _) => seen.Add(batch.Inputs[0]);
            net.Train(Numbered(20), new TrainingOptions { Epochs = 2, BatchSize = 1, Seed = shuffleSeed });
            return [.. seen];
        }

        Assert.Equal(Order(1, null), Order(1, null));
        Assert.NotEqual(Order(1, null), Order(2, null));
        Assert.Equal(Order(1, 9), Order(2, 9));
        Assert.Equal(Order(9, null), Order(1, 9));
    }

    [Fact]
    public void ShufflesAreEvenlySpread()
    {
        const int Samples = 8, Epochs = 4000;
        int[,] counts = new int[Samples, Samples];
        var order = new SampleOrder(Samples, seed: 3, shuffle: true);
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            order.Begin(epoch);
            for (int place = 0; place < Samples; place++)
                counts[place, order.Indices[place]]++;
        }

        // Each of the 64 counts has mean 500 and deviation 21; six deviations happen once in 500 million.
        foreach (int count in counts)
            Assert.InRange(count, 500 - 126, 500 + 126);
    }

    [Fact]
    public void TheSameSeedGivesTheSameWeights()
    {
        float[] Train(int seed)
        {
            using var net = new LinearClassifier(seed);
            net.Train(Linear.Corners(50, 1), new TrainingOptions { Epochs = 2, BatchSize = 8 });
            return net.AllParameters();
        }

        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void OptionsReachTheEngine()
    {
        using var net = new LinearClassifier();
        List<StepContext> contexts = [];
        net.Engine.OnStep = (_, context) => contexts.Add(context);
        var optimizer = new SGD(new WarmUpSchedule(new StepSchedule(1f, everyEpochs: 1, factor: 0.5), steps: 2));
        TrainingHistory history = net.Train(Numbered(4), new TrainingOptions { Epochs = 2, BatchSize = 2, Optimizer = optimizer, Threads = 3, ClipNorm = 0.75f });
        Assert.Equal([(0.5f, 0.75f, 3), (1f, 0.75f, 3), (1f, 0.75f, 3), (1f, 0.75f, 3)], net.Engine.Updates);
        Assert.Equal([0L, 1, 2, 3], contexts.Select(context => context.Step));
        Assert.All(contexts, context => Assert.Equal((1, 3), (context.Seed, context.Threads)));
        Assert.Equal([1f, 1f], history.Epochs.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void ACosineScheduleSpansTheRun()
    {
        using var net = new LinearClassifier();
        var options = new TrainingOptions { Epochs = 2, BatchSize = 2, Optimizer = new Adam(new CosineSchedule(1e-3f)) };
        net.Train(Numbered(4), options);
        Assert.Equal(1e-3f, net.Engine.Updates[0].LearningRate);
        Assert.Equal(0.5e-3f, net.Engine.Updates[2].LearningRate, 1e-9f);
        net.Train(Numbered(4), options);
        Assert.Equal(1e-3f, net.Engine.Updates[4].LearningRate);
    }

    [Fact]
    public void CancellationStopsBetweenStepsAndKeepsWhatWasLearned()
    {
        using var net = new LinearClassifier();
        using var cancellation = new CancellationTokenSource();
        net.Engine.OnStep = (_, context) =>
        {
            if (context.Step == 7)
                cancellation.Cancel();
        };
        TrainingHistory history = net.Train(Numbered(10), new TrainingOptions { Epochs = 5, BatchSize = 2 }, cancellationToken: cancellation.Token);
        Assert.Equal(StopReason.Cancelled, history.StoppedBy);
        Assert.Single(history.Epochs);
        Assert.Equal(8, net.StepsTaken);
        Assert.InRange(net.Predict([1f, 0f]).Confidence, 0.3f, 1f);

        net.Engine.OnStep = null;
        Assert.Equal(StopReason.Completed, net.Train(Numbered(10), new TrainingOptions { Epochs = 1 }).StoppedBy);
    }

    [Fact]
    public void TrainingThatIsCancelledFromTheStartChangesNothing()
    {
        using var net = new LinearClassifier();
        float[] before = net.AllParameters();
        TrainingHistory history = net.Train(Numbered(10), cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal(StopReason.Cancelled, history.StoppedBy);
        Assert.Empty(history.Epochs);
        Assert.Equal(before, net.AllParameters());
    }

    [Fact]
    public void ProgressTellsHowFarTrainingIs()
    {
        using var net = new LinearClassifier();
        var progress = new ProgressList();
        TrainingHistory history = net.Train(Numbered(10), new TrainingOptions { Epochs = 3, BatchSize = 4 }, progress);
        TrainingProgress[] ends = [.. progress.Where(report => report.EpochResult is not null)];
        Assert.Equal([1, 2, 3], ends.Select(report => report.Epoch));
        Assert.Equal(history.Epochs, ends.Select(report => report.EpochResult));
        Assert.All(ends, report =>
        {
            Assert.Equal((3, 3, 3), (report.Epochs, report.Step, report.StepsPerEpoch));
            Assert.Equal(report.EpochResult!.Loss, report.Loss);
            Assert.Equal("scalar test engine", report.DeviceName);
            Assert.True(report.SamplesPerSecond > 0);
        });
        Assert.Equal(TimeSpan.Zero, ends[^1].Remaining);
        Assert.True(ends[0].Remaining > TimeSpan.Zero);
        Assert.All(progress, report => Assert.Null(report.Message));
    }

    [Fact]
    public void LossAndAccuracyAreMeansOverSamples()
    {
        using var net = new LinearClassifier();
        net.Engine.LossOverride = (step, _) => step == 0 ? 1 : 4;
        TrainingHistory history = net.Train(Numbered(3), new TrainingOptions { Epochs = 1, BatchSize = 2 });
        Assert.Equal((2 * 1 + 1 * 4) / 3.0, history.Epochs[0].Loss, 1e-12);
        Assert.InRange(history.Epochs[0].Accuracy!.Value, 0, 1);

        using var regressor = new LinearRegressor();
        using TrainingRun run = regressor.BeginTraining(NetworkTests.Targets([1, 0, 0, 1]), new TrainingOptions { Epochs = 1 });
        Assert.True(run.NextEpoch() && run.NextBatch());
        run.Report(regressor.TrainStep(run.Batch, run.Optimizer));
        run.EndEpoch();
        Assert.Null(run.History.Epochs[0].Accuracy);
    }

    [Fact]
    public void OnlyOneTrainingAtATime()
    {
        using var net = new LinearClassifier();
        using (net.BeginTraining(Numbered(4)))
        {
            Assert.Contains("already being trained", Assert.Throws<InvalidOperationException>(() => net.Train(Numbered(4))).Message);
            Assert.Contains("being trained", Assert.Throws<InvalidOperationException>(() => net.LoadWeights("unused")).Message);
        }

        net.Train(Numbered(4), new TrainingOptions { Epochs = 1 });
    }

    [Fact]
    public void AnExceptionInTrainingLeavesTheNetworkTrainable()
    {
        using var net = new LinearClassifier();
        net.Engine.LossOverride = (_, _) => float.NaN;
        Assert.Throws<TrainingDivergedException>(() => net.Train(Numbered(4)));
        net.Engine.LossOverride = null;
        Assert.Equal(StopReason.Completed, net.Train(Numbered(4)).StoppedBy);
    }

    [Fact]
    public void LoopsOfOnesOwnAreToldWhatTheyForgot()
    {
        using var net = new LinearClassifier();
        TrainingRun run = net.BeginTraining(Numbered(4));
        Assert.Throws<InvalidOperationException>(() => run.NextBatch());
        Assert.Throws<InvalidOperationException>(() => run.EndEpoch());
        Assert.True(run.NextEpoch());
        Assert.Contains("EndEpoch", Assert.Throws<InvalidOperationException>(() => run.NextEpoch()).Message);
        run.Dispose();
        Assert.Throws<ObjectDisposedException>(() => run.NextBatch());
    }

    [Fact]
    public void WrongOptionsAreRefusedWhereTheyAreSet()
    {
        Assert.Contains("BatchSize must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { BatchSize = 0 }).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Threads = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { ClipNorm = float.NaN });
        Assert.Throws<ArgumentNullException>(() => new TrainingOptions { Optimizer = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Patience = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { MinDelta = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { WarmUpEpochs = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Goal = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Baseline = double.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BestWeights("file") { Monitor = (Metric)99 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CheckpointOptions("file") { EveryEpochs = 0 });
        Assert.Throws<ArgumentException>(() => new CheckpointOptions(" "));
    }

    [Fact]
    public void WrongDataIsRefused()
    {
        using var net = new LinearClassifier();
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => net.Train(new NetworkTests.EmptyDataset())).Message);
        Assert.Throws<ArgumentNullException>(() => net.Train(null!));
        var options = new TrainingOptions { Validation = new TensorDataset(new float[3], new TensorShape(3), new int[1], 3) };
        Assert.Equal("options.Validation", Assert.Throws<ArgumentException>(() => net.Train(Numbered(4), options)).ParamName);
        net.Train(Numbered(4), new TrainingOptions { Epochs = 1 });
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        using var net = new LinearClassifier();
        using TrainingRun run = net.BeginTraining(Numbered(100), new TrainingOptions { Epochs = 2, BatchSize = 1 });
        Assert.True(run.NextEpoch());
        var result = new StepResult(1, 1, 1);
        void Steps(int count)
        {
            for (int i = 0; i < count && run.NextBatch(); i++)
                run.Report(result);
        }

        Steps(40);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps(40);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void BuildsWithoutOptimisationAreNoticed()
    {
        Assert.Null(BuildCheck.Warning(typeof(TrainingRunTests).Assembly));
        var debuggable = new CustomAttributeBuilder(typeof(System.Diagnostics.DebuggableAttribute).GetConstructor([typeof(bool), typeof(bool)])!, [true, true]);
        AssemblyBuilder slow = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("SlowApp"), AssemblyBuilderAccess.Run, [debuggable]);
        Assert.Contains("SlowApp was compiled without optimisation", BuildCheck.Warning(slow));
    }

    private sealed class EndlessDataset : Dataset
    {
        public override int Count => 2_000_000_000;

        public override TensorShape InputShape => new(2);

        public override int ClassCount => 3;

        public override void CopyInput(int index, Span<float> destination) => destination.Clear();
    }

    /// <summary>Samples whose first value is their index.</summary>
    private static TensorDataset Numbered(int count) =>
        new([.. Enumerable.Range(0, 2 * count).Select(i => i % 2 == 0 ? i / 2f : 0)], new TensorShape(2), labels: [.. Enumerable.Range(0, count).Select(i => i % 3)], classCount: 3);
}
