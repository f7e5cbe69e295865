namespace DeepVision.Generated.Tests.Optimizers;

public class ScheduleTests
{
    [Fact]
    public void ANumberIsAConstantSchedule()
    {
        Assert.Equal(0.25f, Rate(new Adam(0.25f).LearningRate, 123));
        Assert.Equal(0.25f, Rate(new SGD(0.25).LearningRate, 0));
        Assert.Equal("0.25", new Adam(0.25f).LearningRate.ToString());
    }

    [Fact]
    public void StepFallsEveryFewEpochs()
    {
        var schedule = new StepSchedule(1f, everyEpochs: 2, factor: 0.5);
        Assert.Equal([1f, 1f, 0.5f, 0.5f, 0.25f], new[] { 0, 19, 20, 39, 40 }.Select(step => Rate(schedule, step)));
    }

    [Fact]
    public void ExponentialFallsEveryEpoch()
    {
        var schedule = new ExponentialSchedule(1f, 0.5);
        Assert.Equal([1f, 1f, 0.5f, 0.125f], new[] { 0, 9, 10, 30 }.Select(step => Rate(schedule, step)));
    }

    [Fact]
    public void CosineGoesFromTheRateToTheMinimum()
    {
        var schedule = new CosineSchedule(1f, minimum: 0.2f);
        Assert.Equal(1f, Rate(schedule, 0));
        Assert.Equal(0.6f, Rate(schedule, 50), 1e-6f);
        Assert.Equal(0.2f + 0.8f * (1 + MathF.Sqrt(0.5f)) / 2, Rate(schedule, 25), 1e-6f);
        Assert.Equal(0.2f, Rate(schedule, 100), 1e-6f);
        Assert.Equal(0.2f, Rate(schedule, 1000), 1e-6f);
        Assert.Equal(0.5f, new CosineSchedule(1f, totalSteps: 10).GetRate(new SchedulePosition(5, 0, 0)), 1e-6f);
    }

    [Fact]
    public void WarmUpRisesAndThenGivesTheRestToTheOther()
    {
        var schedule = new WarmUpSchedule(new CosineSchedule(1f), steps: 20);
        Assert.Equal([0.05f, 0.5f, 1f, 1f], new[] { 0, 9, 19, 20 }.Select(step => Rate(schedule, step)));
        Assert.Equal(0.5f, Rate(schedule, 60), 1e-6f);
        Assert.Equal(0f, Rate(schedule, 100), 1e-6f);
        Assert.Equal(0.5f, Rate(new WarmUpSchedule(1f, steps: 4), 1));
    }

    [Fact]
    public void SchedulesThatNeedAnEpochOrAnEndSayThatALoopHasNone()
    {
        var unknown = new SchedulePosition(5, 0, 0);
        Assert.Contains("totalSteps", Assert.Throws<InvalidOperationException>(() => new CosineSchedule(1f).GetRate(unknown)).Message);
        Assert.Contains("BeginTraining", Assert.Throws<InvalidOperationException>(() => new StepSchedule(1f, 1).GetRate(unknown)).Message);
        Assert.Equal(1f, new WarmUpSchedule(1f, 2).GetRate(unknown));
    }

    [Fact]
    public void WrongValuesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantSchedule(float.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSchedule(1f, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialSchedule(1f, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(-1f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmUpSchedule(1f, 0));
        Assert.Throws<ArgumentNullException>(() => new Adam().LearningRate = null!);
    }

    private static float Rate(LearningRateSchedule schedule, long step) => schedule.GetRate(new SchedulePosition(step, 10, 100));
}
