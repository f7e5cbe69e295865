namespace DeepVision.Generated;

/// <summary>
/// Rises from <c>maximum / divisor</c> to the maximum, and falls from there far below where it began, all in one training run
/// (Smith and Topin 2019, arXiv:1708.07120).
/// </summary>
/// <remarks>
/// Of n steps, counted from 0, the rise ends at warmUpShare · n − 1 and the fall at n − 1. With three phases the rate falls back to
/// where it began by 2 · warmUpShare · n − 2, and only then below it.
/// Keras: none. PyTorch: <c>OneCycleLR</c> without its cycle of the momentum.
/// </remarks>
public sealed class OneCycleSchedule : LearningRateSchedule
{
    private readonly float _maximum;
    private readonly double _warmUpShare;
    private readonly double _initial;
    private readonly double _end;
    private readonly bool _isLinear;
    private readonly bool _hasThreePhases;
    private readonly long _totalSteps;

    /// <summary>Makes the schedule.</summary>
    /// <param name="maximum">Highest rate; <see cref="Network.FindLearningRate"/> helps to find it.</param>
    /// <param name="warmUpShare">Part of the steps in which the rate rises, 0 to 1; 0 to 0.5 with three phases.</param>
    /// <param name="divisor">The rate begins with <paramref name="maximum"/> divided by this.</param>
    /// <param name="finalDivisor">The rate ends with that of the beginning divided by this.</param>
    /// <param name="isLinear">True for straight lines instead of halves of a cosine.</param>
    /// <param name="hasThreePhases">True for a fall as long as the rise, and the last fall behind it.</param>
    /// <param name="totalSteps">Steps of the cycle; 0: those of the training run.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public OneCycleSchedule(float maximum, double warmUpShare = 0.3, double divisor = 25, double finalDivisor = 1e4, bool isLinear = false, bool hasThreePhases = false, long totalSteps = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(totalSteps);
        _maximum = CheckRate(maximum, nameof(maximum));
        _warmUpShare = CheckShare(warmUpShare, nameof(warmUpShare));
        if (hasThreePhases && warmUpShare > 0.5)
            throw new ArgumentOutOfRangeException(nameof(warmUpShare), warmUpShare, "warmUpShare must be at most 0.5 with three phases, because the fall behind the rise is as long.");
        _initial = maximum / CheckFactor(divisor, nameof(divisor));
        _end = _initial / CheckFactor(finalDivisor, nameof(finalDivisor));
        (_isLinear, _hasThreePhases, _totalSteps) = (isLinear, hasThreePhases, totalSteps);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Neither the schedule nor the loop knows the number of steps.</exception>
    public override float GetRate(in SchedulePosition position)
    {
        long total = FindTotal(_totalSteps, position);
        double step = Math.Min(position.Step, total - 1), top = _warmUpShare * total - 1;
        double back = 2 * _warmUpShare * total - 2;
        if (step <= top)
            return Between(_initial, _maximum, step, 0, top);
        if (!_hasThreePhases)
            return Between(_maximum, _end, step, top, total - 1);
        return step <= back ? Between(_maximum, _initial, step, top, back) : Between(_initial, _end, step, back, total - 1);
    }

    private float Between(double first, double second, double step, double start, double end)
    {
        double progress = end > start ? (step - start) / (end - start) : 1;
        return (float)(_isLinear ? first + (second - first) * progress : AlongCosine(first, second, progress));
    }
}
