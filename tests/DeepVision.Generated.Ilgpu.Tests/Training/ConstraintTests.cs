using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Ilgpu.Tests.Runtime;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Training;

/// <summary>Projections on the device against those on the CPU.</summary>
public class ConstraintTests
{
    private const int Seed = 4;

    [Fact]
    public void ProjectionsFollowTheCpu() => Tensors.AssertClose(Train(TestDevice.Gpu), [.. Train(Device.Cpu)], 1e-4, $"constrained weights, seed {Seed}");

    private static float[] Train(Device device)
    {
        using ConstrainedNet network = new(Seed, device);
        Batch batch = RuntimeData.Fill(network, count: 4, Seed);
        SGD optimizer = new(0.3f);
        for (int step = 0; step < 3; step++)
            network.TrainStep(batch, optimizer);
        return network.Parameters.Values.ToArray();
    }
}
