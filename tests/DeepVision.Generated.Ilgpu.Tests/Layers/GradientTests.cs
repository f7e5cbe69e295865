using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Layers;

/// <summary>Loss, gradients and running statistics of training steps on the device against the reference.</summary>
public class GradientTests
{
    public static TheoryData<string> Names => LayerCase.Names;

    [DeviceTheory]
    [MemberData(nameof(Names))]
    public void TrainingStepMatchesTheReference(string name) =>
        CaseChecks.TrainingStep(LayerCase.Find(name), TestDevice.Gpu, largeCount: 37, smallCount: 3);

    [DeviceTheory]
    [MemberData(nameof(Names))]
    public void TrainingStepOfOneSampleMatchesTheReference(string name) =>
        CaseChecks.TrainingStep(LayerCase.Find(name), TestDevice.Gpu, largeCount: 2, smallCount: 1);
}
