namespace DeepVision.Generated;

/// <summary>The epoch that training has just finished, as <see cref="TrainingOptions.OnEpoch"/> gets it.</summary>
public sealed class FinishedEpoch
{
    private readonly TrainingRun _run;

    internal FinishedEpoch(TrainingRun run, EpochResult result) => (_run, Result) = (run, result);

    /// <summary>Losses, accuracies, the learning rate and times of the epoch.</summary>
    public EpochResult Result { get; }

    /// <summary>All epochs so far, this one included.</summary>
    public TrainingHistory History => _run.History;

    /// <summary>Whether it is the best one so far: <see cref="TrainingHistory.BestEpoch"/>.</summary>
    public bool IsBest => History.BestEpoch == Result.Epoch;

    /// <summary>The network behind the epoch. It may be evaluated and saved; its weights can't be replaced before training ends.</summary>
    public Network Network => _run.Network;

    /// <summary>Ends training here, with <see cref="StopReason.Callback"/>; the epoch is in the history, and in the checkpoint.</summary>
    public void Stop() => _run.Stop();
}
