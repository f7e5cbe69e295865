namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>No layer swallows what is infinite or not a number, and no step learns from it.</summary>
public class NotFiniteTests
{
    public static TheoryData<string> Names => LayerCase.NamesOfQuantities;

    [Theory]
    [MemberData(nameof(Names))]
    public void ScoresShowABadInput(string name) => NotFiniteChecks.Scores(LayerCase.Find(name), device: null);

    [Theory]
    [MemberData(nameof(Names))]
    public void LossAndGradientsShowABadInput(string name) => NotFiniteChecks.Gradients(LayerCase.Find(name), device: null);

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepWithABadInputChangesNothing(string name) => NotFiniteChecks.Step(LayerCase.Find(name), device: null);
}
