using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Tests.CustomLosses;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Runtime;

/// <summary>Networks whose loss the program computes, on the device.</summary>
public class CustomLossTests
{
    private const int Seed = -3;

    public static TheoryData<string> Names => [.. CustomLossChecks.Networks.Select(type => type.Name)];

    /// <summary>The small batch follows the large one, so that nothing may be left over from it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void PassesMatchTheReference(string name) => CustomLossChecks.Passes(Find(name), TestDevice.Gpu, Seed, 9, 5, 11);

    [Theory]
    [MemberData(nameof(Names))]
    public void StepsFollowTheCpu(string name)
    {
        double[] expected = [.. Train(Device.Cpu).Select(value => (double)value)];
        Tensors.AssertClose(Train(TestDevice.Gpu), expected, 1e-3, $"{name}: parameters behind three steps, seed {Seed}");

        float[] Train(Device device)
        {
            using CustomLossNetwork network = CustomLossChecks.Create(Find(name), Seed, device);
            Random random = new(Seed);
            SGD optimizer = new(1e-2f);
            foreach (int count in new[] { 7, 4, 9 })
            {
                float[] inputs = CustomLossChecks.Draw(random, count * network.Architecture.InputShape.Length), outputs = new float[count * network.Architecture.OutputShape.Length];
                network.Forward(inputs, outputs);
                network.Backward([.. outputs.Select(output => output / count)]);
                network.Step(optimizer);
            }

            return network.Parameters.Values.ToArray();
        }
    }

    /// <summary>The device leaves the update out, and says so some steps later.</summary>
    [Fact]
    public void AGradientThatIsNotANumberUpdatesNothing()
    {
        using CustomLossNetwork network = CustomLossChecks.Create(typeof(DenseCritic), Seed, TestDevice.Gpu);
        float[] before = network.Parameters.Values.ToArray(), inputs = CustomLossChecks.Draw(new Random(Seed), 3 * 7), outputs = new float[3 * 5];
        SGD optimizer = new(1e-2f);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() =>
        {
            for (int step = 0; step < 50; step++)
            {
                network.Forward(inputs, outputs);
                outputs[6] = float.NaN;
                network.Backward(outputs);
                network.Step(optimizer);
            }
        });

        Assert.Contains("Of sample 1 of the batch Backward got a gradient", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, exception.Step);
        Tensors.AssertSame(network.Parameters.Values, before, "parameters behind the steps");
    }

    private static Type Find(string name) => CustomLossChecks.Networks.Single(type => type.Name == name);
}
