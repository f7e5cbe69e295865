namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>Loss, gradients and running statistics of training steps against the reference.</summary>
public class GradientTests
{
    public static TheoryData<string> Names => LayerCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingStepMatchesTheReference(string name) =>
        CaseChecks.TrainingStep(LayerCase.Find(name), device: null, largeCount: 37, smallCount: 5);
}
