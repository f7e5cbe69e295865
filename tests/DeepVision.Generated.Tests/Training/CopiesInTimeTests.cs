using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Training;

/// <summary>
/// Copies of weights that are too many to be kept: 175 and 78 MB of transformed weights, those of the way forward and of the way back in the same place. They
/// are made anew in every step, those of the last convolution in parts, and gradients of weights as soon as they can be.
/// </summary>
public class CopiesInTimeTests
{
    private const int Samples = 6, Steps = 3;

    /// <summary>The same network without transformed weights, from equal weights.</summary>
    [Fact]
    public void StepsAreThoseOfDirectConvolutions()
    {
        using LargePlanes net = new(1);
        using NoPlanes direct = new(1);
        float[] before = net.Parameters.Values.ToArray();
        Assert.Equal(before, direct.Parameters.Values.ToArray());
        AssertClose(before, Train(net, net.CreateBatch(Samples), net.TrainStep, threads: 2), Train(direct, direct.CreateBatch(Samples), direct.TrainStep, threads: 2));
    }

    /// <summary>Each part pools its own channels. One step: in the next, a maximum may be another one's by a rounding error, and a gradient in another place.</summary>
    [Fact]
    public void AStepWithAPoolingIsThatOfDirectConvolutions()
    {
        using LargePooledPlanes net = new(1);
        using NoPooledPlanes direct = new(1);
        float[] before = net.Parameters.Values.ToArray();
        Assert.Equal(before, direct.Parameters.Values.ToArray());
        AssertClose(before, Train(net, net.CreateBatch(Samples), net.TrainStep, threads: 2, steps: 1), Train(direct, direct.CreateBatch(Samples), direct.TrainStep, threads: 2, steps: 1));
    }

    [Fact]
    public void ThreadsDoNotMatter()
    {
        float[][] weights = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using LargePlanes net = new(1);
            return Train(net, net.CreateBatch(Samples), net.TrainStep, threads);
        })];
        Assert.Equal(weights[0], weights[1]);
        Assert.Equal(weights[0], weights[2]);
    }

    private static float[] Train(Network network, Batch batch, Func<Batch, Optimizer, StepResult> step, int threads, int steps = Steps)
    {
        network.Threads = threads;
        batch.Count = Samples;
        Random random = new(3);
        foreach (ref float value in batch.Inputs.AsSpan())
            value = random.NextSingle();
        foreach (ref int label in batch.Labels.AsSpan())
            label = random.Next(3);
        for (int number = 0; number < steps; number++)
            Assert.True(float.IsFinite(step(batch, new SGD(0.1f)).Loss));
        return network.Parameters.Values.ToArray();
    }

    private static void AssertClose(float[] before, float[] actual, float[] expected)
    {
        double distance = Length(actual.Zip(expected, (a, b) => a - b)), moved = Length(expected.Zip(before, (a, b) => a - b));
        Assert.True(distance < 1e-3 * moved, $"Weights that have moved by {moved} are {distance} apart.");
    }

    private static double Length(IEnumerable<float> values) => Math.Sqrt(values.Sum(value => (double)value * value));
}

[Network(4, 4, 3)]
[Conv2D(32, 3, Padding = Padding.Same), Tanh]
[Conv2D(768, 3, Padding = Padding.Same), ReLU(Name = "wide")]
[Conv2D(768, 3, Padding = Padding.Same), Add("wide"), Tanh]
[GlobalAvgPool2D, Dense(3), SoftmaxCrossEntropy]
public partial class LargePlanes;

[Network(4, 4, 3, Winograd = false)]
[Conv2D(32, 3, Padding = Padding.Same), Tanh]
[Conv2D(768, 3, Padding = Padding.Same), ReLU(Name = "wide")]
[Conv2D(768, 3, Padding = Padding.Same), Add("wide"), Tanh]
[GlobalAvgPool2D, Dense(3), SoftmaxCrossEntropy]
public partial class NoPlanes;

[Network(12, 12, 3)]
[Conv2D(32, 3, Padding = Padding.Same), Tanh]
[Conv2D(512, 3, Padding = Padding.Same), ReLU]
[Conv2D(512, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D, Dense(3), SoftmaxCrossEntropy]
public partial class LargePooledPlanes;

[Network(12, 12, 3, Winograd = false)]
[Conv2D(32, 3, Padding = Padding.Same), Tanh]
[Conv2D(512, 3, Padding = Padding.Same), ReLU]
[Conv2D(512, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D, Dense(3), SoftmaxCrossEntropy]
public partial class NoPooledPlanes;
