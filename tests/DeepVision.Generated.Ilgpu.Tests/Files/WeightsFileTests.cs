using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Ilgpu.Tests.Layers;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Files;

/// <summary>One kind of file for all devices.</summary>
public class WeightsFileTests
{
    private const int Seed = 3;
    private const double Tolerance = 1e-3;

    /// <summary>Layers with weights, with statistics, with padding and with a layout of their own.</summary>
    public static TheoryData<string> Names => ["Conv3x3", "ConvBatchNormReLU", "DenseBatchNorm", "ConvTanhAvgPool", "PenalisedLayers"];

    [Theory]
    [MemberData(nameof(Names))]
    public void WeightsTrainedOnTheDeviceGoOnOnTheCpu(string name) => CheckContinuation(name, TestDevice.Gpu, Device.Cpu);

    [Theory]
    [MemberData(nameof(Names))]
    public void WeightsTrainedOnTheCpuGoOnOnTheDevice(string name) => CheckContinuation(name, Device.Cpu, TestDevice.Gpu);

    private static void CheckContinuation(string name, Device first, Device second)
    {
        LayerCase firstCase = CpuCases.FindFor(first, name);
        LayerCase secondCase = CpuCases.FindFor(second, name);
        SGD optimizer = new(1e-2f);
        using Network network = firstCase.Create(Seed, first);
        CaseTraining.Run(firstCase, network, optimizer, Seed, count: 2);
        string path = Path.Combine(Path.GetTempPath(), $"{name}-{Guid.NewGuid():N}.safetensors");
        try
        {
            network.Save(path);
            using Network again = secondCase.Load(path, second);
            Tensors.AssertSame(again.Parameters.Values, network.Parameters.Values, $"{name}: parameters read back");

            again.Resume(network.Seed, network.StepsTaken);
            float[] expected = CaseTraining.Run(firstCase, network, optimizer, Seed, count: 2);
            float[] actual = CaseTraining.Run(secondCase, again, optimizer, Seed, count: 2);
            Tensors.AssertClose(actual, [.. expected], Tolerance, $"{name}: losses behind the break, seed {Seed}");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
