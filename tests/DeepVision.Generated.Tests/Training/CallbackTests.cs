using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

/// <summary>What is called behind each step and each epoch, and how it ends training.</summary>
public sealed class CallbackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinearClassifier _net = new();

    public void Dispose()
    {
        _net.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void AStepShowsWhereTrainingIs()
    {
        _net.Engine.LossOverride = (step, _) => 10 + step;
        List<(int Epoch, int Step, int Steps, float Loss, float Rate, int Samples)> seen = [];
        List<long> taken = [];
        _net.Train(Data, new TrainingOptions
        {
            Epochs = 2,
            BatchSize = 12,
            Optimizer = new SGD(new StepSchedule(1f, everyEpochs: 1, factor: 0.5)),
            OnStep = step =>
            {
                seen.Add((step.Epoch, step.Step, step.StepsPerEpoch, step.Loss, step.LearningRate, step.Batch.Count));
                taken.Add(step.Network.StepsTaken);
            },
        });
        Assert.Equal(
            [(1, 1, 3, 10, 1, 12), (1, 2, 3, 11, 1, 12), (1, 3, 3, 12, 1, 6), (2, 1, 3, 13, 0.5f, 12), (2, 2, 3, 14, 0.5f, 12), (2, 3, 3, 15, 0.5f, 6)], seen);
        Assert.Equal([1, 2, 3, 4, 5, 6], taken);
    }

    [Fact]
    public void AnEpochShowsItsResultAndWhetherItIsTheBest()
    {
        _net.Engine.LossOverride = (step, _) => new float[] { 3, 1, 2 }[step];
        List<(EpochResult Result, bool IsBest, int Epochs)> seen = [];
        TrainingHistory history = _net.Train(Data, new TrainingOptions
        {
            Epochs = 3,
            OnEpoch = epoch =>
            {
                Assert.Same(_net, epoch.Network);
                seen.Add((epoch.Result, epoch.IsBest, epoch.History.Epochs.Count));
            },
        });
        Assert.Equal([(history.Epochs[0], true, 1), (history.Epochs[1], true, 2), (history.Epochs[2], false, 3)], seen);
    }

    [Fact]
    public void AStepMayStopTraining()
    {
        TrainingHistory history = _net.Train(Data, new TrainingOptions
        {
            Epochs = 5,
            BatchSize = 10,
            OnStep = step =>
            {
                if (step is { Epoch: 2, Step: 2 })
                    step.Stop();
            },
        });
        Assert.Equal((StopReason.Callback, 1, 5L), (history.StoppedBy, history.Epochs.Count, _net.StepsTaken));
        Assert.Equal(StopReason.Completed, _net.Train(Data, new TrainingOptions { Epochs = 1 }).StoppedBy);
    }

    /// <summary>The epoch whose last step stops is done.</summary>
    [Fact]
    public void TheLastStepOfAnEpochStopsBehindIt()
    {
        TrainingHistory history = _net.Train(Data, new TrainingOptions { Epochs = 5, BatchSize = 10, OnStep = step => Stop(step, step.Step == step.StepsPerEpoch) });
        Assert.Equal((StopReason.Callback, 1, 3L), (history.StoppedBy, history.Epochs.Count, _net.StepsTaken));
    }

    [Fact]
    public void WhenAStepStopsTheBestWeightsComeBack()
    {
        _net.Engine.LossOverride = (step, _) => new float[] { 3, 1, 2, 2 }[step];
        float[] best = [];
        _net.Train(Data, new TrainingOptions
        {
            Epochs = 4,
            EarlyStopping = new EarlyStopping { Monitor = Metric.TrainingLoss, Patience = 9 },
            OnStep = step => Stop(step, step.Epoch == 4),
            OnEpoch = epoch => best = epoch.IsBest ? _net.AllParameters() : best,
        });
        Assert.Equal(best, _net.AllParameters());
    }

    /// <summary>The checkpoint of the epoch is written although it was not its turn; a run that goes on from there is as one that was never stopped.</summary>
    [Fact]
    public void AnEpochMayStopTrainingAndItCanGoOn()
    {
        using LinearClassifier whole = new(1), begun = new(1), resumed = new(2);
        TrainingHistory expected = whole.Train(Data, new TrainingOptions { Epochs = 6, BatchSize = 10, Optimizer = new Adam(0.01f) });
        var checkpoint = new CheckpointOptions(_folder["run"]) { EveryEpochs = 4, Resume = true };
        TrainingHistory stopped = begun.Train(Data, Options(epoch =>
        {
            if (epoch.Result.Epoch == 3)
                epoch.Stop();
        }));
        Assert.Equal((StopReason.Callback, 3), (stopped.StoppedBy, stopped.Epochs.Count));
        TrainingHistory actual = resumed.Train(Data, Options(null));
        Assert.Equal((StopReason.Completed, 6), (actual.StoppedBy, actual.Epochs.Count));
        Assert.Equal(expected.Epochs.Select(epoch => epoch.Loss), actual.Epochs.Select(epoch => epoch.Loss));
        Assert.Equal(whole.AllParameters(), resumed.AllParameters());

        TrainingOptions Options(Action<FinishedEpoch>? onEpoch) => new() { Epochs = 6, BatchSize = 10, Optimizer = new Adam(0.01f), Checkpoint = checkpoint, OnEpoch = onEpoch };
    }

    [Fact]
    public void AnExceptionOfAStepLeavesTheNetworkAsTheStepLeftIt()
    {
        using var whole = new LinearClassifier();
        whole.Train(Data, new TrainingOptions { Epochs = 5, BatchSize = 10, OnStep = step => Stop(step, step is { Epoch: 2, Step: 1 }) });
        Assert.Throws<TimeZoneNotFoundException>(() => _net.Train(Data, new TrainingOptions
        {
            Epochs = 5,
            BatchSize = 10,
            OnStep = step =>
            {
                if (step is { Epoch: 2, Step: 1 })
                    throw new TimeZoneNotFoundException();
            },
        }));
        Assert.Equal((StopReason.Interrupted, 1), (_net.LastTraining!.StoppedBy, _net.LastTraining.Epochs.Count));
        Assert.Equal(whole.AllParameters(), _net.AllParameters());
        Assert.Equal(StopReason.Completed, _net.Train(Data, new TrainingOptions { Epochs = 1 }).StoppedBy);
    }

    [Fact]
    public void AnExceptionOfAnEpochLosesNothing()
    {
        var checkpoint = new CheckpointOptions(_folder["run"]);
        Assert.Throws<TimeZoneNotFoundException>(() => _net.Train(Data, new TrainingOptions
        {
            Epochs = 5,
            Checkpoint = checkpoint,
            OnEpoch = epoch =>
            {
                if (epoch.Result.Epoch == 2)
                    throw new TimeZoneNotFoundException();
            },
        }));
        Assert.Equal((StopReason.Interrupted, 2), (_net.LastTraining!.StoppedBy, _net.LastTraining.Epochs.Count));
        using var loaded = new LinearClassifier(2);
        loaded.LoadWeights(checkpoint.Path);
        Assert.Equal(_net.AllParameters(), loaded.AllParameters());
    }

    /// <summary>A callback sees the network at rest: it may evaluate, save and change the rate, but not the weights.</summary>
    [Fact]
    public void ACallbackMayUseTheNetwork()
    {
        var optimizer = new SGD(0.5f);
        _net.Train(Data, new TrainingOptions
        {
            Epochs = 2,
            Optimizer = optimizer,
            OnStep = step =>
            {
                step.Network.Save(_folder["weights"]);
                optimizer.LearningRate = 0.25f;
            },
            OnEpoch = epoch =>
            {
                Assert.Equal(30, ((LinearClassifier)epoch.Network).Evaluate(Data).Count);
                Assert.Throws<InvalidOperationException>(() => epoch.Network.LoadWeights(_folder["weights"]));
            },
        });
        Assert.Equal([0.5f, 0.25f], _net.Engine.Updates.Select(update => update.LearningRate));
    }

    [Fact]
    public void CallbacksOfStepsAllocateNothing()
    {
        double sum = 0;
        using TrainingRun run = _net.BeginTraining(Linear.Corners(100, 1), new TrainingOptions { Epochs = 2, BatchSize = 1, OnStep = step => sum += step.Loss * step.LearningRate });
        Assert.True(run.NextEpoch());
        var result = new StepResult(1, 1, 1);
        Steps(40);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps(40);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(80 * 0.001, sum, 1e-6);

        void Steps(int count)
        {
            for (int i = 0; i < count && run.NextBatch(); i++)
                run.Report(result);
        }
    }

    private static TensorDataset Data => Linear.Corners(30, seed: 1);

    private static void Stop(FinishedStep step, bool isTime)
    {
        if (isTime)
            step.Stop();
    }
}
