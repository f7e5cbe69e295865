using DeepVision.Generated.Tests.Lifetimes;
using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

/// <summary>A training that ends by an exception loses nothing that was learned, and what can be known before is said before.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinearClassifier _net = new();

    public void Dispose()
    {
        _net.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("missing/run", "doesn't exist")]
    [InlineData("file/run", "is a file")]
    [InlineData("run/", "names a folder")]
    public void ACheckpointThatCantBeWrittenIsFoundBeforeTheFirstStep(string file, string problem)
    {
        File.WriteAllText(_folder["file"], "");
        var e = Assert.Throws<WeightsFileException>(() => _net.Train(Data, Options(new CheckpointOptions(_folder[file]))));
        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _net.StepsTaken);
        Assert.Equal(["file"], _folder.Files);
        _net.Train(Data, Options());
    }

    [Fact]
    public void TheLookBeforeLeavesAnOlderCheckpointAsItIs()
    {
        File.WriteAllText(_folder["run"], "older");
        var checkpoint = new CheckpointOptions(_folder["run"]) { EveryEpochs = 2 };
        _net.Train(Data, Options(checkpoint), new ProgressCall(report =>
        {
            if (report.Epoch == 1)
                Assert.Equal("older", File.ReadAllText(checkpoint.Path));
        }));
        Assert.Equal(["run"], _folder.Files);
    }

    [Fact]
    public void ACheckpointThatFailsLaterBringsWhatWasLearned()
    {
        Directory.CreateDirectory(_folder["runs"]);
        var checkpoint = new CheckpointOptions(Path.Combine(_folder["runs"], "run"));
        using var whole = new LinearClassifier();
        whole.Train(Data, new TrainingOptions { Epochs = 2, BatchSize = 8 });

        var e = Assert.Throws<CheckpointException>(() => _net.Train(Data, Options(checkpoint), new ProgressCall(report =>
        {
            if (report.EpochResult is { Epoch: 1 })
                Directory.Delete(_folder["runs"], recursive: true);
        })));

        Assert.Equal(checkpoint.Path, e.FilePath);
        Assert.Contains("doesn't exist", e.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], e.History.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(StopReason.Interrupted, e.History.StoppedBy);
        Assert.Same(e.History, _net.LastTraining);
        Assert.Equal(whole.AllParameters(), _net.AllParameters());
        _net.Save(_folder["rescued"]);
    }

    [Fact]
    public void AnExceptionOfACallbackComesAsItIsAndTheHistoryIsFound()
    {
        var checkpoint = new CheckpointOptions(_folder["run"]);
        Assert.Throws<TimeZoneNotFoundException>(() => _net.Train(Data, Options(checkpoint), new ProgressCall(report =>
        {
            if (report.EpochResult is { Epoch: 3 })
                throw new TimeZoneNotFoundException();
        })));
        Assert.Equal((3, StopReason.Interrupted), (_net.LastTraining!.Epochs.Count, _net.LastTraining.StoppedBy));

        // The checkpoint of the epoch that was told about is there.
        using var resumed = new LinearClassifier(seed: 5);
        TrainingHistory history = resumed.Train(Data, Options(new CheckpointOptions(_folder["run"]) { Resume = true }));
        Assert.Equal(5, history.Epochs.Count);
        Assert.Equal(_net.LastTraining.Epochs[2], history.Epochs[2]);
    }

    [Fact]
    public void AnExceptionOfADataSetLeavesHistoryWeightsAndNetwork()
    {
        int reads = 0;
        var data = new CallingDataset(Data, _ =>
        {
            if (++reads == 70)
                throw new TimeZoneNotFoundException();
        });
        Assert.Throws<TimeZoneNotFoundException>(() => _net.Train(data, Options()));
        Assert.Equal((2, 9L), (_net.LastTraining!.Epochs.Count, _net.StepsTaken));
        Assert.Equal(5, _net.Train(data, Options()).Epochs.Count);
        Assert.Equal(StopReason.Completed, _net.LastTraining!.StoppedBy);
    }

    [Fact]
    public void BeforeTheFirstTrainingThereIsNoHistory() => Assert.Null(_net.LastTraining);

    private static TensorDataset Data => Linear.Corners(30, seed: 1);

    private static TrainingOptions Options(CheckpointOptions? checkpoint = null) => new() { Epochs = 5, BatchSize = 8, Checkpoint = checkpoint };
}
