using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Layers;

/// <summary>No kernel swallows what is infinite or not a number, and no step learns from it.</summary>
public class NotFiniteTests
{
    public static TheoryData<string> Names => LayerCase.NamesOfQuantities;

    [Theory]
    [MemberData(nameof(Names))]
    public void ScoresShowABadInput(string name) => NotFiniteChecks.Scores(LayerCase.Find(name), TestDevice.Gpu);

    [Theory]
    [MemberData(nameof(Names))]
    public void LossAndGradientsShowABadInput(string name) => NotFiniteChecks.Gradients(LayerCase.Find(name), TestDevice.Gpu);

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepWithABadInputChangesNothing(string name) => NotFiniteChecks.Step(LayerCase.Find(name), TestDevice.Gpu);
}
