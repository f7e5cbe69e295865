using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Rises from one rate to another by the same factor from step to step: <c>minimum · (maximum / minimum)^(step / (steps − 1))</c>.</summary>
internal sealed class RangeSchedule(float minimum, float maximum, int steps) : LearningRateSchedule
{
    private readonly double _logarithm = PortableMath.Log((double)maximum / minimum);

    /// <inheritdoc/>
    public override float GetRate(in SchedulePosition position) => (float)(minimum * PortableMath.Exp(_logarithm * position.Step / (steps - 1)));
}
