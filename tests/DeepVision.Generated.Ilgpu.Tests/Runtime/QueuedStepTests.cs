using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.LayerCases;
using DeepVision.Generated.Tests.Optimizers;

namespace DeepVision.Generated.Ilgpu.Tests.Runtime;

/// <summary>Steps that run behind the caller's back: late reading, divergence, growth.</summary>
public class QueuedStepTests
{
    [Fact]
    public void LossesReadLateAreThoseReadAtOnce()
    {
        const int Steps = 150;
        float[] Train(bool late)
        {
            using var net = new SmallNet(3, TestDevice.Gpu);
            var optimizer = new Adam(0.01f);
            StepResult[] results = new StepResult[Steps];
            for (int step = 0; step < Steps; step++)
            {
                results[step] = net.TrainStep(RuntimeData.Fill(net, 5, seed: step), optimizer);
                if (!late)
                    Assert.True(results[step].Loss > 0);
            }

            return [.. results.Select(result => result.Loss), .. results.Select(result => (float)result.Correct)];
        }

        Assert.Equal(Train(late: false), Train(late: true));
    }

    /// <summary>The batch object may be filled again as soon as the step is queued.</summary>
    [Fact]
    public void ABatchCanBeReusedAtOnce()
    {
        float[] Train(bool reuse)
        {
            using var net = new SmallNet(3, TestDevice.Gpu);
            var optimizer = new SGD(0.1f);
            Batch shared = net.CreateBatch(5);
            for (int step = 0; step < 12; step++)
            {
                Batch batch = RuntimeData.Fill(net, 5, seed: step);
                if (reuse)
                {
                    batch.Inputs.CopyTo(shared.Inputs, 0);
                    batch.Labels.CopyTo(shared.Labels, 0);
                    shared.Count = 5;
                }

                net.TrainStep(reuse ? shared : batch, optimizer);
                if (reuse)
                    Array.Fill(shared.Inputs, float.NaN);
            }

            return net.Parameters.Values.ToArray();
        }

        Assert.Equal(Train(reuse: false), Train(reuse: true));
    }

    [Theory]
    [InlineData(3, 12)]
    [InlineData(12, 3)]
    public void BatchesMayGrowAndShrink(int first, int second)
    {
        float[] Losses(Device device)
        {
            using var net = new SmallNet(3, device);
            var optimizer = new SGD(0.05f, momentum: 0.9);
            float[] losses = new float[8];
            for (int step = 0; step < losses.Length; step++)
                losses[step] = net.TrainStep(RuntimeData.Fill(net, step % 2 == 0 ? first : second, seed: step), optimizer).Loss;
            return losses;
        }

        Tensors.AssertClose(Losses(TestDevice.Gpu), [.. Losses(Device.Cpu).Select(loss => (double)loss)], 1e-4, $"losses of batches of {first} and {second}");
    }

    [Fact]
    public void ADivergenceNamesStepAndSampleAndLeavesTheWeights()
    {
        using var net = new SmallNet(3, TestDevice.Gpu);
        var optimizer = new Adam(0.01f);
        for (int step = 0; step < 3; step++)
            net.TrainStep(RuntimeData.Fill(net, 4, seed: step), optimizer);
        float[] before = net.Parameters.Values.ToArray();
        float[] stateBefore = [.. net.GetOptimizerState(optimizer)[0]];

        Batch bad = RuntimeData.Fill(net, 4, seed: 9);
        bad.Inputs[2 * 36 + 7] = float.NaN;
        net.TrainStep(bad, optimizer);
        StepResult behind = net.TrainStep(RuntimeData.Fill(net, 4, seed: 10), optimizer);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => behind.Loss);
        Assert.Equal(4, exception.Step);
        Assert.Contains("Sample 2 of the batch holds an input that is infinite or not a number", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.Parameters.Values.ToArray());
        Assert.Equal(stateBefore, net.GetOptimizerState(optimizer)[0]);
        Assert.Equal(3, net.StepsTaken);

        Assert.True(float.IsFinite(net.TrainStep(RuntimeData.Fill(net, 4, seed: 11), optimizer).Loss));
        Assert.NotEqual(before, net.Parameters.Values.ToArray());
    }

    [Fact]
    public void ADivergenceThatNobodyReadsStopsALaterStep()
    {
        using var net = new SmallNet(3, TestDevice.Gpu);
        var optimizer = new SGD(0.01f);
        Batch bad = RuntimeData.Fill(net, 4, seed: 1);
        bad.Inputs[0] = float.NaN;
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() =>
        {
            for (int step = 0; step < 200; step++)
                net.TrainStep(step == 0 ? bad : RuntimeData.Fill(net, 4, seed: step), optimizer);
        });
        Assert.Equal(1, exception.Step);
    }

    [Fact]
    public void TargetsThatAreNotFiniteAreFound()
    {
        using var net = new SmallRegressor(3, TestDevice.Gpu);
        Batch bad = RuntimeData.Fill(net, 6, seed: 1);
        bad.Targets[2 * 4 + 1] = float.PositiveInfinity;
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(bad, new SGD(0.01f)).Loss);
        Assert.Contains("Sample 4 of the batch holds a target", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AGradientThatOverflowsLeavesTheUpdateOutThoughItsLossIsFinite()
    {
        using var net = new OneLayer(3, TestDevice.Gpu);
        net.Dense1.Weight = new float[12];
        float[] before = net.Parameters.Values.ToArray();
        Batch batch = net.CreateBatch(1);
        batch.Count = 1;
        batch.Inputs[0] = 3e38f;
        Array.Fill(batch.Targets, 10);
        var optimizer = new Adam(0.01f);
        StepResult bad = net.TrainStep(batch, optimizer), behind = net.TrainStep(RuntimeData.Fill(net, 4, seed: 2), optimizer);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => behind.Loss);

        Assert.Equal((1L, "dense_1.weight"), (exception.Step, exception.TensorName));
        Assert.StartsWith("The gradient of dense_1.weight is infinite or not a number at step 1.", exception.Message, StringComparison.Ordinal);
        Assert.True(float.IsFinite(exception.Loss));
        Assert.Equal(before, net.Parameters.Values.ToArray());
        Assert.Throws<TrainingDivergedException>(() => bad.Loss);
    }

    /// <summary>With the optimizers of the library on the device, and with one of the user's own on the host.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AWeightThatWouldOverflowStaysAndTheOthersMove(bool isOnHost)
    {
        using var net = new SmallRegressor(3, TestDevice.Gpu);
        float[] before = net.Parameters.Values.ToArray();
        Optimizer optimizer = isOnHost ? new CountingDescent(3e38f) : new SGD(3e38f);
        Batch batch = RuntimeData.Fill(net, 6, seed: 1);
        Array.Fill(batch.Targets, 50);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, optimizer).Loss);

        Assert.StartsWith($"The update would make {exception.TensorName} infinite or not a number at step 1.", exception.Message, StringComparison.Ordinal);
        Assert.Equal((1L, 0L), (exception.Step, net.StepsTaken));
        float[] after = net.Parameters.Values.ToArray();
        Assert.All(after, value => Assert.True(float.IsFinite(value)));
        Assert.NotEqual(before, after);

        // The bias of the last layer has the largest gradient: it stays.
        ParameterTensor bias = net.Architecture.Parameters.Single(tensor => tensor.Name == "dense_2.bias");
        Assert.Equal(before.AsSpan(bias.Offset, 2).ToArray(), after.AsSpan(bias.Offset, 2).ToArray());
    }

    [Fact]
    public void RunningStatisticsGoBackToBeforeADivergence()
    {
        using var net = new SmallRegressor(3, TestDevice.Gpu);
        var optimizer = new SGD(0.01f);
        Assert.True(net.TrainStep(RuntimeData.Fill(net, 6, seed: 1), optimizer).Loss > 0);
        float[] before = net.Parameters.Values.ToArray();
        Batch bad = RuntimeData.Fill(net, 6, seed: 2);
        bad.Inputs[3] = 1e25f;
        net.TrainStep(bad, optimizer);
        StepResult behind = net.TrainStep(RuntimeData.Fill(net, 6, seed: 3), optimizer);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => behind.Loss);

        Assert.Equal((2L, "batchnorm_1.running_var"), (exception.Step, exception.TensorName));
        Assert.Equal(before, net.Parameters.Values.ToArray());
    }

    [Fact]
    public void GradientsAloneChangeNothingAndMayDiverge()
    {
        using var net = new SmallNet(3, TestDevice.Gpu);
        float[] before = net.Parameters.Values.ToArray();
        Batch bad = RuntimeData.Fill(net, 4, seed: 1);
        bad.Inputs[0] = float.NaN;
        Assert.True(float.IsNaN(net.ComputeGradients(bad).Loss));
        Assert.True(float.IsFinite(net.ComputeGradients(RuntimeData.Fill(net, 4, seed: 2)).Loss));
        Assert.Equal(before, net.Parameters.Values.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    public void AnOptimizerOfOnesOwnRunsOnTheHost(float clipNorm)
    {
        float[] Train(Device device)
        {
            using var net = new SmallNet(3, device);
            var optimizer = new CountingDescent(0.05f);
            net.Train(RuntimeData.Images(20, seed: 4), new TrainingOptions { Epochs = 2, BatchSize = 8, Optimizer = optimizer, ClipNorm = clipNorm, Shuffle = false });
            Assert.All(net.GetOptimizerState(optimizer)[0], count => Assert.Equal(6, count));
            return net.Parameters.Values.ToArray();
        }

        Tensors.AssertClose(Train(TestDevice.Gpu), [.. Train(Device.Cpu).Select(value => (double)value)], 1e-5, $"parameters with ClipNorm {clipNorm}");
    }

    [Fact]
    public void AStepWhoseOptimizerThrowsDoesNotCount()
    {
        using SmallRegressor net = new(3, TestDevice.Gpu), undisturbed = new(3, TestDevice.Gpu);
        ThrowingDescent optimizer = new(0.05f), other = new(0.05f);
        net.TrainStep(RuntimeData.Fill(net, 4, seed: 1), optimizer);
        undisturbed.TrainStep(RuntimeData.Fill(net, 4, seed: 1), other);
        float[] before = net.Parameters.Values.ToArray();

        optimizer.Throws = true;
        Assert.Throws<NotSupportedException>(() => net.TrainStep(RuntimeData.Fill(net, 4, seed: 2), optimizer));

        Assert.Equal(before, net.Parameters.Values.ToArray());
        Assert.Equal((1L, 1L), (net.StepsTaken, net.GetOptimizerState(optimizer).Step));

        optimizer.Throws = false;
        net.TrainStep(RuntimeData.Fill(net, 4, seed: 3), optimizer);
        undisturbed.TrainStep(RuntimeData.Fill(net, 4, seed: 3), other);
        Assert.Equal(undisturbed.Parameters.Values.ToArray(), net.Parameters.Values.ToArray());
    }

    [Fact]
    public void TwoRunsAreEqualToTheLastBit()
    {
        float[] Train()
        {
            using var net = new SmallNet(3, TestDevice.Gpu);
            net.Train(RuntimeData.Images(40, seed: 4), new TrainingOptions { Epochs = 3, BatchSize = 16, Optimizer = new Adam(0.01f), ClipNorm = 0.5f });
            return net.Parameters.Values.ToArray();
        }

        Assert.Equal(Train(), Train());
    }
}
