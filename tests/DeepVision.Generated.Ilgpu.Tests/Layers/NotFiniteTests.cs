using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Layers;

/// <summary>
/// No kernel swallows what is infinite or not a number, and no step learns from it. Each test is a class of its own, because those of one class wait for each
/// other.
/// </summary>
public static class NotFiniteTests
{
    public static TheoryData<string> Names => LayerCase.NamesOfQuantities;

    public class Scores
    {
        [Theory]
        [MemberData(nameof(Names), MemberType = typeof(NotFiniteTests))]
        public void ShowABadInput(string name) => NotFiniteChecks.Scores(LayerCase.Find(name), TestDevice.Gpu, TestCases.IsSlow);
    }

    public class LossAndGradients
    {
        [Theory]
        [MemberData(nameof(Names), MemberType = typeof(NotFiniteTests))]
        public void ShowABadInput(string name) => NotFiniteChecks.Gradients(LayerCase.Find(name), TestDevice.Gpu, TestCases.IsSlow);
    }

    public class Steps
    {
        [Theory]
        [MemberData(nameof(Names), MemberType = typeof(NotFiniteTests))]
        public void ChangeNothing(string name) => NotFiniteChecks.Step(LayerCase.Find(name), TestDevice.Gpu);
    }
}
