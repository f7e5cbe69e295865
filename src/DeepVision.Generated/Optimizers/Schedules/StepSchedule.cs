using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Multiplies the rate by a factor every few epochs: <c>initial · factor^⌊epoch / every⌋</c>.</summary>
/// <remarks>Keras: <c>ExponentialDecay(staircase=True)</c>, which counts steps. PyTorch: <c>StepLR</c>.</remarks>
public sealed class StepSchedule : LearningRateSchedule
{
    private readonly float _initial;
    private readonly int _everyEpochs;
    private readonly double _factor;

    /// <summary>Makes the schedule.</summary>
    /// <param name="initial">Rate of the first epochs.</param>
    /// <param name="everyEpochs">Epochs between two changes.</param>
    /// <param name="factor">What the rate is multiplied by at each change.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public StepSchedule(float initial, int everyEpochs, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(everyEpochs, 1);
        _initial = CheckRate(initial, nameof(initial));
        _everyEpochs = everyEpochs;
        _factor = CheckFactor(factor, nameof(factor));
    }

    /// <inheritdoc/>
    public override float GetRate(in SchedulePosition position) => (float)(_initial * PortableMath.Power(_factor, position.Epoch / _everyEpochs));
}
