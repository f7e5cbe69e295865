using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Ilgpu.Tests.Layers;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.LayerCases;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Ilgpu.Tests.Training;

/// <summary>Updates on the device against those on the CPU.</summary>
public class OptimizerTests
{
    private const int Seed = 8;
    private const int Steps = 6;
    private const double Tolerance = 1e-4;

    private static readonly Dictionary<string, Func<Optimizer>> s_optimizers = new()
    {
        ["SGD"] = () => new SGD(0.05f),
        ["SGD with decay"] = () => new SGD(0.05f, weightDecay: 0.05),
        ["SGD with momentum"] = () => new SGD(0.05f, momentum: 0.9),
        ["SGD with Nesterov's momentum"] = () => new SGD(0.05f, momentum: 0.9, nesterov: true, weightDecay: 0.01),
        ["Adam"] = () => new Adam(0.01f, epsilon: 1e-4),
        ["Adam with decay"] = () => new Adam(0.01f, epsilon: 1e-4, weightDecay: 0.1),
        ["AdamW"] = () => new AdamW(0.01f, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.2),
        ["RMSprop"] = () => new RMSprop(0.01f, epsilon: 1e-4, weightDecay: 0.1),
        ["RMSprop with momentum"] = () => new RMSprop(0.01f, epsilon: 1e-4, momentum: 0.5),
        ["Adagrad"] = () => new Adagrad(0.01f, learningRateDecay: 0.1, initialAccumulator: 0.1, weightDecay: 0.1),
        ["Adadelta"] = () => new Adadelta(1f, epsilon: 1e-4, weightDecay: 0.1),
        ["Adam with AMSGrad"] = () => new Adam(0.01f, beta2: 0.5, epsilon: 1e-4, weightDecay: 0.1, amsGrad: true),
        ["NAdam"] = () => new NAdam(0.01f, epsilon: 1e-4, weightDecay: 0.1),
        ["RAdam"] = () => new RAdam(0.01f, epsilon: 1e-4, weightDecay: 0.1),
        ["Adamax"] = () => new Adamax(0.01f, epsilon: 1e-4, weightDecay: 0.1),
        ["Lion"] = () => new Lion(0.01f, weightDecay: 0.1),
        ["AdamW that decays weights only"] = () => new AdamW(0.01f, epsilon: 1e-4, weightDecay: 5) { DecayWeightsOnly = true },
        ["SGD with averages"] = () => new SGD(0.05f) { AverageDecay = 0.5 },
        ["SGD with noise"] = () => new SGD(0.05f) { GradientNoise = 0.3 },
    };

    public static TheoryData<string> Names => [.. s_optimizers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void UpdatesFollowTheCpu(string name)
    {
        (float[] weights, OptimizerState state) = Train(Device.Cpu, s_optimizers[name](), clipNorm: 0);
        (float[] actualWeights, OptimizerState actualState) = Train(TestDevice.Gpu, s_optimizers[name](), clipNorm: 0);

        Tensors.AssertClose(actualWeights, [.. weights], Tolerance, $"{name}: parameters, seed {Seed}");
        for (int slot = 0; slot < state.SlotCount; slot++)
            Tensors.AssertClose(actualState[slot], [.. state[slot]], 10 * Tolerance, $"{name}: slot {slot} of the state, seed {Seed}");
    }

    /// <summary>A layer that learns slowly, one that learns fast, and one that stands still.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void UpdatesWithFactorsFollowTheCpu(string name)
    {
        (float[] weights, OptimizerState state) = Train(Device.Cpu, s_optimizers[name](), clipNorm: 0, factors: [0.25f, 0, 3]);
        (float[] actualWeights, OptimizerState actualState) = Train(TestDevice.Gpu, s_optimizers[name](), clipNorm: 0, factors: [0.25f, 0, 3]);

        Tensors.AssertClose(actualWeights, [.. weights], Tolerance, $"{name}: parameters, seed {Seed}");
        for (int slot = 0; slot < state.SlotCount; slot++)
            Tensors.AssertClose(actualState[slot], [.. state[slot]], 10 * Tolerance, $"{name}: slot {slot} of the state, seed {Seed}");
    }

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1e3f)]
    public void ClippedUpdatesFollowTheCpu(float clipNorm)
    {
        float[] expected = Train(Device.Cpu, new SGD(0.5f), clipNorm).Weights;
        float[] actual = Train(TestDevice.Gpu, new SGD(0.5f), clipNorm).Weights;

        Tensors.AssertClose(actual, [.. expected], Tolerance, $"parameters clipped to {clipNorm}, seed {Seed}");
    }

    /// <param name="clip">The limit as a part of the norm that the gradients have; 0 for no limit.</param>
    [Theory]
    [InlineData("PenalisedLayers", 0)]
    [InlineData("PenalisedLayers", 0.1)]
    [InlineData("PenalisedLayers", 10)]
    [InlineData("ConvTanhAvgPool", 0.1)]
    [InlineData("DenseBatchNorm", 0.5)]
    public void PlainDescentFollowsPenalisedAndClippedGradients(string name, double clip) =>
        CaseChecks.PlainDescent(LayerCase.Find(name), TestDevice.Gpu, Seed, clip, PenalisedCase.Penalties);

    /// <summary>Noise comes behind clipping, and is that of the CPU.</summary>
    [Fact]
    public void NoiseBehindClippingFollowsTheCpu()
    {
        float[] expected = Train(Device.Cpu, new SGD(0.5f) { GradientNoise = 0.01 }, clipNorm: 1e-3f).Weights;
        float[] actual = Train(TestDevice.Gpu, new SGD(0.5f) { GradientNoise = 0.01 }, clipNorm: 1e-3f).Weights;

        Tensors.AssertClose(actual, [.. expected], Tolerance, $"parameters, seed {Seed}");
    }

    /// <summary>Line searches run on the host, with gradients that the device computes.</summary>
    [Theory]
    [InlineData("PenalisedLayers")]
    [InlineData("DenseBatchNorm")]
    public void LineSearchesFollowTheCpu(string name)
    {
        float[] expected = Search(CpuCases.Find(name), Device.Cpu), actual = Search(LayerCase.Find(name), TestDevice.Gpu);

        // Rounding grows with every iteration.
        Tensors.AssertClose(actual, [.. expected], 10 * Tolerance, $"losses, seed {Seed}");
        Assert.True(actual[^1] < actual[0], $"{actual[^1]} is no less than {actual[0]}");

        static float[] Search(LayerCase layerCase, Device device)
        {
            using Network network = layerCase.Create(Seed, device);
            var step = layerCase.TrainStep(network);
            Batch batch = CaseData.Draw(layerCase.CreateReference(), count: 9, capacity: 9, Seed);
            LBFGS optimizer = new(iterations: 1);
            return [.. Enumerable.Range(0, 4).Select(_ => step(batch, optimizer).Loss)];
        }
    }

    /// <summary>What the optimizer remembers moves between devices with the state.</summary>
    [Fact]
    public void TheStateMovesToTheCpu()
    {
        LayerCase layerCase = LayerCase.Find("PenalisedLayers");
        Adam optimizer = new(0.01f);
        using Network network = layerCase.Create(Seed, TestDevice.Gpu);
        CaseTraining.Run(layerCase, network, optimizer, Seed, count: 3);
        LayerCase cpuCase = CpuCases.Find("PenalisedLayers");
        using Network other = cpuCase.Create(Seed);
        network.Parameters.Values.CopyTo(other.Parameters.Values);
        other.Parameters.MarkChanged();
        OptimizerState state = network.GetOptimizerState(optimizer);
        OptimizerState copy = new(optimizer, network.Architecture.TrainableLength) { Step = state.Step };
        for (int slot = 0; slot < state.SlotCount; slot++)
            state[slot].CopyTo(copy[slot], 0);
        other.SetOptimizerState(optimizer, copy);
        other.Resume(network.Seed, network.StepsTaken);

        float[] expected = CaseTraining.Run(layerCase, network, optimizer, Seed, count: 3);
        float[] actual = CaseTraining.Run(cpuCase, other, optimizer, Seed, count: 3);

        Tensors.AssertClose(actual, [.. expected], 1e-3, $"losses behind the move, seed {Seed}");
    }

    private static (float[] Weights, OptimizerState State) Train(Device device, Optimizer optimizer, float clipNorm, params ReadOnlySpan<float> factors)
    {
        LayerCase layerCase = CpuCases.FindFor(device, "PenalisedLayers");
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(Seed, device);
        string[] layers = ["l1", "l2", "both"];
        for (int i = 0; i < factors.Length; i++)
            network.GetLayer(layers[i]).LearningRateFactor = factors[i];
        using NetworkEngine engine = network.Device.CreateEngine(network);
        OptimizerState state = new(optimizer, network.Architecture.TrainableLength);
        for (int step = 0; step < Steps; step++)
        {
            engine.ComputeGradients(CaseData.Draw(reference, count: 9, capacity: 9, Seed + step), new StepContext(Seed, step, Threads: 1));
            state.Step = step + 1;
            engine.Update(optimizer, state, 0.01f + 0.002f * step, clipNorm, threads: 1);
        }

        engine.Download();
        return (network.Parameters.Values.ToArray(), state);
    }
}
