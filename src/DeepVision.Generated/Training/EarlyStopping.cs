namespace DeepVision.Generated;

/// <summary>Ends training when a metric no longer improves.</summary>
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

    /// <summary>True to leave the network with the weights of its best epoch, however training ends (an exception aside).</summary>
    public bool RestoreBestWeights { get; init; } = true;
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
}
