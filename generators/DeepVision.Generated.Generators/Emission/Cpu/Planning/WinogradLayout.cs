using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>Sizes that mirror the library's <c>WinogradGeometry</c> and its transforms.</summary>
internal static class WinogradLayout
{
    /// <summary>Values of a transformed tile.</summary>
    public const int Planes = 36;

    /// <summary>Floats in which a pooling keeps the tile at hand.</summary>
    public const int TileFloats = 16 * ChannelPadding.Lanes;

    /// <summary>Floats between two planes beyond their tiles or weights.</summary>
    private const int PlaneGap = 16;

    /// <summary>Floats from one plane to the next, for tiles of some channels.</summary>
    public static int Plane(int passTiles, int channels) => passTiles * channels + PlaneGap;

    /// <summary>Floats from one plane of transformed weights to the next.</summary>
    public static int WeightPlane(int inputs, int outputs) => inputs * outputs + PlaneGap;
}
