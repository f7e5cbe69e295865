using System.Globalization;

namespace DeepVision.Generated;

/// <summary>The same rate at every step.</summary>
/// <remarks>Keras: a number as <c>learning_rate</c>. PyTorch: <c>lr</c>.</remarks>
public sealed class ConstantSchedule : LearningRateSchedule
{
    /// <summary>Makes the schedule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, infinite or not a number.</exception>
    public ConstantSchedule(float rate) => Rate = CheckRate(rate, nameof(rate));

    /// <summary>The rate.</summary>
    public float Rate { get; }

    /// <inheritdoc/>
    public override float GetRate(in SchedulePosition position) => Rate;

    /// <inheritdoc/>
    public override string ToString() => Rate.ToString(CultureInfo.InvariantCulture);
}
