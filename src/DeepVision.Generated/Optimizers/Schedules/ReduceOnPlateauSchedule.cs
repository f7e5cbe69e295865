namespace DeepVision.Generated;

/// <summary>Multiplies the rate by a factor when a metric no longer improves.</summary>
/// <remarks>
/// The rate follows from the finished epochs alone: a checkpoint holds them, so a resumed run goes on as if it had not been
/// interrupted. An epoch whose metric is not a finite number counts for nothing.
/// Keras: <c>ReduceLROnPlateau</c>, a callback with other rules. PyTorch: <c>ReduceLROnPlateau</c>, the same rules and defaults.
/// </remarks>
public sealed class ReduceOnPlateauSchedule : LearningRateSchedule
{
    private readonly float _initial;
    private readonly Metric _monitor;
    private readonly double _factor;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly int _cooldown;
    private readonly float _minimum;

    /// <summary>Makes the schedule.</summary>
    /// <param name="initial">Rate of the first epochs.</param>
    /// <param name="monitor">The metric to watch.</param>
    /// <param name="factor">What the rate is multiplied by, above 0 and below 1.</param>
    /// <param name="patience">Epochs in a row without improvement that are tolerated; the next one reduces the rate.</param>
    /// <param name="threshold">Part of the best value by which an epoch must be better to count as an improvement.</param>
    /// <param name="cooldown">Epochs behind a reduction that don't count.</param>
    /// <param name="minimum">The rate is not reduced below this.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public ReduceOnPlateauSchedule(float initial, Metric monitor = Metric.ValidationLoss, double factor = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, float minimum = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        _initial = CheckRate(initial, nameof(initial));
        _monitor = Enum.IsDefined(monitor) ? monitor : throw new ArgumentOutOfRangeException(nameof(monitor), monitor, "monitor must be one of the metrics.");
        _factor = factor is > 0 and < 1 ? factor : throw new ArgumentOutOfRangeException(nameof(factor), factor, "factor must be above 0 and below 1.");
        _threshold = CheckShare(threshold, nameof(threshold));
        _minimum = CheckRate(minimum, nameof(minimum));
        (_patience, _cooldown) = (patience, cooldown);
    }

    /// <inheritdoc/>
    internal override Metric? Monitor => _monitor;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The loop has no epochs.</exception>
    public override float GetRate(in SchedulePosition position)
    {
        IReadOnlyList<EpochResult> history = position.History
            ?? throw new InvalidOperationException("ReduceOnPlateauSchedule looks at finished epochs, and a loop that only calls TrainStep has none. Use Train or BeginTraining, or set Optimizer.LearningRate yourself.");
        double rate = _initial, best = double.NaN;
        int without = 0, cooling = 0;
        for (int i = 0; i < history.Count; i++)
        {
            double value = history[i].Get(_monitor);
            if (!double.IsFinite(value))
                continue;
            bool isBetter = _monitor.IsBetter(value, best, _threshold * Math.Abs(best));
            best = isBetter ? value : best;
            without = isBetter || cooling > 0 ? 0 : without + 1;
            cooling = Math.Max(0, cooling - 1);
            if (without > _patience)
            {
                rate = Math.Max(rate * _factor, Math.Min(rate, _minimum));
                (without, cooling) = (0, _cooldown);
            }
        }

        return (float)rate;
    }
}
