using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Multiplies the rate by a factor after every epoch: <c>initial · factor^epoch</c>.</summary>
/// <remarks>Keras: <c>ExponentialDecay(staircase=True)</c>, which counts steps. PyTorch: <c>ExponentialLR</c>.</remarks>
public sealed class ExponentialSchedule : LearningRateSchedule
{
    private readonly float _initial;
    private readonly double _factor;

    /// <summary>Makes the schedule.</summary>
    /// <param name="initial">Rate of the first epoch.</param>
    /// <param name="factor">What the rate is multiplied by after each epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public ExponentialSchedule(float initial, double factor)
    {
        _initial = CheckRate(initial, nameof(initial));
        _factor = CheckFactor(factor, nameof(factor));
    }

    /// <inheritdoc/>
    public override float GetRate(in SchedulePosition position) => (float)(_initial * PortableMath.Power(_factor, position.Epoch));
}
