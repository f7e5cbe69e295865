namespace DeepVision.Generated.Tests.Training;

/// <summary>The learning-rate range test, and schedules that a run feeds.</summary>
public class LearningRateTests
{
    [Fact]
    public void ARangeTestLeavesTheNetworkAsItWas()
    {
        using NormalisedVectors net = new(1), untouched = new(1);
        TensorDataset data = TrainedData.Labelled(60, seed: 1);
        Optimizer optimizer = new Adam(0.01f), other = new Adam(0.01f);
        Batch batch = net.CreateBatch(10);
        batch.Fill(data, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        net.TrainStep(batch, optimizer);
        untouched.TrainStep(batch, other);
        float[] before = net.Parameters.Values.ToArray();

        LearningRateCurve curve = net.FindLearningRate(data, new TrainingOptions { BatchSize = 10, Optimizer = optimizer }, maximum: 1e3f);

        Assert.Equal(before, net.Parameters.Values.ToArray());
        Assert.Equal((1L, null), (net.StepsTaken, net.LastTraining));
        Assert.Equal(0.01f, optimizer.LearningRate.GetRate(default));
        Assert.InRange(curve.Points.Count, 10, 100);
        Assert.Equal(1e-7f, curve.Points[0].LearningRate, 1e-12f);
        Assert.NotNull(curve.Suggestion);
        Assert.Contains("suggested learning rate", curve.ToString());

        // The optimizer's memory and the counters too: training goes on with the same bits.
        net.TrainStep(batch, optimizer);
        untouched.TrainStep(batch, other);
        Assert.Equal(untouched.Parameters.Values.ToArray(), net.Parameters.Values.ToArray());
    }

    [Fact]
    public void TheSuggestionIsWhereTheLossFallsMostSteeply()
    {
        // Flat, a fall around step 50, and a rise at the end.
        (float, double)[] steps = [.. Enumerable.Range(0, 100).Select(i => ((float)Math.Pow(10, (i - 80) / 20.0), 2 - Math.Tanh((i - 50) / 10.0) + Math.Exp((i - 90) / 2.0)))];
        Assert.InRange(LearningRateCurve.Of(steps).Suggestion!.Value, (float)Math.Pow(10, -33 / 20.0), (float)Math.Pow(10, -27 / 20.0));
        Assert.Null(LearningRateCurve.Of([.. steps.Select((step, i) => (step.Item1, (double)i))]).Suggestion);
    }

    [Fact]
    public void ARangeTestEndsWhenTheLossGrowsAndRefusesNonsense()
    {
        using var net = new PlainRegression(1);
        var data = new TensorDataset([1, 2, 3, 4, 4, 3, 2, 1], new TensorShape(4), new float[] { 1, 2, 3, 3, 2, 1 }, 3);
        TrainingOptions options = new() { Optimizer = new SGD(0.1f), BatchSize = 2 };
        Assert.InRange(net.FindLearningRate(data, options, maximum: 1e6f).Points.Count, 10, 90);
        Assert.Contains("minimum", Assert.Throws<ArgumentOutOfRangeException>(() => net.FindLearningRate(data, options, minimum: 0)).Message);
        Assert.Contains("maximum", Assert.Throws<ArgumentOutOfRangeException>(() => net.FindLearningRate(data, options, minimum: 1, maximum: 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => net.FindLearningRate(data, options, steps: 3));
    }

    [Fact]
    public void APlateauReducesTheRateAndSurvivesAnInterruption()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            TensorDataset data = TrainedData.Labelled(30, seed: 1);
            TrainingOptions Options(int epochs, CheckpointOptions? checkpoint) => new()
            {
                Epochs = epochs,
                BatchSize = 10,
                Checkpoint = checkpoint,
                Optimizer = new SGD(new ReduceOnPlateauSchedule(0.5f, Metric.TrainingLoss, factor: 0.5, patience: 0, threshold: 0.2)),
            };
            using NormalisedVectors whole = new(1), begun = new(1), resumed = new(2);
            float[] expected = [.. whole.Train(data, Options(8, null)).Epochs.Select(epoch => epoch.LearningRate)];
            begun.Train(data, Options(4, new CheckpointOptions(path)));
            float[] actual = [.. resumed.Train(data, Options(8, new CheckpointOptions(path) { Resume = true })).Epochs.Select(epoch => epoch.LearningRate)];

            Assert.Equal(expected, actual);
            Assert.Equal(whole.Parameters.Values.ToArray(), resumed.Parameters.Values.ToArray());
            Assert.True(expected[^1] < 0.5f, string.Join(", ", expected));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void AMetricThatTheRunDoesNotHaveIsRefused()
    {
        using NormalisedVectors net = new(1);
        TrainingOptions options = new() { Optimizer = new Adam(new WarmUpSchedule(new ReduceOnPlateauSchedule(0.1f), steps: 3)) };
        Assert.Contains(
            "learning-rate schedule monitors ValidationLoss, but there is no validation data",
            Assert.Throws<ArgumentException>(() => net.BeginTraining(TrainedData.Labelled(30, seed: 1), options)).Message);
    }
}
