using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

public class EarlyStoppingTests
{
    [Fact]
    public void StopsWhenPatienceEndsAndRestoresTheBestWeights()
    {
        using var net = new LinearClassifier();
        List<float[]> weights = [];
        TrainingHistory history = Train(net, [3, 2, 2.5f, 2.2f, 1], new EarlyStopping { Monitor = Metric.TrainingLoss, Patience = 2 }, weights);
        Assert.Equal(StopReason.EarlyStopping, history.StoppedBy);
        Assert.Equal([3.0, 2, 2.5, 2.2], history.Epochs.Select(epoch => Math.Round(epoch.Loss, 5)));
        Assert.Equal(2, history.BestEpoch);
        Assert.Equal(weights[1], net.AllParameters());
    }

    [Fact]
    public void CanLeaveTheLastWeights()
    {
        using var net = new LinearClassifier();
        List<float[]> weights = [];
        Train(net, [3, 2, 2.5f, 2.2f, 1], new EarlyStopping { Monitor = Metric.TrainingLoss, Patience = 2, RestoreBestWeights = false }, weights);
        Assert.Equal(weights[3], net.AllParameters());
    }

    [Fact]
    public void RestoresTheBestWeightsOfACompletedRunToo()
    {
        using var net = new LinearClassifier();
        List<float[]> weights = [];
        TrainingHistory history = Train(net, [3, 1, 2], new EarlyStopping { Monitor = Metric.TrainingLoss, Patience = 5 }, weights);
        Assert.Equal(StopReason.Completed, history.StoppedBy);
        Assert.Equal(weights[1], net.AllParameters());
    }

    [Fact]
    public void SmallChangesDontCount()
    {
        using var net = new LinearClassifier();
        TrainingHistory history = Train(net, [3, 2.95f, 2.92f, 1], new EarlyStopping { Monitor = Metric.TrainingLoss, Patience = 2, MinDelta = 0.1 }, []);
        Assert.Equal(3, history.Epochs.Count);
        Assert.Equal(1, history.BestEpoch);
    }

    [Fact]
    public void EpochsOfTheWarmUpDontCount()
    {
        using var net = new LinearClassifier();
        List<float[]> weights = [];
        TrainingHistory history = Train(net, [1, 2, 3, 4, 5, 6], new EarlyStopping { Monitor = Metric.TrainingLoss, Patience = 2, WarmUpEpochs = 3 }, weights);
        Assert.Equal((StopReason.EarlyStopping, 5), (history.StoppedBy, history.Epochs.Count));
        Assert.Equal(weights[0], net.AllParameters());
    }

    [Fact]
    public void WhatIsWorseThanTheBaselineIsNoImprovement()
    {
        using var net = new LinearClassifier();
        TrainingHistory history = Train(net, [5, 4, 3, 2, 1], new EarlyStopping { Monitor = Metric.TrainingLoss, Patience = 3, Baseline = 2.5 }, []);
        Assert.Equal((StopReason.EarlyStopping, 3, 3), (history.StoppedBy, history.Epochs.Count, history.BestEpoch));
        using var other = new LinearClassifier();
        Assert.Equal(StopReason.Completed, Train(other, [5, 4, 2, 1, 1], new EarlyStopping { Monitor = Metric.TrainingLoss, Patience = 3, Baseline = 2.5 }, []).StoppedBy);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(1.75, 4)]
    [InlineData(0.5, 5)]
    public void AGoalThatIsReachedIsEnough(double goal, int epochs)
    {
        using var net = new LinearClassifier();
        TrainingHistory history = Train(net, [4, 3, 2, 1.5f, 1], new EarlyStopping { Monitor = Metric.TrainingLoss, Goal = goal }, []);
        Assert.Equal(epochs, history.Epochs.Count);
        Assert.Equal(epochs == 5 ? StopReason.Completed : StopReason.EarlyStopping, history.StoppedBy);
    }

    [Theory]
    [InlineData(Metric.ValidationLoss, 1, 2, true)]
    [InlineData(Metric.TrainingLoss, 2, 1, false)]
    [InlineData(Metric.ValidationAccuracy, 0.9, 0.8, true)]
    [InlineData(Metric.TrainingAccuracy, 0.8, 0.9, false)]
    [InlineData(Metric.HighestMeasure, 0.8, 0.9, false)]
    [InlineData(Metric.LowestMeasure, 0.8, 0.9, true)]
    [InlineData(Metric.ValidationLoss, 1, double.NaN, true)]
    [InlineData(Metric.ValidationLoss, double.NaN, 1, false)]
    [InlineData(Metric.ValidationAccuracy, double.NaN, double.NaN, false)]
    public void LossesGoDownAndAccuraciesUp(Metric metric, double value, double other, bool better) =>
        Assert.Equal(better, metric.IsBetter(value, other));

    [Fact]
    public void AMonitorWithoutItsDataIsRefused()
    {
        using var net = new LinearClassifier();
        var exception = Assert.Throws<ArgumentException>(() => net.Train(Linear.Corners(6, 1), new TrainingOptions { EarlyStopping = new EarlyStopping() }));
        Assert.Contains("ValidationLoss, but there is no validation data", exception.Message);

        using var regressor = new LinearRegressor();
        TensorDataset data = NetworkTests.Targets([1, 0, 0, 1]);
        var options = new TrainingOptions { Validation = data, EarlyStopping = new EarlyStopping { Monitor = Metric.ValidationAccuracy } };
        Assert.Contains("LinearRegressor doesn't have", Assert.Throws<ArgumentException>(() => regressor.BeginTraining(data, options)).Message);
    }

    /// <summary>Trains with one step an epoch and the given losses; notes the weights after each epoch.</summary>
    private static TrainingHistory Train(LinearClassifier net, float[] losses, EarlyStopping stopping, List<float[]> weights)
    {
        net.Engine.LossOverride = (step, _) => losses[step];
        var options = new TrainingOptions { Epochs = losses.Length, EarlyStopping = stopping };
        using TrainingRun run = net.BeginTraining(Linear.Corners(6, 1), options);
        while (run.NextEpoch())
        {
            while (run.NextBatch())
                run.Report(net.TrainStep(run.Batch, run.Optimizer));
            weights.Add(net.AllParameters());
            run.EndEpoch();
        }

        return run.History;
    }
}
