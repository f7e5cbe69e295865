namespace DeepVision.Generated;

/// <summary>
/// Rises evenly to the first rate of another schedule and then follows it:
/// <c>new WarmUpSchedule(new CosineSchedule(1e-3f), steps: 500)</c>. The other schedule begins when the warm-up ends,
/// and has the remaining steps.
/// </summary>
/// <remarks>Keras: <c>CosineDecay(warmup_target, warmup_steps)</c>, in front of a cosine only. PyTorch: <c>LinearLR</c> and another one in <c>SequentialLR</c>.</remarks>
public sealed class WarmUpSchedule : LearningRateSchedule
{
    private readonly LearningRateSchedule _then;
    private readonly int _steps;

    /// <summary>Makes the schedule.</summary>
    /// <param name="then">The schedule to follow; a number for a constant rate.</param>
    /// <param name="steps">Steps of the warm-up; step k of them has k / <paramref name="steps"/> of the first rate.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public WarmUpSchedule(LearningRateSchedule then, int steps)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _then = then;
        _steps = steps;
    }

    /// <inheritdoc/>
    internal override Metric? Monitor => _then.Monitor;

    /// <inheritdoc/>
    public override float GetRate(in SchedulePosition position)
    {
        long remaining = position.TotalSteps == 0 ? 0 : Math.Max(1, position.TotalSteps - _steps);
        SchedulePosition shifted = position with { Step = Math.Max(0, position.Step - _steps), TotalSteps = remaining };
        float rate = _then.GetRate(shifted);
        return position.Step < _steps ? (float)(rate * ((position.Step + 1.0) / _steps)) : rate;
    }
}
