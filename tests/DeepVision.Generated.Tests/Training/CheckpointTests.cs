using DeepVision.Generated.Tests.Networks;
using DeepVision.Generated.Tests.Optimizers;

namespace DeepVision.Generated.Tests.Training;

public class CheckpointTests
{
    private const int Epochs = 6;

    public static TheoryData<string> Optimizers => ["SGD", "momentum", "Adam", "Adagrad", "three slots"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void AResumedRunEqualsOneWithoutInterruption(string optimizer)
    {
        using var folder = new TemporaryFolder();
        string path = folder["run.safetensors"];
        using LinearClassifier whole = new(1), begun = new(1), resumed = new(99);
        TrainingHistory expected = whole.Train(Data, Options(optimizer));

        Train(begun, Options(optimizer, new CheckpointOptions(path)), cancelInEpoch: 4);
        TrainingHistory actual = resumed.Train(Data, Options(optimizer, new CheckpointOptions(path) { Resume = true }));

        Assert.Equal(whole.AllParameters(), resumed.AllParameters());
        Assert.Equal((whole.StepsTaken, 1), (resumed.StepsTaken, resumed.Seed));
        Assert.Equal(StopReason.Completed, actual.StoppedBy);
        Assert.Equal(expected.Epochs.Select(WithoutTimes), actual.Epochs.Select(WithoutTimes));
        Assert.Equal(expected.BestEpoch, actual.BestEpoch);
        Assert.Equal(["run.safetensors"], folder.Files);
    }

    [Fact]
    public void EarlyStoppingSurvivesAnInterruption()
    {
        using var folder = new TemporaryFolder();
        string path = folder["run.safetensors"];
        float[] losses = [3, 1, 2, 2, 2, 2];
        TrainingOptions Stopping(CheckpointOptions? checkpoint) => new()
        {
            Epochs = Epochs,
            Checkpoint = checkpoint,
            EarlyStopping = new EarlyStopping { Monitor = Metric.TrainingLoss, Patience = 3 },
        };
        LinearClassifier Net()
        {
            var net = new LinearClassifier(1);
            net.Engine.LossOverride = (step, _) => losses[step];
            return net;
        }

        using LinearClassifier whole = Net(), begun = Net(), resumed = Net();
        TrainingHistory expected = whole.Train(Data, Stopping(null));
        Train(begun, Stopping(new CheckpointOptions(path)), cancelInEpoch: 4);
        TrainingHistory actual = resumed.Train(Data, Stopping(new CheckpointOptions(path) { Resume = true }));

        Assert.Equal((StopReason.EarlyStopping, 5, 2), (actual.StoppedBy, actual.Epochs.Count, actual.BestEpoch));
        Assert.Equal(expected.Epochs.Count, actual.Epochs.Count);
        Assert.Equal(whole.AllParameters(), resumed.AllParameters());

        // Resuming a run that has stopped trains no further.
        long steps = resumed.StepsTaken;
        Assert.Equal(StopReason.EarlyStopping, resumed.Train(Data, Stopping(new CheckpointOptions(path) { Resume = true })).StoppedBy);
        Assert.Equal(steps, resumed.StepsTaken);
    }

    [Fact]
    public void AFinishedRunCanBeContinuedWithMoreEpochs()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = new CheckpointOptions(folder["run"]) { Resume = true };
        using LinearClassifier whole = new(1), net = new(1);
        whole.Train(Data, new TrainingOptions { Epochs = 3, Optimizer = new Adam() });
        net.Train(Data, new TrainingOptions { Epochs = 2, Optimizer = new Adam(), Checkpoint = checkpoint });
        TrainingHistory history = net.Train(Data, new TrainingOptions { Epochs = 3, Optimizer = new Adam(), Checkpoint = checkpoint });
        Assert.Equal(3, history.Epochs.Count);
        Assert.Equal(whole.AllParameters(), net.AllParameters());
    }

    [Fact]
    public void CheckpointsComeEveryFewEpochsAndAtTheEnd()
    {
        using var folder = new TemporaryFolder();
        using var net = new LinearClassifier();
        List<bool> written = [];
        var checkpoint = new CheckpointOptions(folder["run"]) { EveryEpochs = 2 };
        using TrainingRun run = net.BeginTraining(Data, new TrainingOptions { Epochs = 5, Checkpoint = checkpoint });
        while (run.NextEpoch())
        {
            while (run.NextBatch())
                run.Report(net.TrainStep(run.Batch, run.Optimizer));
            run.EndEpoch();
            written.Add(File.Exists(checkpoint.Path));
            File.Delete(checkpoint.Path);
        }

        Assert.Equal([false, true, false, true, true], written);
    }

    [Fact]
    public void ACheckpointLoadsAsWeights()
    {
        using var folder = new TemporaryFolder();
        using LinearClassifier net = new(1), other = new(2);
        net.Train(Data, Options("Adam", new CheckpointOptions(folder["run"])));
        other.LoadWeights(folder["run"]);
        Assert.Equal(net.AllParameters(), other.AllParameters());
    }

    /// <summary>Names that older files have are those that are read.</summary>
    [Fact]
    public void WhatTheOptimizerRemembersHasANameForEachSlot()
    {
        using var folder = new TemporaryFolder();
        using var net = new LinearClassifier(1);
        net.Train(Data, Options("three slots", new CheckpointOptions(folder["run"])));
        string[] slots = ["first", "second", "slot_3"];
        Assert.Equal(
            slots.SelectMany(slot => new[] { $"checkpoint:optimizer.{slot}.dense_1.weight", $"checkpoint:optimizer.{slot}.dense_1.bias" }),
            SafetensorsFile.Read(folder["run"]).Tensors.Select(tensor => tensor.Name).Where(Checkpoint.Owns));
    }

    /// <summary>The weights in the file are those that the network is left with; what training goes on from lies beside them.</summary>
    [Theory]
    [InlineData(new float[] { 3, 1, 2, 2, 2, 2 }, StopReason.EarlyStopping)]
    [InlineData(new float[] { 3, 2, 1 }, StopReason.Completed)]
    [InlineData(new float[] { 3, 1, 2 }, StopReason.Completed)]
    public void TheLastCheckpointAgreesWithTheNetwork(float[] losses, StopReason reason)
    {
        using var folder = new TemporaryFolder();
        using LinearClassifier net = new(1), loaded = new(2), longer = new(1), whole = new(1);
        TrainingOptions Stopping(int patience, int epochs, bool isKept) => new()
        {
            Epochs = epochs,
            Checkpoint = isKept ? new CheckpointOptions(folder["run"]) { Resume = true } : null,
            EarlyStopping = new EarlyStopping { Monitor = Metric.TrainingLoss, Patience = patience },
        };
        foreach (LinearClassifier each in new[] { net, longer, whole })
            each.Engine.LossOverride = (step, _) => step < losses.Length ? losses[step] : 4 + step;

        Assert.Equal(reason, net.Train(Data, Stopping(patience: 3, losses.Length, isKept: true)).StoppedBy);
        loaded.LoadWeights(folder["run"]);
        Assert.Equal(net.AllParameters(), loaded.AllParameters());

        // With more patience and epochs, training goes on as if it had never stopped.
        longer.Train(Data, Stopping(patience: 5, losses.Length + 3, isKept: true));
        whole.Train(Data, Stopping(patience: 5, losses.Length + 3, isKept: false));
        Assert.Equal(whole.AllParameters(), longer.AllParameters());
        Assert.Equal(whole.StepsTaken, longer.StepsTaken);
        loaded.LoadWeights(folder["run"]);
        Assert.Equal(longer.AllParameters(), loaded.AllParameters());
    }

    [Fact]
    public void ACheckpointThatDoesntFitChangesNothing()
    {
        using var folder = new TemporaryFolder();
        using LinearClassifier net = new(1), other = new(2);
        net.Train(Data, Options("Adam", new CheckpointOptions(folder["run"])));
        net.Save(folder["weights"]);
        File.WriteAllText(folder["text"], "This is no safetensors file.");
        float[] before = other.AllParameters();

        void Refused(string file, string optimizer, string message)
        {
            TrainingOptions options = Options(optimizer, new CheckpointOptions(folder[file]) { Resume = true });
            Assert.Contains(message, Assert.Throws<WeightsFileException>(() => other.Train(Data, options)).Message);
            Assert.Equal(before, other.AllParameters());
            Assert.Equal((2, 0L), (other.Seed, other.StepsTaken));
        }

        Refused("run", "SGD", "was written with the optimizer Adam, but the options have SGD");
        Refused("weights", "Adam", "is no checkpoint");
        Refused("text", "Adam", "text");
        other.Train(Data, Options("Adam", new CheckpointOptions(folder["new"]) { Resume = true }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"seed":1,"steps_taken":-1,"optimizer":"Adam","optimizer_step":1,"epochs":[]}""")]
    [InlineData("""{"seed":1e99,"steps_taken":1,"optimizer":"Adam","optimizer_step":1,"epochs":[]}""")]
    [InlineData("""{"seed":1,"steps_taken":1,"optimizer":null,"optimizer_step":1,"epochs":[]}""")]
    [InlineData("""{"seed":1,"steps_taken":1,"optimizer":"Adam","optimizer_step":1,"epochs":[{"epoch":2}]}""")]
    public void DamagedStateIsNamed(string json) =>
        Assert.Contains("damaged checkpoint", Assert.Throws<WeightsFileException>(() => CheckpointState.Parse("file", json)).Message);

    [Fact]
    public void StateSurvivesItsTextWithAllDigits()
    {
        var epoch = new EpochResult(1, 1.0 / 3, null, double.PositiveInfinity, double.NaN, 0.1f, TimeSpan.FromTicks(123456789), 1e300 / 7);
        var state = new CheckpointState(-5, long.MaxValue, "Adam", 12, [epoch]);
        CheckpointState copy = CheckpointState.Parse("file", state.ToJson());
        Assert.Equal(epoch, Assert.Single(copy.Epochs));
        Assert.Equal((state.Seed, state.StepsTaken, state.Optimizer, state.OptimizerStep), (copy.Seed, copy.StepsTaken, copy.Optimizer, copy.OptimizerStep));
    }

    [Fact]
    public void ACheckpointThatCantBeWrittenLeavesTheNetworkTrainable()
    {
        using var folder = new TemporaryFolder();
        using var net = new LinearClassifier();
        var checkpoint = new CheckpointOptions(Path.Combine(folder["missing"], "run"));
        Assert.Throws<WeightsFileException>(() => net.Train(Data, Options("SGD", checkpoint)));
        net.Train(Data, Options("SGD"));
    }

    private static TensorDataset Data => Linear.Corners(40, seed: 1);

    private static TrainingOptions Options(string optimizer, CheckpointOptions? checkpoint = null) => new()
    {
        Epochs = Epochs,
        BatchSize = 16,
        Checkpoint = checkpoint,
        Validation = Linear.Corners(9, seed: 2),
        Optimizer = optimizer switch
        {
            "SGD" => new SGD(new CosineSchedule(0.1f)),
            "momentum" => new SGD(0.1f, momentum: 0.9),
            "Adagrad" => new Adagrad(0.1f, initialAccumulator: 0.1),
            "three slots" => new TwiceAveraged(0.1f),
            _ => new Adam(new WarmUpSchedule(new CosineSchedule(0.01f), steps: 5)),
        },
    };

    /// <summary>Trains and is cancelled at the first step of an epoch.</summary>
    private static void Train(LinearClassifier net, TrainingOptions options, int cancelInEpoch)
    {
        using var cancellation = new CancellationTokenSource();
        using TrainingRun run = net.BeginTraining(Data, options, null, cancellation.Token);
        while (run.NextEpoch())
        {
            while (run.NextBatch())
            {
                run.Report(net.TrainStep(run.Batch, run.Optimizer));
                if (run.Epoch == cancelInEpoch)
                    cancellation.Cancel();
            }

            run.EndEpoch();
        }

        Assert.Equal(StopReason.Cancelled, run.History.StoppedBy);
    }

    private static EpochResult WithoutTimes(EpochResult epoch) => epoch with { Duration = default, SamplesPerSecond = 0 };
}
