using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Devices;

/// <summary>
/// The layer cases that run: all that were compiled. For a device these are all there are, and for the emulation, which is slow, those of
/// RepresentativeCases.txt.
/// </summary>
internal static class TestCases
{
    private static readonly string[] s_trainedOnEmulation = ["DenseBatchNorm", "DepthwiseStride2", "DropoutTwice", "PenalisedLayers"];

    /// <summary>Samples that fill more than a tile of a kernel, and no whole number of them.</summary>
    public static int LargeCount => TestDevice.IsEmulation ? 9 : 37;

    /// <summary>Whether a test of many passes should do with fewer.</summary>
    public static bool IsSlow => TestDevice.IsEmulation;

    public static IEnumerable<string> Names { get; } = LayerCase.All.Select(layerCase => layerCase.Name);

    /// <summary>Those that are trained over several steps.</summary>
    public static IEnumerable<string> TrainedNames => TestDevice.IsEmulation ? s_trainedOnEmulation : Names;
}
