using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// Rises evenly from a minimum to a maximum and falls back, cycle after cycle (Smith 2017, arXiv:1506.01186):
/// <c>minimum + (maximum − minimum) · h · s</c> with h from 0 to 1 and back, and s by the
/// <see cref="CyclicMode"/>.
/// </summary>
/// <remarks>Keras: none. PyTorch: <c>CyclicLR</c> without its cycle of the momentum.</remarks>
public sealed class CyclicSchedule : LearningRateSchedule
{
    private readonly float _minimum;
    private readonly float _maximum;
    private readonly long _stepsUp;
    private readonly long _stepsDown;
    private readonly CyclicMode _mode;
    private readonly double _factor;

    /// <summary>Makes the schedule.</summary>
    /// <param name="minimum">Rate at the beginning of each cycle.</param>
    /// <param name="maximum">Rate at the top of the first cycle.</param>
    /// <param name="stepsUp">Steps of the rise, 1 or more; Smith advises 2 to 10 epochs.</param>
    /// <param name="stepsDown">Steps of the fall; 0: as many as of the rise.</param>
    /// <param name="mode">Whether the height of the cycles falls.</param>
    /// <param name="factor">What the height is multiplied by from step to step in <see cref="CyclicMode.ExponentialRange"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public CyclicSchedule(float minimum, float maximum, long stepsUp = 2000, long stepsDown = 0, CyclicMode mode = CyclicMode.Triangular, double factor = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsUp, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(stepsDown);
        _minimum = CheckRate(minimum, nameof(minimum));
        _maximum = CheckRate(maximum, nameof(maximum));
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        _stepsUp = stepsUp;
        _stepsDown = stepsDown == 0 ? stepsUp : stepsDown;
        _mode = Enum.IsDefined(mode) ? mode : throw new ArgumentOutOfRangeException(nameof(mode), mode, "mode must be one of the modes.");
        _factor = CheckFactor(factor, nameof(factor));
    }

    /// <inheritdoc/>
    public override float GetRate(in SchedulePosition position)
    {
        long length = _stepsUp + _stepsDown, step = position.Step % length;
        double height = step <= _stepsUp ? (double)step / _stepsUp : (double)(length - step) / _stepsDown;
        double scale = _mode switch
        {
            CyclicMode.Triangular2 => PortableMath.Power(0.5, position.Step / length),
            CyclicMode.ExponentialRange => PortableMath.Power(_factor, position.Step),
            _ => 1,
        };
        return (float)(_minimum + ((double)_maximum - _minimum) * height * scale);
    }
}

/// <summary>What becomes of the height of the cycles of a <see cref="CyclicSchedule"/>.</summary>
public enum CyclicMode
{
    /// <summary>It stays.</summary>
    Triangular,

    /// <summary>It is halved from cycle to cycle.</summary>
    Triangular2,

    /// <summary>It is multiplied by a factor from step to step.</summary>
    ExponentialRange,
}
