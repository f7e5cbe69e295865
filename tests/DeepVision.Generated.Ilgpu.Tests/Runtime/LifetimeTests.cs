using DeepVision.Generated.Ilgpu.Tests.Devices;

namespace DeepVision.Generated.Ilgpu.Tests.Runtime;

/// <summary>What belongs to the device, and what comes back from it.</summary>
public class LifetimeTests
{
    [Fact]
    public void ADeviceServesNetworksOneAfterTheOtherAndAtOnce()
    {
        GpuDevice device = TestDevice.CreateUnshared();
        float[] first = Train(new SmallNet(1, device));
        using (var open = new SmallNet(7, device))
        {
            open.TrainStep(RuntimeData.Fill(open, 4, seed: 3), new SGD(0.1f));
            Assert.Equal(first, Train(new SmallNet(1, device)));
            Assert.True(float.IsFinite(open.TrainStep(RuntimeData.Fill(open, 4, seed: 3), new SGD(0.1f)).Loss));
        }

        Assert.Equal(first, Train(new SmallNet(1, device)));

        static float[] Train(SmallNet network)
        {
            using (network)
            {
                var optimizer = new Adam(0.01f);
                for (int step = 0; step < 4; step++)
                    network.TrainStep(RuntimeData.Fill(network, 4, seed: step), optimizer);
                return network.Parameters.Values.ToArray();
            }
        }
    }

    [Fact]
    public void ADisposedNetworkSaysSoAndDisposesTwice()
    {
        var net = new SmallNet(1, TestDevice.Gpu);
        Batch batch = RuntimeData.Fill(net, 4, seed: 1);
        net.TrainStep(batch, new SGD(0.1f));
        net.Dispose();
        net.Dispose();
        Assert.Throws<ObjectDisposedException>(() => net.TrainStep(batch, new SGD(0.1f)));
        Assert.Throws<ObjectDisposedException>(() => net.Predict(new float[36]));
    }

    [Fact]
    public void WeightsWrittenOnTheHostReachTheDevice()
    {
        using var net = new SmallNet(1, TestDevice.Gpu);
        net.TrainStep(RuntimeData.Fill(net, 4, seed: 1), new SGD(0.1f));
        float[] kernel = net.Conv2D1.Weight;
        net.Dense1.Weight = new float[net.Dense1.Weight.Length];
        net.Dense1.Bias = [1, 5, 2];
        Assert.Equal(1, net.Predict(new float[36]).Label);
        Assert.Equal(kernel, net.Conv2D1.Weight);
    }

    [Fact]
    public void ACheckpointTakesTrainingOnToTheLastBit()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            ImageDataset data = RuntimeData.Images(40, seed: 4);
            TrainingOptions Options(int epochs, bool resume) => new()
            {
                Epochs = epochs, BatchSize = 16, Optimizer = new Adam(0.01f), Checkpoint = new CheckpointOptions(path) { Resume = resume },
            };

            using var whole = new SmallNet(1, TestDevice.Gpu);
            whole.Train(data, Options(4, resume: false));
            using (var half = new SmallNet(1, TestDevice.Gpu))
                half.Train(data, Options(2, resume: false));
            using var rest = new SmallNet(99, TestDevice.Gpu);
            rest.Train(data, Options(4, resume: true));
            Assert.Equal(whole.Parameters.Values.ToArray(), rest.Parameters.Values.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void SeveralThreadsMayPredictAtOnce()
    {
        using var net = new SmallNet(1, TestDevice.Gpu);
        float[][] inputs = [.. Enumerable.Range(0, 24).Select(seed => RuntimeData.Fill(net, 1, seed).Inputs)];
        float[][] expected = [.. inputs.Select(input => net.Predict(input).Probabilities.ToArray())];
        float[][] actual = new float[inputs.Length][];
        Parallel.For(0, inputs.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => actual[i] = net.Predict(inputs[i]).Probabilities.ToArray());
        for (int i = 0; i < inputs.Length; i++)
            Assert.Equal(expected[i], actual[i]);
    }

    /// <summary>More samples than run together.</summary>
    [Fact]
    public void LargePredictionsRunInChunks()
    {
        using var net = new SmallNet(1, TestDevice.Gpu);
        Batch batch = RuntimeData.Fill(net, 1100, seed: 2);
        float[] together = new float[1100 * 3];
        net.Predict(batch.Inputs, together);
        foreach (int sample in new[] { 0, 1023, 1024, 1099 })
        {
            float[] alone = new float[3];
            net.Predict(batch.Inputs.AsSpan(sample * 36, 36), alone);
            Assert.Equal(alone, together.AsSpan(sample * 3, 3).ToArray());
        }
    }

    [Fact]
    public void ANetworkWithoutKernelsNamesThePackage()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => new BareNetwork(TestDevice.Gpu));
        Assert.Contains("must reference the package DeepVision.Generated.Ilgpu", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(BareNetwork), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDevicesNameIsShown()
    {
        using var net = new SmallNet(1, TestDevice.Gpu);
        Assert.Equal(TestDevice.Gpu.ToString(), net.DeviceName);
        Assert.Contains(TestDevice.Gpu.Name, net.DeviceName, StringComparison.Ordinal);
    }
}
