namespace DeepVision.Generated;

/// <summary>Ends training when a metric no longer improves (Keras' <c>EarlyStopping</c>), or is good enough.</summary>
public sealed class EarlyStopping
{
    /// <summary>The metric to watch; the default is the validation loss.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no metric.</exception>
    public Metric Monitor
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(Monitor), value, "Monitor must be one of the metrics.");
    } = Metric.ValidationLoss;

    /// <summary>Epochs in a row without improvement that end training, 1 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Patience
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Patience), value, "Patience must be at least 1.");
    } = 3;

    /// <summary>Change that counts as an improvement; it must be larger than this.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or not a number.</exception>
    public double MinDelta
    {
        get;
        init => field = double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(MinDelta), value, "MinDelta must be a finite number, 0 or more.");
    }

    /// <summary>Epochs at the beginning whose lack of improvement isn't counted, 0 or more (Keras' <c>start_from_epoch</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int WarmUpEpochs
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(WarmUpEpochs), value, "WarmUpEpochs must be at least 0.");
    }

    /// <summary>A value that the metric has to beat: until it does, no epoch counts as an improvement. Null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public double? Baseline
    {
        get;
        init => field = CheckFinite(value, nameof(Baseline));
    }

    /// <summary>A value that is good enough: training ends behind the first epoch whose metric reaches it. Null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public double? Goal
    {
        get;
        init => field = CheckFinite(value, nameof(Goal));
    }

    /// <summary>True to leave the network with the weights of its best epoch, however training ends (an exception aside).</summary>
    public bool RestoreBestWeights { get; init; } = true;

    private static double? CheckFinite(double? value, string name) =>
        value is null || double.IsFinite(value.Value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number, or null for none.");
}

/// <summary>A number that tells how training goes.</summary>
public enum Metric
{
    /// <summary>Mean loss over the validation data; lower is better.</summary>
    ValidationLoss,

    /// <summary>Accuracy on the validation data; higher is better.</summary>
    ValidationAccuracy,

    /// <summary>Mean loss over the steps of the epoch; lower is better.</summary>
    TrainingLoss,

    /// <summary>Accuracy over the steps of the epoch; higher is better.</summary>
    TrainingAccuracy,

    /// <summary>The number of one's own, <see cref="TrainingOptions.Measure"/>; higher is better.</summary>
    HighestMeasure,

    /// <summary>The number of one's own, <see cref="TrainingOptions.Measure"/>; lower is better.</summary>
    LowestMeasure,
}
