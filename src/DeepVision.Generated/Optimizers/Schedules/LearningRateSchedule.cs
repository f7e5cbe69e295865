namespace DeepVision.Generated;

/// <summary>
/// The learning rate as a function of the step. A number converts to a constant schedule, so <c>new Adam(1e-3f)</c>
/// and <c>new Adam(new CosineSchedule(1e-3f))</c> both work. Schedules keep no state: resumed runs need nothing from them.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>The rate of one step.</summary>
    /// <param name="position">Which step of how many.</param>
    public abstract float GetRate(in SchedulePosition position);

    /// <summary>A constant rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, infinite or not a number.</exception>
    public static implicit operator LearningRateSchedule(float rate) => new ConstantSchedule(rate);

    /// <summary>A constant rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, infinite or not a number.</exception>
    public static implicit operator LearningRateSchedule(double rate) => new ConstantSchedule((float)rate);

    private protected static float CheckRate(float rate, string name) =>
        float.IsFinite(rate) && rate >= 0 ? rate : throw new ArgumentOutOfRangeException(name, rate, $"{name} must be a finite number, 0 or more.");

    private protected static double CheckFactor(double factor, string name) =>
        double.IsFinite(factor) && factor > 0 ? factor : throw new ArgumentOutOfRangeException(name, factor, $"{name} must be a finite number above 0.");
}

/// <summary>Where in its training run a step stands.</summary>
/// <param name="Step">Steps taken before in this run; 0 at the first.</param>
/// <param name="StepsPerEpoch">Steps of one epoch; 0 in a loop without <see cref="TrainingRun"/>, where nobody knows.</param>
/// <param name="TotalSteps">Steps of the whole run; 0 where nobody knows.</param>
public readonly record struct SchedulePosition(long Step, int StepsPerEpoch, long TotalSteps)
{
    /// <summary>Whole epochs finished.</summary>
    /// <exception cref="InvalidOperationException">The length of an epoch is not known.</exception>
    public long Epoch => StepsPerEpoch > 0
        ? Step / StepsPerEpoch
        : throw new InvalidOperationException("This learning-rate schedule counts epochs, and a loop that only calls TrainStep has none. Use Train or BeginTraining, or set Optimizer.LearningRate yourself.");
}
