using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// Falls from the initial rate to an end along a power of the remaining steps:
/// <c>end + (initial − end) · (1 − step / total)^power</c> (the "poly" policy of Chen et al. 2016, arXiv:1606.00915, has
/// power 0.9).
/// </summary>
/// <remarks>Keras: <c>PolynomialDecay</c>. PyTorch: <c>PolynomialLR</c>.</remarks>
public sealed class PolynomialSchedule : LearningRateSchedule
{
    private readonly float _initial;
    private readonly float _end;
    private readonly double _power;
    private readonly long _totalSteps;

    /// <summary>Makes the schedule.</summary>
    /// <param name="initial">Rate of the first step.</param>
    /// <param name="end">Rate behind the last step.</param>
    /// <param name="power">1 for a straight line; more falls early, less falls late.</param>
    /// <param name="totalSteps">Steps until the end is reached; 0: those of the training run.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public PolynomialSchedule(float initial, float end = 0, double power = 1, long totalSteps = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(totalSteps);
        _initial = CheckRate(initial, nameof(initial));
        _end = CheckRate(end, nameof(end));
        _power = CheckFactor(power, nameof(power));
        _totalSteps = totalSteps;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Neither the schedule nor the loop knows the number of steps.</exception>
    public override float GetRate(in SchedulePosition position)
    {
        double remaining = 1 - FindProgress(_totalSteps, position);

        // The logarithm of 0 is -∞, and the exponential of that is 0.
        double share = _power == 1 ? remaining : PortableMath.Exp(_power * PortableMath.Log(remaining));
        return (float)(_end + ((double)_initial - _end) * share);
    }
}
