namespace DeepVision.Generated;

/// <summary>Goes evenly from one rate to another, step by step: <c>initial + (end − initial) · step / total</c>.</summary>
/// <remarks>Keras: <c>PolynomialDecay(power=1)</c>. PyTorch: <c>LinearLR</c>.</remarks>
public sealed class LinearSchedule : LearningRateSchedule
{
    private readonly float _initial;
    private readonly float _end;
    private readonly long _totalSteps;

    /// <summary>Makes the schedule.</summary>
    /// <param name="initial">Rate of the first step.</param>
    /// <param name="end">Rate behind the last step; it may be higher than the first one.</param>
    /// <param name="totalSteps">Steps until it is reached; 0: those of the training run.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public LinearSchedule(float initial, float end = 0, long totalSteps = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(totalSteps);
        _initial = CheckRate(initial, nameof(initial));
        _end = CheckRate(end, nameof(end));
        _totalSteps = totalSteps;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Neither the schedule nor the loop knows the number of steps.</exception>
    public override float GetRate(in SchedulePosition position) =>
        (float)(_initial + ((double)_end - _initial) * FindProgress(_totalSteps, position));
}
