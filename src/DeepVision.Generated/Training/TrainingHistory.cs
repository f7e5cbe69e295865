using System.Globalization;
using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>How a training run went.</summary>
public sealed class TrainingHistory
{
    private readonly List<EpochResult> _epochs;
    private readonly Metric _best;
    private readonly double _minDelta;

    /// <summary>Makes a history of what is known of it.</summary>
    /// <param name="epochs">The finished epochs.</param>
    /// <param name="stoppedBy">Why the run ended.</param>
    /// <param name="bestEpoch">Number of the best epoch; 0 if none is finished.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bestEpoch"/> is none of the epochs.</exception>
    [JsonConstructor]
    public TrainingHistory(IReadOnlyList<EpochResult> epochs, StopReason stoppedBy, int bestEpoch)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (bestEpoch < 0 || bestEpoch > epochs.Count || (bestEpoch == 0 && epochs.Count > 0))
            throw new ArgumentOutOfRangeException(nameof(bestEpoch), bestEpoch, $"The history has {Quantity.Of(epochs.Count, "epoch")}, numbered from 1.");
        _epochs = [.. epochs];
        (StoppedBy, BestEpoch) = (stoppedBy, bestEpoch);
    }

    internal TrainingHistory(Metric best, double minDelta) => (_epochs, _best, _minDelta) = ([], best, minDelta);

    /// <summary>The finished epochs, those before a resumed checkpoint included.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>Why the run ended.</summary>
    public StopReason StoppedBy { get; internal set; }

    /// <summary>
    /// Number of the best epoch, from 1; 0 while none is finished. Best by the metric that early stopping monitors,
    /// else by that of <see cref="TrainingOptions.BestWeights"/>, else by the validation loss, else by the training loss.
    /// </summary>
    public int BestEpoch { get; private set; }

    /// <summary>Duration of all epochs together, validation included.</summary>
    public TimeSpan Duration => _epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration);

    /// <summary>A table with a row for each epoch, and the best epoch and the reason of the end below it.</summary>
    public override string ToString()
    {
        (string Heading, Func<EpochResult, double?> Value, Func<double, string> Format)[] columns =
        [
            ("epoch", epoch => epoch.Epoch, value => value.ToString(CultureInfo.InvariantCulture)),
            ("loss", epoch => epoch.Loss, Figure.Number),
            .. HeadNames().Select(name => (name + " loss", (Func<EpochResult, double?>)(epoch => epoch.HeadLosses?.TryGetValue(name, out double loss) == true ? loss : null), (Func<double, string>)Figure.Number)),
            ("accuracy", epoch => epoch.Accuracy, Figure.Percent),
            ("validation loss", epoch => epoch.ValidationLoss, Figure.Number),
            ("validation accuracy", epoch => epoch.ValidationAccuracy, Figure.Percent),
            ("measure", epoch => epoch.Measure, Figure.Number),
            ("learning rate", epoch => epoch.LearningRate, Figure.Number),
            ("time", epoch => epoch.Duration.TotalSeconds, seconds => Figure.Duration(TimeSpan.FromSeconds(seconds))),
            ("samples/s", epoch => epoch.SamplesPerSecond, Figure.Whole),
        ];
        columns = [.. columns.Where(column => _epochs.Count == 0 || _epochs.Any(epoch => column.Value(epoch) is not null))];
        var table = new TextTable(0, [.. columns.Select(column => column.Heading)]);
        foreach (EpochResult epoch in _epochs)
            table.Add([.. columns.Select(column => column.Value(epoch) is { } value ? column.Format(value) : "")]);
        return $"{table}\n{StoppedBy} after {Figure.Duration(Duration)}{(BestEpoch > 0 ? FormattableString.Invariant($", best epoch {BestEpoch}") : "")}";
    }

    private IEnumerable<string> HeadNames() => _epochs.SelectMany(epoch => epoch.HeadLosses?.Keys ?? []).Distinct();

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
/// <param name="Accuracy">Share of the samples (of pixels, where each has a label) that were right at their step, 0 to 1; null where the loss has no labels.</param>
/// <param name="ValidationLoss">Mean loss over the validation data; null without.</param>
/// <param name="ValidationAccuracy">Accuracy on the validation data, 0 to 1; null without.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="Duration">Time for the steps and the validation.</param>
/// <param name="SamplesPerSecond">Samples learned from per second, validation not counted.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
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
    /// <summary>
    /// Of a network with several heads the mean loss of each over the samples, each at its step, by its name and without its weight;
    /// null for other networks, and on devices that keep the sum alone.
    /// </summary>
    public IReadOnlyDictionary<string, double>? HeadLosses { get; init; }

    /// <summary>What <see cref="TrainingOptions.Measure"/> has found; null without.</summary>
    public double? Measure { get; init; }

    /// <summary>The epoch in one line.</summary>
    public override string ToString()
    {
        string heads = HeadLosses is null ? "" : $" ({string.Join(", ", HeadLosses.Select(head => $"{head.Key} {Figure.Number(head.Value)}"))})";
        string accuracy = Accuracy is { } trained ? $", accuracy {Figure.Percent(trained)}" : "";
        string validationLoss = ValidationLoss is { } loss ? $", validation loss {Figure.Number(loss)}" : "";
        string validationAccuracy = ValidationAccuracy is { } validated ? $", validation accuracy {Figure.Percent(validated)}" : "";
        string measure = Measure is { } measured ? $", measure {Figure.Number(measured)}" : "";
        return FormattableString.Invariant($"epoch {Epoch}: loss {Figure.Number(Loss)}{heads}{accuracy}{validationLoss}{validationAccuracy}{measure}, learning rate {Figure.Number(LearningRate)}, {Figure.Duration(Duration)}, {Figure.Whole(SamplesPerSecond)} samples/s");
    }

    /// <summary>One metric of the epoch; not a number if the epoch doesn't have it.</summary>
    internal double Get(Metric metric) => metric switch
    {
        Metric.ValidationLoss => ValidationLoss,
        Metric.ValidationAccuracy => ValidationAccuracy,
        Metric.TrainingLoss => Loss,
        Metric.TrainingAccuracy => Accuracy,
        _ => Measure,
    } ?? double.NaN;
}

/// <summary>Why a training run ended.</summary>
public enum StopReason
{
    /// <summary>It has not.</summary>
    StillRunning,

    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The monitored metric no longer improved, or has reached its goal.</summary>
    EarlyStopping,

    /// <summary>The cancellation token was triggered; an epoch that was under way is not in the history.</summary>
    Cancelled,

    /// <summary>The run was given up before its end, as by an exception; an epoch that was under way is not in the history.</summary>
    Interrupted,

    /// <summary>A callback has asked for it: <see cref="FinishedStep.Stop"/>, <see cref="FinishedEpoch.Stop"/>.</summary>
    Callback,

    /// <summary><see cref="TrainingOptions.MaxDuration"/> was over; an epoch that was under way is not in the history.</summary>
    Time,
}

internal static class MetricExtensions
{
    /// <summary>True if <paramref name="value"/> is better than <paramref name="other"/> by more than <paramref name="minDelta"/>; a number always beats no number.</summary>
    public static bool IsBetter(this Metric metric, double value, double other, double minDelta = 0)
    {
        if (double.IsNaN(other))
            return !double.IsNaN(value);
        return metric is Metric.ValidationAccuracy or Metric.TrainingAccuracy or Metric.HighestMeasure ? value > other + minDelta : value < other - minDelta;
    }
}
