using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// Falls along half a cosine again and again, from the initial rate to the minimum in each period:
/// <c>minimum + (initial − minimum) · (1 + cos(π · step in period / period)) / 2</c> (SGDR: Loshchilov and Hutter 2017,
/// arXiv:1608.03983).
/// </summary>
/// <remarks>Keras: <c>CosineDecayRestarts</c>. PyTorch: <c>CosineAnnealingWarmRestarts</c>.</remarks>
public sealed class CosineRestartsSchedule : LearningRateSchedule
{
    private readonly float _initial;
    private readonly float _minimum;
    private readonly long _firstPeriod;
    private readonly int _periodFactor;
    private readonly double _restartFactor;

    /// <summary>Makes the schedule.</summary>
    /// <param name="initial">Rate of the first step.</param>
    /// <param name="firstPeriod">Steps of the first period, 1 or more.</param>
    /// <param name="periodFactor">What the length of a period is multiplied by for the next one, 1 or more.</param>
    /// <param name="restartFactor">What the rate at the beginning of a period is multiplied by for the next one.</param>
    /// <param name="minimum">Rate that each period falls to.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public CosineRestartsSchedule(float initial, long firstPeriod, int periodFactor = 1, double restartFactor = 1, float minimum = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(periodFactor, 1);
        _initial = CheckRate(initial, nameof(initial));
        _minimum = CheckRate(minimum, nameof(minimum));
        _firstPeriod = firstPeriod;
        _periodFactor = periodFactor;
        _restartFactor = CheckFactor(restartFactor, nameof(restartFactor));
    }

    /// <inheritdoc/>
    public override float GetRate(in SchedulePosition position)
    {
        long step = position.Step, period = _firstPeriod;
        double initial = _initial;
        if (_periodFactor == 1)
        {
            initial *= PortableMath.Power(_restartFactor, step / period);
            step %= period;
        }

        for (; step >= period; initial *= _restartFactor)
        {
            step -= period;
            period *= _periodFactor;
        }

        return (float)AlongCosine(initial, _minimum, (double)step / period);
    }
}
