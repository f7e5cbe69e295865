using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Ilgpu.Tests.Runtime;

/// <summary>Small enough for any device.</summary>
[Network(6, 6, 1)]
[Conv2D(4, 3), ReLU]
[Flatten]
[Dense(3), SoftmaxCrossEntropy]
public partial class SmallNet;

/// <summary>With targets and batch normalisation.</summary>
[Network(5)]
[Dense(8), BatchNorm, Tanh]
[Dense(2), MeanSquaredError]
public partial class SmallRegressor;

/// <summary>A constraint for each way in which weights are packed.</summary>
[Network(5, 5, 3)]
[Conv2D(18, 3, MaxNorm = 0.5f), Tanh]
[ConvTranspose2D(6, 2, Groups = 2, UnitNorm = true), Tanh]
[DepthwiseConv2D(2, MaxNorm = 0.3f), Tanh]
[ConvTranspose2D(17, 2, MaxNorm = 0.4f, NonNegative = true), Tanh]
[Flatten]
[Dense(3, UnitNorm = true, NonNegative = true), SoftmaxCrossEntropy]
public partial class ConstrainedNet;

/// <summary>One layer, whose gradient is error · input.</summary>
[Network(4)]
[Dense(3), MeanSquaredError]
public partial class OneLayer;

/// <summary>A network that no generator has seen.</summary>
internal sealed class BareNetwork(Device device) : ClassificationNetwork(
    new NetworkArchitecture(nameof(BareNetwork), new TensorShape(2), new TensorShape(2), [], [], 0, 0, 0), 0, device)
{
    protected override NetworkEngine CreateCpuEngine() => throw new NotSupportedException();
}

/// <summary>An optimizer of the user's own: plain descent that counts its updates.</summary>
internal sealed class CountingDescent(float rate) : Optimizer(rate)
{
    public override int StateSlots => 1;

    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        Span<float> updates = slots[0];
        for (int i = 0; i < weights.Length; i++)
        {
            updates[i]++;
            weights[i] -= step.LearningRate * gradients[i];
        }
    }
}

/// <summary>Data for them.</summary>
internal static class RuntimeData
{
    public static Batch Fill(Network network, int count, int seed, int? capacity = null)
    {
        var random = new Random(seed);
        Batch batch = network.CreateBatch(capacity ?? count);
        batch.Count = count;
        foreach (ref float value in batch.Inputs.AsSpan())
            value = random.NextSingle();
        foreach (ref int label in batch.Labels.AsSpan())
            label = random.Next(3);
        foreach (ref float target in batch.Targets.AsSpan())
            target = random.NextSingle();
        return batch;
    }

    public static ImageDataset Images(int count, int seed)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[count * 36];
        random.NextBytes(pixels);
        return new ImageDataset(pixels, new TensorShape(6, 6, 1), [.. Enumerable.Range(0, count).Select(_ => random.Next(3))], 3);
    }
}
