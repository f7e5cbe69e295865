namespace DeepVision.Generated;

/// <summary>How a training run went.</summary>
public sealed class TrainingHistory
{
    private readonly List<EpochResult> _epochs = [];
    private readonly Metric _best;
    private readonly double _minDelta;

    internal TrainingHistory(Metric best, double minDelta) => (_best, _minDelta) = (best, minDelta);

    /// <summary>The finished epochs, those before a resumed checkpoint included.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>Why the run ended.</summary>
    public StopReason StoppedBy { get; internal set; }

    /// <summary>
    /// Number of the best epoch, from 1; 0 while none is finished. Best by the metric that early stopping monitors,
    /// else by the validation loss, else by the training loss.
    /// </summary>
    public int BestEpoch { get; private set; }

    /// <summary>Duration of all epochs together, validation included.</summary>
    public TimeSpan Duration => _epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration);

    internal void Add(EpochResult epoch)
    {
        _epochs.Add(epoch);
        if (BestEpoch == 0 || _best.IsBetter(epoch.Get(_best), _epochs[BestEpoch - 1].Get(_best), _minDelta))
            BestEpoch = epoch.Epoch;
    }
}

/// <summary>One finished epoch.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Loss">Mean loss over the samples, each at its step, without penalties.</param>
/// <param name="Accuracy">Share of the samples that were right at their step, 0 to 1; null where the loss has no labels.</param>
/// <param name="ValidationLoss">Mean loss over the validation data; null without.</param>
/// <param name="ValidationAccuracy">Accuracy on the validation data, 0 to 1; null without.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="Duration">Time for the steps and the validation.</param>
/// <param name="SamplesPerSecond">Samples learned from per second, validation not counted.</param>
public sealed record EpochResult(
    int Epoch,
    double Loss,
    double? Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    float LearningRate,
    TimeSpan Duration,
    double SamplesPerSecond)
{
    /// <summary>One metric of the epoch; not a number if the epoch doesn't have it.</summary>
    internal double Get(Metric metric) => metric switch
    {
        Metric.ValidationLoss => ValidationLoss,
        Metric.ValidationAccuracy => ValidationAccuracy,
        Metric.TrainingLoss => Loss,
        _ => Accuracy,
    } ?? double.NaN;
}

/// <summary>Why a training run ended.</summary>
public enum StopReason
{
    /// <summary>It has not.</summary>
    StillRunning,

    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The monitored metric no longer improved.</summary>
    EarlyStopping,

    /// <summary>The cancellation token was triggered; an epoch that was under way is not in the history.</summary>
    Cancelled,
}

internal static class MetricExtensions
{
    /// <summary>True if <paramref name="value"/> is better than <paramref name="other"/> by more than <paramref name="minDelta"/>; a number always beats no number.</summary>
    public static bool IsBetter(this Metric metric, double value, double other, double minDelta = 0)
    {
        if (double.IsNaN(other))
            return !double.IsNaN(value);
        return metric is Metric.ValidationAccuracy or Metric.TrainingAccuracy ? value > other + minDelta : value < other - minDelta;
    }
}
