using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Tests.LayerCases;
using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Ilgpu.Tests.Layers;

/// <summary>Loss, gradients and running statistics of training steps on the device against the reference.</summary>
public class GradientTests
{
    public static TheoryData<string> Names => [.. TestCases.Names];

    /// <summary>The statistics of a few samples are too ill-conditioned to compare.</summary>
    public static TheoryData<string> NamesWithoutStatistics =>
    [
        .. TestCases.TrainedNames
            .Where(name => !LayerCase.Find(name).CreateReference().Nodes.Any(node => node.Operation is BatchNormReference)),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingStepMatchesTheReference(string name) =>
        CaseChecks.TrainingStep(LayerCase.Find(name), TestDevice.Gpu, TestCases.LargeCount, smallCount: 5);

    [Theory]
    [MemberData(nameof(NamesWithoutStatistics))]
    public void TrainingStepOfFewSamplesMatchesTheReference(string name) =>
        CaseChecks.TrainingStep(LayerCase.Find(name), TestDevice.Gpu, largeCount: 3, smallCount: 1);
}
