using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Ilgpu.Tests.Runtime;

namespace DeepVision.Generated.Ilgpu.Tests.Training;

/// <summary>Residual connections around contractions by tiles and by a thread for each value, normalised ones, dense ones whose sums are split, and a sum of three.</summary>
[Network(6, 5, 2)]
[Conv2D(20, 3, Pad = 1), ReLU]
[Branch, Conv2D(20, 3, Pad = 1), Branch, Add, ReLU]
[Branch, Conv2D(20, 3, Pad = 1), BatchNorm, Branch, Add, ReLU]
[Branch, Conv2D(12, 3, Stride = 2, Pad = 1), BatchNorm, Branch, Conv2D(12, 1, Stride = 2), BatchNorm, Add, ReLU]
[Branch, Conv2D(12, 1), Branch, DepthwiseConv2D(3, Pad = 1), Branch, Add, ReLU]
[Branch, DepthwiseConv2D(3, Pad = 1), Branch, Add, ReLU]
[Flatten]
[Dense(160), ReLU]
[Branch, Dense(16), Branch, Dense(16), Add, LeakyReLU(0.1f)]
[Dense(3), SoftmaxCrossEntropy]
public partial class ResidualNet;

/// <summary>Addends of contractions, normalisations and sums.</summary>
public class ResidualTests
{
    [Fact]
    public void AResidualNetworkTrainsAsOnTheCpu()
    {
        const int Samples = 24, Seed = 3;
        using ResidualNet device = new(Seed, TestDevice.Gpu), cpu = new(Seed);
        SGD deviceOptimizer = new(0.002f), cpuOptimizer = new(0.002f);
        Batch batch = RuntimeData.Fill(cpu, Samples, seed: 7);
        for (int step = 0; step < 3; step++)
        {
            float loss = device.TrainStep(batch, deviceOptimizer).Loss;
            Assert.Equal(cpu.TrainStep(batch, cpuOptimizer).Loss, loss, 1e-4f);
        }

        float[] scores = new float[Samples * 3], expected = new float[Samples * 3];
        device.Predict(batch.Inputs, scores);
        cpu.Predict(batch.Inputs, expected);
        for (int i = 0; i < scores.Length; i++)
            Assert.Equal(expected[i], scores[i], 1e-3f);
    }
}
