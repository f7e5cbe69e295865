using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Training;

/// <summary>Classes that get their weights from the data of a training.</summary>
[Network(4)]
[Dense(3), SoftmaxCrossEntropy(BalancedClasses = true)]
public partial class BalancedNet;

/// <summary>The same weights on the device as on the CPU, also where a training follows another one with other data.</summary>
public class BalancedClassTests
{
    [Fact]
    public void EachTrainingWeighsItsClasses()
    {
        (float[] expected, double[] losses) = Train(Device.Cpu);
        (float[] actual, double[] actualLosses) = Train(TestDevice.Gpu);
        Tensors.AssertClose(actual, [.. expected.Select(value => (double)value)], 1e-4, "parameters");
        Assert.All(losses.Zip(actualLosses), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static (float[] Parameters, double[] Losses) Train(Device device)
    {
        using var net = new BalancedNet(3, device);
        Random random = new(5);
        int[] labels = [.. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 4), .. Enumerable.Repeat(2, 6)];
        random.Shuffle(labels);
        TensorDataset data = new([.. Enumerable.Range(0, 80).Select(_ => random.NextSingle())], new TensorShape(4), labels);
        List<double> losses = [];
        foreach (Dataset part in new[] { data.Take(7), data })
            losses.AddRange(net.Train(part, new TrainingOptions { Epochs = 2, BatchSize = 6, Optimizer = new SGD(0.2f) }).Epochs.Select(epoch => epoch.Loss));
        return (net.Parameters.Values.ToArray(), [.. losses]);
    }
}
