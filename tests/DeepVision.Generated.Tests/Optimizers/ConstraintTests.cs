using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Training;

namespace DeepVision.Generated.Tests.Optimizers;

/// <summary>A layer for each constraint; one has more outputs than a block, another more inputs than a run of the sum.</summary>
[Network(6, 6, 3)]
[Conv2D(20, 3, MaxNorm = 0.5f), ReLU]
[Conv2D(8, 3, UnitNorm = true, NonNegative = true), ReLU]
[Flatten]
[Dense(70, NonNegative = true), Tanh]
[Dense(5), MeanSquaredError]
public partial class ConstrainedLayers;

/// <summary>The same without.</summary>
[Network(6, 6, 3)]
[Conv2D(20, 3), ReLU]
[Conv2D(8, 3), ReLU]
[Flatten]
[Dense(70), Tanh]
[Dense(5), MeanSquaredError]
public partial class UnconstrainedLayers;

/// <summary>Constraints behind the update.</summary>
public class ConstraintTests
{
    /// <summary>The first step against an update without constraints, projected output by output in double precision.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnUpdateIsProjected(int threads)
    {
        using ConstrainedLayers net = new(3) { Threads = threads };
        using UnconstrainedLayers plain = new(3) { Threads = threads };
        Step(net, net.TrainStep);
        Step(plain, plain.TrainStep);

        foreach (ParameterTensor tensor in net.Architecture.Parameters)
        {
            float[] moved = plain.Parameters.Read(tensor), actual = net.Parameters.Read(tensor);
            int outputs = tensor.Shape[0], length = moved.Length / outputs;
            double[] expected = [.. Enumerable.Range(0, outputs).SelectMany(output => Project(moved.AsSpan(output * length, length), tensor.Name))];
            Assert.All(actual.Zip(expected), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-6, $"{tensor.Name}: {pair.First} instead of {pair.Second}"));
        }

        Assert.All(net.Parameters.Values.ToArray().Zip(plain.Parameters.Values.ToArray()), pair => Assert.True(pair.Second != 0 || pair.First == 0, "padding"));
    }

    [Fact]
    public void TheThreadsDontMatter()
    {
        using ConstrainedLayers one = new(3) { Threads = 1 }, two = new(3) { Threads = 2 };
        for (int step = 0; step < 5; step++)
        {
            Step(one, one.TrainStep);
            Step(two, two.TrainStep);
        }

        Assert.Equal(one.Parameters.Values.ToArray(), two.Parameters.Values.ToArray());
    }

    [Fact]
    public void AnOptimizersAveragesAreOfProjectedWeights()
    {
        using ConstrainedLayers net = new(3);
        var optimizer = new SGD(0.1f) { AverageDecay = 0.9 };
        Step(net, (batch, _) => net.TrainStep(batch, optimizer));
        float[] weights = net.Parameters.Values.ToArray();
        using (net.UseAverages(optimizer))
            Assert.Equal(weights, net.Parameters.Values.ToArray());
    }

    private static IEnumerable<double> Project(ReadOnlySpan<float> weights, string tensor)
    {
        double[] values = [.. weights];
        if (tensor is "conv2d_2.weight" or "dense_1.weight")
            values = [.. values.Select(value => Math.Max(value, 0))];
        double norm = Math.Sqrt(values.Sum(value => value * value));
        double scale = tensor switch
        {
            "conv2d_1.weight" => Math.Min(1, 0.5 / norm),
            "conv2d_2.weight" => norm > 0 ? 1 / norm : 1,
            _ => 1,
        };
        return values.Select(value => value * scale);
    }

    private static void Step(Network network, Func<Batch, Optimizer, StepResult> step)
    {
        Batch batch = network.CreateBatch(4);
        batch.Count = 4;
        Random random = new(5);
        foreach (ref float value in batch.Inputs.AsSpan())
            value = 2 * random.NextSingle() - 1;
        foreach (ref float value in batch.Targets.AsSpan())
            value = random.NextSingle();
        step(batch, new SGD(0.5f));
    }
}
