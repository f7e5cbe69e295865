using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Devices;

/// <summary>The layer cases that run here: those that were compiled, which are all if DEEPVISION_TEST_DEVICE says so.</summary>
internal static class TestCases
{
    /// <summary>Samples that fill more than a tile of a kernel, and no whole number of them.</summary>
    public const int LargeCount = 37;

    /// <summary>Whether a test of many passes should do with fewer.</summary>
    public const bool IsSlow = false;

    public static IEnumerable<string> Names { get; } = LayerCase.All.Select(layerCase => layerCase.Name);

    /// <summary>Those that are trained over several steps.</summary>
    public static IEnumerable<string> TrainedNames => Names;
}
