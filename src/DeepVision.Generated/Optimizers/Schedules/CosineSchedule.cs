namespace DeepVision.Generated;

/// <summary>
/// Falls from the initial rate to a minimum along half a cosine, step by step:
/// <c>minimum + (initial − minimum) · (1 + cos(π · step / total)) / 2</c> (Loshchilov and Hutter 2017, arXiv:1608.03983,
/// without restarts).
/// </summary>
/// <remarks>Keras: <c>CosineDecay</c>. PyTorch: <c>CosineAnnealingLR</c>.</remarks>
public sealed class CosineSchedule : LearningRateSchedule
{
    private readonly float _initial;
    private readonly float _minimum;
    private readonly long _totalSteps;

    /// <summary>Makes the schedule.</summary>
    /// <param name="initial">Rate of the first step.</param>
    /// <param name="minimum">Rate behind the last step.</param>
    /// <param name="totalSteps">Steps until the minimum is reached; 0: those of the training run.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public CosineSchedule(float initial, float minimum = 0, long totalSteps = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(totalSteps);
        _initial = CheckRate(initial, nameof(initial));
        _minimum = CheckRate(minimum, nameof(minimum));
        _totalSteps = totalSteps;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Neither the schedule nor the loop knows the number of steps.</exception>
    public override float GetRate(in SchedulePosition position) => (float)AlongCosine(_initial, _minimum, FindProgress(_totalSteps, position));
}
