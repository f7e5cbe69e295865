using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Optimizers;

/// <summary>All kinds of layers with weights; one has more outputs than a block, another more inputs than a run of the sum, two have groups.</summary>
[Network(6, 6, 3)]
[Conv2D(20, 3, MaxNorm = 0.5f), ReLU]
[Conv2D(8, 3, Groups = 2, UnitNorm = true, NonNegative = true), ReLU]
[ConvTranspose2D(6, 2, Groups = 2, MaxNorm = 0.4f), Tanh]
[DepthwiseConv2D(2, DepthMultiplier = 3, UnitNorm = true), Tanh]
[ConvTranspose2D(20, 2, UnitNorm = true, NonNegative = true), Tanh]
[SeparableConv2D(5, 2, MaxNorm = 0.3f), Tanh]
[Flatten]
[Dense(70, NonNegative = true), Tanh]
[Dense(5), MeanSquaredError]
public partial class ConstrainedLayers;

/// <summary>The same without.</summary>
[Network(6, 6, 3)]
[Conv2D(20, 3), ReLU]
[Conv2D(8, 3, Groups = 2), ReLU]
[ConvTranspose2D(6, 2, Groups = 2), Tanh]
[DepthwiseConv2D(2, DepthMultiplier = 3), Tanh]
[ConvTranspose2D(20, 2), Tanh]
[SeparableConv2D(5, 2), Tanh]
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
            Assert.All(actual.Zip(Project(tensor, moved)), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-6, $"{tensor.Name}: {pair.First} instead of {pair.Second}"));
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

    /// <summary>What the constraint of a layer makes of its weights.</summary>
    private static double[] Project(ParameterTensor tensor, float[] weights)
    {
        double[] values = [.. weights];
        (double maxNorm, bool isUnit, bool isNonNegative) = tensor.Name switch
        {
            "conv2d_1.weight" => (0.5, false, false),
            "conv2d_2.weight" => (0, true, true),
            "convtranspose2d_1.weight" => (0.4, false, false),
            "depthwiseconv2d_1.weight" => (0, true, false),
            "convtranspose2d_2.weight" => (0, true, true),
            "separableconv2d_1.depthwiseconv2d_1.weight" or "separableconv2d_1.conv2d_1.weight" => (0.3, false, false),
            "dense_1.weight" => (0, false, true),
            _ => (0.0, false, false),
        };
        if (isNonNegative)
            values = [.. values.Select(value => Math.Max(value, 0))];
        foreach (IGrouping<int, int> output in Enumerable.Range(0, values.Length).GroupBy(index => OutputOf(tensor, index)))
        {
            double norm = Math.Sqrt(output.Sum(index => values[index] * values[index]));
            double scale = isUnit ? norm > 0 ? 1 / norm : 1 : maxNorm > 0 ? Math.Min(1, maxNorm / norm) : 1;
            foreach (int index in output)
                values[index] *= scale;
        }

        return values;
    }

    /// <summary>
    /// The output that a weight belongs to. In PyTorch's order it is the first dimension, and for transposed convolutions,
    /// [inputs, outputs of a group, rows, columns], the second one in the group of the first.
    /// </summary>
    private static int OutputOf(ParameterTensor tensor, int index)
    {
        int first = index / (tensor.Shape.Skip(1).Aggregate(1, (product, length) => product * length));
        if (!tensor.Name.StartsWith("convtranspose2d", StringComparison.Ordinal) || tensor.Shape.Count == 1)
            return first;
        int groups = tensor.Name.StartsWith("convtranspose2d_1", StringComparison.Ordinal) ? 2 : 1;
        int second = index / (tensor.Shape[2] * tensor.Shape[3]) % tensor.Shape[1];
        return first / (tensor.Shape[0] / groups) * tensor.Shape[1] + second;
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
