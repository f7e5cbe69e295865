using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Layers;

/// <summary>The gradient of the input on the device against the reference.</summary>
public class InputGradientTests
{
    public static TheoryData<string> Names => [.. TestCases.Names.Where(name => LayerCase.Find(name).HasInputGradient)];

    /// <summary>One input, some that fill no tile, and more than the memory first made for them.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void InputGradientsMatchTheReference(string name) => CaseChecks.InputGradient(LayerCase.Find(name), TestDevice.Gpu, 3, 1, TestCases.LargeCount);
}
