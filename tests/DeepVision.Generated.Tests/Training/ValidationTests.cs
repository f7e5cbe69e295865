using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Training;

/// <summary>A validation without a number is told, and doesn't end training in silence.</summary>
public class ValidationTests
{
    [Theory]
    [InlineData(float.NaN, "not a number")]
    [InlineData(float.PositiveInfinity, "not a number")]
    public void ABadSampleAmongTheValidationDataIsNamed(float value, string description)
    {
        using var net = new LinearClassifier();
        float[] inputs = new float[18];
        inputs[11] = value;
        var options = new TrainingOptions
        {
            Epochs = 20,
            Validation = new TensorDataset(inputs, new TensorShape(2), [.. Enumerable.Range(0, 9).Select(i => i % 3)]),
            EarlyStopping = new EarlyStopping(),
        };
        using TrainingRun run = net.BeginTraining(Linear.Corners(12, seed: 1), options);
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => RunEpoch(net, run));

        Assert.StartsWith($"The validation loss is {description} behind epoch 1. Sample 5 of the validation data holds an input", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsDataAtFault);
        Assert.True(double.IsFinite(Assert.Single(run.History.Epochs).Loss));
        Assert.All(net.AllParameters(), weight => Assert.True(float.IsFinite(weight)));

        // Whoever goes on nevertheless isn't stopped by epochs that say nothing.
        for (int epoch = 2; epoch < 8; epoch++)
            Assert.Throws<TrainingDivergedException>(() => RunEpoch(net, run));
        Assert.Equal(StopReason.StillRunning, run.History.StoppedBy);
    }

    [Fact]
    public void BadTargetsAreNamed()
    {
        using var net = new LinearRegressor();
        float[] targets = [0, 1, 2, float.NaN];
        var options = new TrainingOptions { Validation = new TensorDataset(new float[4], new TensorShape(2), targets, 2) };
        using TrainingRun run = net.BeginTraining(NetworkTests.Targets([1, 0, 0, 1]), options);
        run.NextEpoch();
        while (run.NextBatch())
            run.Report(net.TrainStep(run.Batch, run.Optimizer));
        Assert.Contains("Sample 1 of the validation data holds a target", Assert.Throws<TrainingDivergedException>(run.EndEpoch).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ScoresThatOverflowAreNotTheDatasFault()
    {
        using var net = new LinearClassifier();
        float[] inputs = new float[6];
        Array.Fill(inputs, float.MaxValue);
        net.GetLayer(0).Weight = [2, 2, 2, 2, 2, 2];
        var options = new TrainingOptions { Optimizer = new SGD(1e-6f), Validation = new TensorDataset(inputs, new TensorShape(2), [0, 1, 2]) };
        using TrainingRun run = net.BeginTraining(Linear.Corners(12, seed: 1), options);
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => RunEpoch(net, run));
        Assert.Contains("All inputs and targets are finite, so the scores overflow", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsDataAtFault);
    }

    private static void RunEpoch(LinearClassifier net, TrainingRun run)
    {
        Assert.True(run.NextEpoch());
        while (run.NextBatch())
            run.Report(net.TrainStep(run.Batch, run.Optimizer));
        run.EndEpoch();
    }
}
