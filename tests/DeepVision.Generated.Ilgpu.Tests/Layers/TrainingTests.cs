using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Layers;

/// <summary>Several steps in a row.</summary>
public class TrainingTests
{
    private const int Seed = 5;
    private const int Steps = 4;
    private const double LossTolerance = 1e-3;

    public static TheoryData<string> Names => [.. TestCases.TrainedNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void LossesFollowTheCpu(string name)
    {
        float[] expected = Train(CpuCases.Find(name), Device.Cpu).Losses;
        float[] actual = Train(LayerCase.Find(name), TestDevice.Gpu).Losses;
        for (int step = 0; step < Steps; step++)
            Tensors.AssertClose([actual[step]], [expected[step]], LossTolerance, $"{name}: loss of step {step}, seed {Seed}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TwoRunsAreBitwiseEqual(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        (float[] losses, float[] weights, float[] gradients) = Train(layerCase, TestDevice.Gpu);
        (float[] otherLosses, float[] otherWeights, float[] otherGradients) = Train(layerCase, TestDevice.Gpu);
        Tensors.AssertSame(otherLosses, losses, $"{name}: losses, seed {Seed}");
        Tensors.AssertSame(otherGradients, gradients, $"{name}: gradients, seed {Seed}");
        Tensors.AssertSame(otherWeights, weights, $"{name}: parameters, seed {Seed}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PaddingOfParametersStaysZero(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        using Network network = layerCase.Create(Seed, TestDevice.Gpu);
        CaseTraining.Run(layerCase, network, new Adam(1e-2f), Seed, Steps);
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            float[] rest = network.Parameters.Values.Slice(tensor.Offset, tensor.Layout.PackedLength).ToArray();
            tensor.Layout.Pack(new float[tensor.Layout.Count], rest);
            Assert.All(rest, value => Assert.Equal(0, value));
        }
    }

    private static (float[] Losses, float[] Weights, float[] Gradients) Train(LayerCase layerCase, Device device)
    {
        using Network network = layerCase.Create(Seed, device);
        float[] losses = CaseTraining.Run(layerCase, network, new SGD(1e-2f, momentum: 0.9), Seed, Steps);
        return (losses, network.Parameters.Values.ToArray(), CaseTraining.Gradients(network));
    }
}
