using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Training;

/// <summary>Steps in which something becomes infinite or not a number stop at once, and leave finite weights.</summary>
public class DivergenceTests
{
    private const float Huge = 3e38f;

    [Fact]
    public void AGradientThatOverflowsStopsTheStepThoughItsLossIsFinite()
    {
        using var net = new PlainRegression(1);
        net.Dense1.Weight = new float[12];
        Batch batch = Regression(net, input: Huge, target: 10);
        float[] before = net.Parameters.Values.ToArray();
        var optimizer = new Adam(1e-3f);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, optimizer));

        Assert.Equal((1L, "dense_1.weight", false), (exception.Step, exception.TensorName, exception.IsDataAtFault));
        Assert.Equal(100, exception.Loss, 1e-3f);
        Assert.StartsWith("The gradient of dense_1.weight is infinite or not a number at step 1. Inputs reach 3", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.Parameters.Values.ToArray());
        Assert.All(net.GetOptimizerState(optimizer)[1], value => Assert.Equal(0, value));
        Assert.Equal((0L, 0L), (net.StepsTaken, net.GetOptimizerState(optimizer).Step));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ClippingDoesNotHideIt(float clipNorm)
    {
        using var net = new PlainRegression(1);
        net.Dense1.Weight = new float[12];
        float[] inputs = new float[8];
        inputs[4] = Huge;
        var data = new TensorDataset(inputs, new TensorShape(4), Enumerable.Repeat(20f, 6).ToArray(), 3);
        float[] before = net.Parameters.Values.ToArray();
        var options = new TrainingOptions { BatchSize = 2, ClipNorm = clipNorm };
        Assert.Equal("dense_1.weight", Assert.Throws<TrainingDivergedException>(() => net.Train(data, options)).TensorName);
        Assert.Equal(before, net.Parameters.Values.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AWeightThatWouldOverflowStaysAndTheOthersMove(int threads)
    {
        using var net = new PlainRegression(1) { Threads = threads };
        net.Dense1.Weight = [0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0];
        Batch batch = Regression(net, input: 30, target: 10);
        batch.Inputs[1] = 1e-6f;

        // Gradients of −200 and of −7e-6: the rate takes the first one beyond the largest float.
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, new SGD(1e37f)));

        Assert.Equal((1L, "dense_1.weight"), (exception.Step, exception.TensorName));
        Assert.StartsWith("The update would make dense_1.weight infinite or not a number at step 1. The weights have grown too large: the learning rate (1E+37)", exception.Message, StringComparison.Ordinal);
        float[] weight = net.Dense1.Weight;
        Assert.Equal([0, 0, 0], [weight[0], weight[4], weight[8]]);
        Assert.All([weight[1], weight[5], weight[9]], value => Assert.InRange(value, 1e31f, 1e32f));
        Assert.True(net.Parameters.Values.ToArray().All(float.IsFinite));
        Assert.Equal(0, net.StepsTaken);
    }

    [Fact]
    public void ARunningStatisticThatOverflowsStopsTheStep()
    {
        using var net = new NormalisedVectors(1);
        Batch batch = net.CreateBatch(3);
        batch.Fill(TrainedData.Labelled(3, seed: 1), [0, 1, 2]);
        batch.Inputs[0] = 1e25f;
        float[] before = net.Parameters.Values.ToArray();

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, new SGD(0.1f)));

        Assert.Equal("batchnorm_1.running_var", exception.TensorName);
        Assert.StartsWith("The batch would make batchnorm_1.running_var infinite or not a number at step 1. Inputs reach 1", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.Parameters.Values.ToArray());
    }

    /// <summary>Its stage has found it long before the update, which mustn't begin then; the next step goes well.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void AGradientThatOverflowsBeforeTheLastStageStopsTheStep(int threads)
    {
        using var net = new NormalisedConvolutions(1) { Threads = threads };
        net.Conv2D2.Weight = new float[64 * 128];
        float[] scale = net.BatchNorm1.Weight;
        net.BatchNorm1.Weight = [.. Enumerable.Repeat(1e35f, 64)];
        Batch batch = net.CreateBatch(6);
        batch.Count = 6;
        var random = new Random(1);
        foreach (ref float value in batch.Inputs.AsSpan())
            value = random.NextSingle();
        Array.Fill(batch.Targets, 1e9f);
        float[] before = net.Parameters.Values.ToArray();

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, new Adam(1e-3f)));

        Assert.Equal("conv2d_2.weight", exception.TensorName);
        Assert.True(float.IsFinite(exception.Loss));
        Assert.Equal(before, net.Parameters.Values.ToArray());

        net.BatchNorm1.Weight = scale;
        net.TrainStep(batch, new Adam(1e-3f));
        Assert.True(net.Parameters.Values.ToArray().All(float.IsFinite));
    }

    [Fact]
    public void WeightsThatWereBadBeforeAreNamed()
    {
        using var net = new NormalisedVectors(1);
        net.Dense2.Bias = [0, float.NaN, 0];
        Batch batch = net.CreateBatch(3);
        batch.Fill(TrainedData.Labelled(3, seed: 1), [0, 1, 2]);
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, new SGD(0.1f)));
        Assert.Equal("dense_2.bias", exception.TensorName);
        Assert.Contains("dense_2.bias holds values that are infinite or not a number. No step leaves such values behind", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABadSampleIsNamedByItsPlaceInTheDataSet()
    {
        using var net = new NormalisedVectors(1);
        float[] inputs = new float[4 * 30];
        inputs[4 * 17 + 2] = float.NegativeInfinity;
        var data = new TensorDataset(inputs, new TensorShape(4), new int[30], 3);
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => net.Train(data, new TrainingOptions { BatchSize = 6 }));
        Assert.EndsWith("clean the data. It is sample 17 of the data set.", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsDataAtFault);
        Assert.True(net.Parameters.Values.ToArray().All(float.IsFinite));

        // Who fills a batch by hand has no such place.
        Batch batch = net.CreateBatch(2);
        batch.Fill(data, [3, 17]);
        batch.Count = 2;
        Assert.EndsWith("clean the data.", Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, new SGD())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AValueAnywhereIsFound()
    {
        for (int length = 0; length < 200; length += 7)
        {
            float[] values = new float[length];
            Array.Fill(values, float.MaxValue);
            Assert.Equal(-1, FiniteValues.FindOther(values));
            for (int place = length - 1; place >= 0; place--)
            {
                values[place] = (place % 3) switch { 0 => float.NaN, 1 => float.PositiveInfinity, _ => float.NegativeInfinity };
                Assert.Equal(place, FiniteValues.FindOther(values));
            }
        }
    }

    /// <summary>A batch of one sample whose first input is as given and whose targets are all alike.</summary>
    private static Batch Regression(PlainRegression net, float input, float target)
    {
        Batch batch = net.CreateBatch(1);
        batch.Count = 1;
        batch.Inputs[0] = input;
        Array.Fill(batch.Targets, target);
        return batch;
    }
}
