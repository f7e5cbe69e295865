using DeepVision.Generated.Tests.Lifetimes;
using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

/// <summary>Training that ends by time.</summary>
public sealed class TimeLimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinearClassifier _net = new();
    private readonly SteppedClock _clock = new();

    public void Dispose()
    {
        _net.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void ItEndsBetweenTwoSteps()
    {
        TrainingHistory history = _net.Train(Data, Options(seconds: 5));
        Assert.Equal((StopReason.Time, 1, 5L), (history.StoppedBy, history.Epochs.Count, _net.StepsTaken));
        Assert.Equal(StopReason.Completed, _net.Train(Data, new TrainingOptions { Epochs = 1 }).StoppedBy);
    }

    /// <summary>At the end of an epoch the checkpoint is written although it is not its turn; a run that goes on has the time anew.</summary>
    [Fact]
    public void BehindAnEpochItCanGoOn()
    {
        using LinearClassifier whole = new(1), resumed = new(2);
        whole.Train(Data, new TrainingOptions { Epochs = 4, BatchSize = 10 });
        var checkpoint = new CheckpointOptions(_folder["run"]) { EveryEpochs = 3, Resume = true };
        TrainingHistory history = _net.Train(Data, Options(seconds: 6, checkpoint));
        Assert.Equal((StopReason.Time, 2), (history.StoppedBy, history.Epochs.Count));
        history = resumed.Train(Data, Options(seconds: 7, checkpoint));
        Assert.Equal((StopReason.Completed, 4), (history.StoppedBy, history.Epochs.Count));
        Assert.Equal(whole.AllParameters(), resumed.AllParameters());
    }

    [Fact]
    public void ValidationsCount()
    {
        int reads = 0;
        var validation = new CallingDataset(Data, index =>
        {
            if (index == 0 && ++reads == 1)
                _clock.Seconds += 100;
        });
        var options = new TrainingOptions { Epochs = 4, Validation = validation, MaxDuration = TimeSpan.FromSeconds(50), Clock = _clock };
        TrainingHistory history = _net.Train(Data, options);
        Assert.Equal((StopReason.Time, 1), (history.StoppedBy, history.Epochs.Count));
    }

    [Fact]
    public void TheLimitIsAboveZero()
    {
        Assert.Contains("MaxDuration must be above zero", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { MaxDuration = TimeSpan.Zero }).Message);
        Assert.Equal(StopReason.Completed, _net.Train(Data, new TrainingOptions { Epochs = 2, MaxDuration = TimeSpan.MaxValue }).StoppedBy);
    }

    private static TensorDataset Data => Linear.Corners(30, seed: 1);

    /// <summary>Three steps an epoch, each of which takes a second.</summary>
    private TrainingOptions Options(int seconds, CheckpointOptions? checkpoint = null) => new()
    {
        Epochs = 4,
        BatchSize = 10,
        MaxDuration = TimeSpan.FromSeconds(seconds),
        Clock = _clock,
        Checkpoint = checkpoint,
        OnStep = _ => _clock.Seconds++,
    };

    /// <summary>A clock that is set by hand.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
