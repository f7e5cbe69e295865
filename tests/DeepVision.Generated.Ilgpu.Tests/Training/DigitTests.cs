using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Tests.LayerCases;
using Digits.SyntheticDigits;

namespace DeepVision.Generated.Ilgpu.Tests.Training;

/// <summary>The network of the example on digits, dropout included.</summary>
public class DigitTests
{
    private const int Seed = 42;
    private const int Steps = 20;
    private const int BatchSize = 5;
    private const double Tolerance = 1e-4;

    private static readonly ImageDataset s_digits = SyntheticDigitSet.Draw(seed: 7, Steps * BatchSize);

    [Fact]
    public void LossesFollowTheCpuOverTwentySteps()
    {
        float[] expected = Train(Device.Cpu);
        float[] actual = Train(TestDevice.Gpu);

        for (int step = 0; step < Steps; step++)
            Tensors.AssertClose([actual[step]], [expected[step]], Tolerance, $"loss of step {step}, seed {Seed}");
        Assert.True(expected[^1] < expected[0], "The losses must fall, or the comparison says little.");
    }

    /// <summary>The whole loop: batches, a last one that is smaller, evaluation on the device, and the same history as on the CPU.</summary>
    [Fact]
    public void TrainAndEvaluateFollowTheCpu()
    {
        TrainingOptions options = new() { Epochs = 2, BatchSize = 14, Optimizer = new Adam(1e-3f), Validation = s_digits.Take(20) };
        using DirectDigitNet onCpu = new(Seed);
        using DirectDigitNet onDevice = new(Seed, TestDevice.Gpu);
        TrainingHistory expected = onCpu.Train(s_digits.Take(40), options);
        TrainingHistory actual = onDevice.Train(s_digits.Take(40), options);

        Assert.Equal(expected.Epochs.Count, actual.Epochs.Count);
        for (int epoch = 0; epoch < expected.Epochs.Count; epoch++)
            Tensors.AssertClose([(float)actual.Epochs[epoch].Loss], [expected.Epochs[epoch].Loss], Tolerance, $"loss of epoch {epoch}, seed {Seed}");
        Assert.Equal(onCpu.Evaluate(s_digits).Accuracy, onDevice.Evaluate(s_digits).Accuracy, tolerance: 0.01);
    }

    private static float[] Train(Device device)
    {
        using DirectDigitNet network = new(Seed, device);
        Adam optimizer = new(1e-3f);
        float[] losses = new float[Steps];
        Batch batch = network.CreateBatch(BatchSize);
        for (int step = 0; step < Steps; step++)
        {
            batch.Count = BatchSize;
            for (int i = 0; i < BatchSize; i++)
            {
                int sample = step * BatchSize + i;
                batch.Labels[i] = s_digits.GetLabel(sample);
                ReadOnlySpan<byte> pixels = s_digits[sample];
                for (int pixel = 0; pixel < pixels.Length; pixel++)
                    batch.Inputs[i * pixels.Length + pixel] = pixels[pixel] / 255f;
            }

            losses[step] = network.TrainStep(batch, optimizer).Loss;
        }

        return losses;
    }
}
