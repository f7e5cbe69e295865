using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Tests.Determinism;

/// <summary>Residual connections around every kind of contraction: Winograd, spatial, strided, depthwise, with groups, normalised, dense.</summary>
[Network(13, 11, 2)]
[Conv2D(32, 3, Pad = 1), ReLU]
[Branch, Conv2D(32, 3, Pad = 1), Branch, Add, ReLU]
[Branch, Conv2D(32, 3, Pad = 1), BatchNorm, Branch, Add, ReLU]
[Branch, Conv2D(32, 5, Pad = 2), Branch, Add, LeakyReLU(0.2f)]
[Branch, Conv2D(32, 3, Pad = 1, Groups = 2), Branch, Add]
[Branch, Conv2D(20, 3, Stride = 2, Pad = 1), BatchNorm, Branch, Conv2D(20, 1, Stride = 2), BatchNorm, Add, ReLU]
[Branch, Conv2D(20, 1), Branch, Add, ReLU]
[Branch, DepthwiseConv2D(3, Pad = 1), Branch, Add, ReLU]
[Branch, Conv2D(20, 3, Pad = 1, Groups = 5), Branch, Add, ReLU]
[Flatten]
[Dense(40), ReLU]
[Branch, Dense(40), Branch, Add, LeakyReLU(0.1f)]
[Dense(4), SoftmaxCrossEntropy]
public partial class ResidualNet;

/// <summary>The same, with an activation that changes nothing, but is a kernel of its own, around each of them.</summary>
[Network(13, 11, 2)]
[Conv2D(32, 3, Pad = 1), ReLU]
[Branch, LeakyReLU(1), Conv2D(32, 3, Pad = 1), LeakyReLU(1), Branch, Add, ReLU]
[Branch, LeakyReLU(1), Conv2D(32, 3, Pad = 1), BatchNorm, LeakyReLU(1), Branch, Add, ReLU]
[Branch, LeakyReLU(1), Conv2D(32, 5, Pad = 2), LeakyReLU(1), Branch, Add, LeakyReLU(0.2f)]
[Branch, LeakyReLU(1), Conv2D(32, 3, Pad = 1, Groups = 2), LeakyReLU(1), Branch, Add]
[Branch, LeakyReLU(1), Conv2D(20, 3, Stride = 2, Pad = 1), BatchNorm, LeakyReLU(1), Branch, LeakyReLU(1), Conv2D(20, 1, Stride = 2), BatchNorm, LeakyReLU(1), Add, ReLU]
[Branch, LeakyReLU(1), Conv2D(20, 1), LeakyReLU(1), Branch, Add, ReLU]
[Branch, LeakyReLU(1), DepthwiseConv2D(3, Pad = 1), LeakyReLU(1), Branch, Add, ReLU]
[Branch, LeakyReLU(1), Conv2D(20, 3, Pad = 1, Groups = 5), LeakyReLU(1), Branch, Add, ReLU]
[Flatten]
[Dense(40), ReLU]
[Branch, LeakyReLU(1), Dense(40), LeakyReLU(1), Branch, Add, LeakyReLU(0.1f)]
[Dense(4), SoftmaxCrossEntropy]
public partial class ResidualNetInPasses;

/// <summary>What a contraction or a normalisation adds in its registers has the bits of what is added in a pass of its own.</summary>
public class ResidualTests
{
    private const int Samples = 21;
    private const int Seed = 5;

    [Fact]
    public void SumsInRegistersHaveTheBitsOfSumsInPasses()
    {
        using ResidualNet registers = new(Seed) { Threads = 2 };
        using ResidualNetInPasses passes = new(Seed) { Threads = 1 };
        // Initial weights depend on the activation that follows.
        registers.Parameters.Values.CopyTo(passes.Parameters.Values);
        Assert.Equal(Train(passes, passes.TrainStep), Train(registers, registers.TrainStep));
        Tensors.AssertSame(registers.Parameters.Values.ToArray(), passes.Parameters.Values.ToArray(), $"weights, seed {Seed}");
        float[] inputs = Inputs();
        float[] scores = new float[Samples * 4], expected = new float[Samples * 4];
        registers.Predict(inputs, scores);
        passes.Predict(inputs, expected);
        Tensors.AssertSame(scores, expected, $"scores, seed {Seed}");
    }

    private static float[] Train(Network network, Func<Batch, Optimizer, StepResult> step)
    {
        Adam optimizer = new(1e-3f);
        Batch batch = network.CreateBatch(Samples);
        batch.Count = Samples;
        Inputs().CopyTo(batch.Inputs);
        for (int sample = 0; sample < Samples; sample++)
            batch.Labels[sample] = sample % 4;
        return [.. Enumerable.Range(0, 3).Select(_ => step(batch, optimizer).Loss)];
    }

    private static float[] Inputs()
    {
        Random random = new(Seed);
        return [.. Enumerable.Range(0, Samples * 13 * 11 * 2).Select(_ => random.NextSingle() - 0.5f)];
    }
}
