namespace DeepVision.Generated.Tests.Optimizers;

/// <summary>Each schedule against 20 rates by PyTorch's definition: <see cref="ScheduleTrajectories"/>.</summary>
public class ScheduleTrajectoryTests
{
    private static readonly Dictionary<string, LearningRateSchedule> s_schedules = new()
    {
        ["StepSchedule"] = new StepSchedule(0.1f, everyEpochs: 3, factor: 0.5),
        ["MultiStepSchedule"] = new MultiStepSchedule(0.1f, [2, 9, 15], factor: 0.2),
        ["ExponentialSchedule"] = new ExponentialSchedule(0.1f, 0.9),
        ["LinearSchedule"] = new LinearSchedule(0.1f, end: 0.03f),
        ["LinearSchedule over 8 steps"] = new LinearSchedule(0.1f, end: 0.03f, totalSteps: 8),
        ["PolynomialSchedule of power 0.9"] = new PolynomialSchedule(0.1f, power: 0.9),
        ["PolynomialSchedule of power 2"] = new PolynomialSchedule(0.1f, power: 2, totalSteps: 20),
        ["CosineSchedule"] = new CosineSchedule(0.1f, minimum: 0.01f),
        ["CosineRestartsSchedule"] = new CosineRestartsSchedule(0.1f, firstPeriod: 5, minimum: 0.01f),
        ["CosineRestartsSchedule of longer periods"] = new CosineRestartsSchedule(0.1f, firstPeriod: 3, periodFactor: 2),
        ["CyclicSchedule"] = new CyclicSchedule(0.01f, 0.1f, stepsUp: 4),
        ["CyclicSchedule of halved heights"] = new CyclicSchedule(0.01f, 0.1f, stepsUp: 3, stepsDown: 5, CyclicMode.Triangular2),
        ["CyclicSchedule of falling heights"] = new CyclicSchedule(0.01f, 0.1f, stepsUp: 3, stepsDown: 4, CyclicMode.ExponentialRange, factor: 0.95),
        ["OneCycleSchedule"] = new OneCycleSchedule(0.1f),
        ["OneCycleSchedule along lines"] = new OneCycleSchedule(0.1f, warmUpShare: 0.25, divisor: 10, finalDivisor: 100, isLinear: true),
        ["OneCycleSchedule of three phases"] = new OneCycleSchedule(0.1f, warmUpShare: 0.4, hasThreePhases: true, totalSteps: 20),
        ["ReduceOnPlateauSchedule"] = new ReduceOnPlateauSchedule(0.1f, patience: 1),
        ["ReduceOnPlateauSchedule that cools down"] = new ReduceOnPlateauSchedule(0.1f, factor: 0.5, patience: 1, cooldown: 2, minimum: 0.03f),
        ["ReduceOnPlateauSchedule of an accuracy"] = new ReduceOnPlateauSchedule(0.1f, Metric.ValidationAccuracy, factor: 0.5, patience: 2, cooldown: 1),
        ["WarmUpSchedule"] = new WarmUpSchedule(new ExponentialSchedule(0.1f, 0.8), steps: 5),
    };

    public static TheoryData<string> Names => [.. ScheduleTrajectories.Expected.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void RatesArePyTorchs(string name)
    {
        double[] expected = ScheduleTrajectories.Expected[name];
        List<EpochResult> history = [];
        for (int step = 0; step < expected.Length; step++)
        {
            float actual = s_schedules[name].GetRate(new SchedulePosition(step, StepsPerEpoch: 1, expected.Length) { History = history });
            Assert.True(Math.Abs(actual - expected[step]) <= 2e-7 * Math.Max(expected[step], 0.1), $"step {step}: {actual} instead of {expected[step]}");
            double metric = ScheduleTrajectories.Metrics[step];
            history.Add(new EpochResult(step + 1, Loss: 1, Accuracy: 1, metric, metric, actual, TimeSpan.Zero, SamplesPerSecond: 1));
        }
    }

    [Fact]
    public void ACosineWithRestartsAndACycleGoOnForEver()
    {
        const long Far = 1_000_000_000_003;
        Assert.Equal(0.05f, new CosineRestartsSchedule(0.1f, firstPeriod: 4).GetRate(new SchedulePosition(Far - 1, 0, 0)), 1e-7f);
        Assert.Equal(0.025f, new CosineRestartsSchedule(0.1f, firstPeriod: 4, restartFactor: 0.5).GetRate(new SchedulePosition(6, 0, 0)), 1e-7f);
        Assert.Equal(0.075f, new CyclicSchedule(0, 0.1f, stepsUp: 4).GetRate(new SchedulePosition(Far, 0, 0)), 1e-7f);
    }

    [Fact]
    public void WarmUpLeadsIntoASchedule()
    {
        var schedule = new WarmUpSchedule(new OneCycleSchedule(0.1f), steps: 5);
        Assert.Equal(new OneCycleSchedule(0.1f).GetRate(new SchedulePosition(3, 1, 20)), schedule.GetRate(new SchedulePosition(8, 1, 25)));
    }

    [Fact]
    public void SchedulesThatNeedAnEndOrEpochsSayThatALoopHasNone()
    {
        var unknown = new SchedulePosition(5, 0, 0);
        foreach (LearningRateSchedule schedule in new LearningRateSchedule[] { new LinearSchedule(1), new PolynomialSchedule(1), new OneCycleSchedule(1) })
            Assert.Contains($"new {schedule.GetType().Name}(1e-3f, totalSteps: 5000)", Assert.Throws<InvalidOperationException>(() => schedule.GetRate(unknown)).Message);
        Assert.Contains("BeginTraining", Assert.Throws<InvalidOperationException>(() => new ReduceOnPlateauSchedule(1).GetRate(unknown)).Message);
        Assert.Contains("BeginTraining", Assert.Throws<InvalidOperationException>(() => new MultiStepSchedule(1, [3]).GetRate(unknown)).Message);
    }

    [Fact]
    public void WrongValuesAreRefused()
    {
        Assert.Contains("[30, 60, 80]", Assert.Throws<ArgumentException>(() => new MultiStepSchedule(1, [])).Message);
        Assert.Contains("2 is number 2", Assert.Throws<ArgumentException>(() => new MultiStepSchedule(1, [3, 2])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearSchedule(1, float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialSchedule(1, power: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineRestartsSchedule(1, firstPeriod: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineRestartsSchedule(1, firstPeriod: 1, periodFactor: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CyclicSchedule(1, 0.5f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CyclicSchedule(0, 1, mode: (CyclicMode)7));
        Assert.Contains("three phases", Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleSchedule(1, warmUpShare: 0.6, hasThreePhases: true)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleSchedule(1, divisor: 0));
        Assert.Contains("below 1", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateauSchedule(1, factor: 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateauSchedule(1, patience: -1));
    }
}
