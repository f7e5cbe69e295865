using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// The learning rate as a function of the step. A number converts to a constant schedule, so <c>new Adam(1e-3f)</c>
/// and <c>new Adam(new CosineSchedule(1e-3f))</c> both work. Schedules keep no state: what a rate depends on is the position of the
/// step and the epochs before it, which a checkpoint holds, so a resumed run goes on with the same rates.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>The rate of one step.</summary>
    /// <param name="position">Which step of how many.</param>
    public abstract float GetRate(in SchedulePosition position);

    /// <summary>The metric that the rate depends on; null if it depends on none.</summary>
    internal virtual Metric? Monitor => null;

    /// <summary>A constant rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, infinite or not a number.</exception>
    public static implicit operator LearningRateSchedule(float rate) => new ConstantSchedule(rate);

    /// <summary>A constant rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, infinite or not a number.</exception>
    public static implicit operator LearningRateSchedule(double rate) => new ConstantSchedule((float)rate);

    private protected static float CheckRate(float rate, string name) =>
        float.IsFinite(rate) && rate >= 0 ? rate : throw new ArgumentOutOfRangeException(name, rate, $"{name} must be a finite number, 0 or more.");

    private protected static double CheckShare(double share, string name) =>
        share is >= 0 and <= 1 ? share : throw new ArgumentOutOfRangeException(name, share, $"{name} must be at least 0 and at most 1.");

    private protected static double CheckFactor(double factor, string name) =>
        double.IsFinite(factor) && factor > 0 ? factor : throw new ArgumentOutOfRangeException(name, factor, $"{name} must be a finite number above 0.");

    /// <summary>The number of steps that the schedule was given or, without one, that of the run.</summary>
    /// <exception cref="InvalidOperationException">Nobody knows it.</exception>
    private protected long FindTotal(long given, in SchedulePosition position)
    {
        long total = given > 0 ? given : position.TotalSteps;
        return total > 0
            ? total
            : throw new InvalidOperationException($"{GetType().Name} doesn't know the number of steps of a loop that only calls TrainStep. Give it: new {GetType().Name}(1e-3f, totalSteps: 5000), or use Train or BeginTraining.");
    }

    /// <summary>The part of the steps that are done, 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">Nobody knows how many there are.</exception>
    private protected double FindProgress(long given, in SchedulePosition position) => Math.Min(1, (double)position.Step / FindTotal(given, position));

    /// <summary>A value between two others along half a cosine: the first at 0, the second at 1.</summary>
    private protected static double AlongCosine(double first, double second, double progress) =>
        second + (first - second) * (1 + PortableMath.SinCosOfTurns(progress / 2).Cosine) / 2;
}

/// <summary>Where in its training run a step stands.</summary>
/// <param name="Step">Steps taken before in this run; 0 at the first.</param>
/// <param name="StepsPerEpoch">Steps of one epoch; 0 in a loop without <see cref="TrainingRun"/>, where nobody knows.</param>
/// <param name="TotalSteps">Steps of the whole run; 0 where nobody knows.</param>
public readonly record struct SchedulePosition(long Step, int StepsPerEpoch, long TotalSteps)
{
    /// <summary>The finished epochs of the run, those before a resumed checkpoint included; null in a loop without <see cref="TrainingRun"/>.</summary>
    public IReadOnlyList<EpochResult>? History { get; init; }

    /// <summary>Whole epochs finished.</summary>
    /// <exception cref="InvalidOperationException">The length of an epoch is not known.</exception>
    public long Epoch => StepsPerEpoch > 0
        ? Step / StepsPerEpoch
        : throw new InvalidOperationException("This learning-rate schedule counts epochs, and a loop that only calls TrainStep has none. Use Train or BeginTraining, or set Optimizer.LearningRate yourself.");
}
