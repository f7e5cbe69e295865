using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// Multiplies the rate by a factor at given epochs: <c>initial · factor^(milestones reached)</c> (with it He et al. 2015,
/// arXiv:1512.03385, trained residual networks).
/// </summary>
/// <remarks>Keras: <c>PiecewiseConstantDecay</c>, which counts steps. PyTorch: <c>MultiStepLR</c>.</remarks>
public sealed class MultiStepSchedule : LearningRateSchedule
{
    private readonly float _initial;
    private readonly int[] _milestones;
    private readonly double _factor;

    /// <summary>Makes the schedule: <c>new MultiStepSchedule(0.1f, [30, 60, 80])</c>.</summary>
    /// <param name="initial">Rate of the first epochs.</param>
    /// <param name="milestones">Epochs before each change, each above the one before it and the first above 0.</param>
    /// <param name="factor">What the rate is multiplied by at each change.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    /// <exception cref="ArgumentException">There are no milestones, or they don't rise.</exception>
    public MultiStepSchedule(float initial, IReadOnlyList<int> milestones, double factor = 0.1)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        _initial = CheckRate(initial, nameof(initial));
        _milestones = [.. milestones];
        _factor = CheckFactor(factor, nameof(factor));
        if (_milestones.Length == 0)
            throw new ArgumentException("There are no milestones. Give the epochs before each change, for example [30, 60, 80].", nameof(milestones));
        for (int i = 0; i < _milestones.Length; i++)
        {
            if (_milestones[i] <= (i == 0 ? 0 : _milestones[i - 1]))
                throw new ArgumentException(FormattableString.Invariant($"Milestones must be above 0 and rise, but {_milestones[i]} is number {i + 1} of {string.Join(", ", _milestones)}."), nameof(milestones));
        }
    }

    /// <inheritdoc/>
    public override float GetRate(in SchedulePosition position)
    {
        long epoch = position.Epoch;
        int reached = 0;
        while (reached < _milestones.Length && _milestones[reached] <= epoch)
            reached++;
        return (float)(_initial * PortableMath.Power(_factor, reached));
    }
}
