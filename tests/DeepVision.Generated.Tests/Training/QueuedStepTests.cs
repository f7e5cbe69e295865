using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

/// <summary>Training on an engine that queues its steps: nothing waits that needn't, and the end is the same.</summary>
public class QueuedStepTests
{
    private static readonly TensorDataset s_data = Linear.Corners(300, seed: 1);

    [Fact]
    public void AStepIsWaitedForWhenItsLossIsRead()
    {
        using var net = new QueuedClassifier();
        Batch batch = TrainStepTests.Filled(net, 4);
        StepResult result = net.TrainStep(batch, new SGD(0.1f));
        Assert.False(result.IsDone);
        Assert.Equal(4, result.Count);
        Assert.True(float.IsFinite(result.Loss));
        Assert.True(result.IsDone);
    }

    [Fact]
    public void ResultsAreEqualWhenTheirNumbersAre()
    {
        using var net = new QueuedClassifier();
        using var same = new LinearClassifier();
        StepResult queued = net.TrainStep(TrainStepTests.Filled(net, 4), new SGD(0.1f));
        StepResult immediate = same.TrainStep(TrainStepTests.Filled(same, 4), new SGD(0.1f));
        Assert.Equal(immediate, queued);
        Assert.Equal(immediate.GetHashCode(), queued.GetHashCode());
        (float loss, int correct, int count) = queued;
        Assert.Equal(new StepResult(loss, correct, count), immediate);
    }

    [Fact]
    public void TheHistoryIsThatOfAnEngineThatWaits()
    {
        var options = new TrainingOptions { Epochs = 3, BatchSize = 7, Optimizer = new Adam(0.05f), Validation = Linear.Corners(50, seed: 2) };
        using var queued = new QueuedClassifier();
        using var immediate = new LinearClassifier();
        TrainingHistory actual = queued.Train(s_data, options), expected = immediate.Train(s_data, options);
        Assert.Equal(expected.Epochs.Select(epoch => (epoch.Loss, epoch.Accuracy, epoch.ValidationLoss)), actual.Epochs.Select(epoch => (epoch.Loss, epoch.Accuracy, epoch.ValidationLoss)));
    }

    [Fact]
    public void AFewStepsAreUnderWayAndNeverMore()
    {
        using var net = new QueuedClassifier();
        net.Train(s_data, new TrainingOptions { Epochs = 2, BatchSize = 3 });
        Assert.InRange(net.Engine.MostUnread, 8, 20);
    }

    [Fact]
    public void ProgressHasALossFromTheFirstReport()
    {
        using var net = new QueuedClassifier();
        var progress = new ProgressList();
        net.Train(s_data, new TrainingOptions { Epochs = 1, BatchSize = 3 }, progress);
        Assert.NotEmpty(progress);
        Assert.All(progress, report => Assert.True(double.IsFinite(report.Loss)));
    }

    [Fact]
    public void ADivergenceIsToldLateWithTheRightStepAndTheWeightsFromBefore()
    {
        using var net = new QueuedClassifier();
        var optimizer = new SGD(0.1f, momentum: 0.9);
        Batch batch = TrainStepTests.Filled(net, 6);
        for (int step = 0; step < 3; step++)
            net.TrainStep(batch, optimizer);
        float[] before = net.GetLayer(0).Weight;
        net.Engine.Inner.LossOverride = (step, loss) => step == 3 ? float.NaN : loss;
        StepResult bad = net.TrainStep(batch, optimizer), behind = net.TrainStep(batch, optimizer);
        Assert.Equal(5, net.StepsTaken);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => behind.Loss);
        Assert.Equal(4, exception.Step);
        Assert.Equal(before, net.GetLayer(0).Weight);
        Assert.Equal(3, net.StepsTaken);
        Assert.Equal(3, net.GetOptimizerState(optimizer).Step);
        Assert.Equal(4, Assert.Throws<TrainingDivergedException>(() => bad.Correct).Step);

        net.Engine.Inner.LossOverride = null;
        Assert.True(float.IsFinite(net.TrainStep(batch, optimizer).Loss));
        Assert.Equal(4, net.StepsTaken);
        Assert.NotEqual(before, net.GetLayer(0).Weight);
    }

    [Fact]
    public void TrainingEndsWithTheDivergenceOfAnyStep()
    {
        foreach (long badStep in new long[] { 0, 20, 99, 149 })
        {
            using var net = new QueuedClassifier();
            net.Engine.Inner.LossOverride = (step, loss) => step == badStep ? float.PositiveInfinity : loss;
            var exception = Assert.Throws<TrainingDivergedException>(() => net.Train(s_data, new TrainingOptions { Epochs = 3, BatchSize = 6 }));
            Assert.Equal(badStep + 1, exception.Step);
            Assert.Equal(badStep, net.StepsTaken);
        }
    }

    [Fact]
    public void GradientsAloneMayHaveAnyLoss()
    {
        using var net = new QueuedClassifier();
        net.Engine.Inner.LossOverride = (_, _) => float.NaN;
        Assert.True(float.IsNaN(net.ComputeGradients(TrainStepTests.Filled(net, 4)).Loss));
    }

    [Fact]
    public void ValuesThatADeviceHasAreFetchedOnceWhenAskedFor()
    {
        using var net = new LinearClassifier();
        int fetches = 0;
        net.Parameters.MarkNewerElsewhere(() =>
        {
            fetches++;
            net.Parameters.Values[0] = 42;
        });
        Assert.True(net.Parameters.IsNewerElsewhere);
        Assert.Equal(42, net.Parameters.Values[0]);
        Assert.Equal(42, net.Parameters.Values[0]);
        Assert.False(net.Parameters.IsNewerElsewhere);
        Assert.Equal(1, fetches);

        var state = new OptimizerState(new Adam(), 16);
        state.MarkNewerElsewhere(() => state[0][0] = 7);
        Assert.Equal(0, state[1][0]);
        Assert.Equal(7, state[0][0]);
        Assert.False(state.IsNewerElsewhere);
    }
}
