using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

/// <summary>The file of the weights of the best epoch, and numbers of one's own by which it may be the best.</summary>
public sealed class BestWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinearClassifier _net = new(1);

    public void Dispose()
    {
        _net.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Metric.TrainingLoss)]
    [InlineData(Metric.TrainingAccuracy)]
    [InlineData(Metric.ValidationLoss)]
    [InlineData(Metric.ValidationAccuracy)]
    [InlineData(Metric.HighestMeasure)]
    [InlineData(Metric.LowestMeasure)]
    public void ItHasTheWeightsOfTheBestEpoch(Metric monitor)
    {
        List<(EpochResult Epoch, float[] Weights)> epochs = [];
        TrainingHistory history = _net.Train(Linear.Corners(24, 1), Options(monitor, epoch => epochs.Add((epoch.Result, _net.AllParameters()))));
        Assert.Equal(8, epochs.Count);
        double best = epochs.Select(epoch => epoch.Epoch.Get(monitor)).Aggregate((left, right) => monitor.IsBetter(right, left) ? right : left);
        float[] expected = epochs.First(epoch => epoch.Epoch.Get(monitor) == best).Weights;
        using var loaded = new LinearClassifier(2);
        loaded.LoadWeights(_folder["best"]);
        Assert.Equal(expected, loaded.AllParameters());

        // Training goes on as without it, and the history agrees.
        using var plain = new LinearClassifier(1);
        plain.Train(Linear.Corners(24, 1), new TrainingOptions { Epochs = 8, BatchSize = 8, Optimizer = new SGD(2f) });
        Assert.Equal(plain.AllParameters(), _net.AllParameters());
        Assert.Equal(best, history.Epochs[history.BestEpoch - 1].Get(monitor));
    }

    /// <summary>The best epoch lies before the interruption: a worse one behind it must not take its place.</summary>
    [Fact]
    public void AResumedRunWritesWhatOneWithoutInterruptionWrites()
    {
        float[] losses = [3, 1, 2, 2.5f, 2, 0.5f];
        using LinearClassifier begun = Net(), resumed = Net();
        int written = 0;
        begun.Train(Linear.Corners(6, 1), Resumable(epochs: 3));
        byte[] best = File.ReadAllBytes(_folder["best"]);
        resumed.Train(Linear.Corners(6, 1), Resumable(epochs: 5));
        Assert.Equal(best, File.ReadAllBytes(_folder["best"]));
        resumed.Train(Linear.Corners(6, 1), Resumable(epochs: 6));
        resumed.Save(_folder["last"]);
        Assert.Equal(File.ReadAllBytes(_folder["last"]), File.ReadAllBytes(_folder["best"]));
        Assert.Equal(6, written);

        LinearClassifier Net()
        {
            var net = new LinearClassifier(1);
            net.Engine.LossOverride = (step, _) => losses[step];
            return net;
        }

        TrainingOptions Resumable(int epochs) => new()
        {
            Epochs = epochs,
            Checkpoint = new CheckpointOptions(_folder["run"]) { Resume = true },
            BestWeights = new BestWeights(_folder["best"]) { Monitor = Metric.TrainingLoss },
            OnEpoch = _ => written++,
        };
    }

    [Fact]
    public void WhatCantBeIsSaidBeforeTheFirstStep()
    {
        TensorDataset data = Linear.Corners(6, 1);
        string Refused(TrainingOptions options) => Assert.ThrowsAny<ArgumentException>(() => _net.Train(data, options)).Message;
        Assert.Contains("The file of the best weights monitors ValidationLoss, but there is no validation data", Refused(new TrainingOptions { BestWeights = new BestWeights(_folder["best"]) }));
        Assert.Contains("monitors HighestMeasure, but there is none. Set TrainingOptions.Measure", Refused(new TrainingOptions { BestWeights = new BestWeights(_folder["best"]) { Monitor = Metric.HighestMeasure } }));
        Assert.Contains("have one file", Refused(new TrainingOptions
        {
            BestWeights = new BestWeights(_folder["run"]) { Monitor = Metric.TrainingLoss },
            Checkpoint = new CheckpointOptions(_folder["run"]),
        }));
        Assert.Throws<WeightsFileException>(() => _net.Train(data, new TrainingOptions { BestWeights = new BestWeights(Path.Combine(_folder["missing"], "best")) { Monitor = Metric.TrainingLoss } }));
        Assert.Throws<ArgumentException>(() => new BestWeights(" "));
        Assert.Equal(0, _net.StepsTaken);
    }

    [Fact]
    public void AFileThatFailsLaterBringsTheHistory()
    {
        Directory.CreateDirectory(_folder["runs"]);
        var options = new TrainingOptions
        {
            Epochs = 3,
            BestWeights = new BestWeights(Path.Combine(_folder["runs"], "best")) { Monitor = Metric.TrainingLoss },
            OnEpoch = epoch =>
            {
                if (epoch.Result.Epoch == 1)
                    Directory.Delete(_folder["runs"], recursive: true);
            },
        };
        var e = Assert.Throws<CheckpointException>(() => _net.Train(Linear.Corners(6, 1), options));
        Assert.Equal((options.BestWeights.Path, 2), (e.FilePath, e.History.Epochs.Count));
    }

    [Fact]
    public void AMeasureStandsInTheHistoryAndInCheckpoints()
    {
        int calls = 0;
        TrainingOptions Measured(int epochs) => new() { Epochs = epochs, Measure = () => 0.25 * ++calls, Checkpoint = new CheckpointOptions(_folder["run"]) { Resume = true } };
        TrainingHistory history = _net.Train(Linear.Corners(6, 1), Measured(2));
        Assert.Equal([0.25, 0.5], history.Epochs.Select(epoch => epoch.Measure));
        Assert.Contains("measure 0.25", history.Epochs[0].ToString());
        Assert.Contains("measure", history.ToString());
        Assert.Equal([0.25, 0.5, 0.75], _net.Train(Linear.Corners(6, 1), Measured(3)).Epochs.Select(epoch => epoch.Measure));
    }

    private TrainingOptions Options(Metric monitor, Action<FinishedEpoch> onEpoch) => new()
    {
        Epochs = 8,
        BatchSize = 8,
        Optimizer = new SGD(2f),
        Validation = Linear.Corners(30, 2),
        Measure = () => _net.Evaluate(Linear.Corners(30, 3)).Loss,
        BestWeights = new BestWeights(_folder["best"]) { Monitor = monitor },
        OnEpoch = onEpoch,
    };
}
