using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// A 3×3 convolution (forward or input gradient) by Winograd's F(4×4, 3×3), as the CPU printer sees it: source tiles are
/// transformed into 36 planes, each plane is multiplied by its own matrix, and the products are transformed back.
/// </summary>
/// <param name="Summary">One line for the reader of the generated code.</param>
/// <param name="Geometry">Arguments of the library's <c>WinogradGeometry</c>.</param>
/// <param name="ReducedChannels">Source channels, without padding.</param>
/// <param name="SourceStride">Source channels, padding included.</param>
/// <param name="TargetChannels">Target channels, padding included.</param>
internal sealed record WinogradContraction(
    string Name,
    string Summary,
    string Geometry,
    int ReducedChannels,
    int SourceStride,
    int TargetChannels,
    bool HasBias,
    ElementwiseFunction? Activation,
    FusedPooling? Pooling,
    ElementwiseFunction? Derivative)
{
    /// <summary>
    /// Tiles that run together: enough to load the weights rarely, few enough for 64 channels to stay in the
    /// second-level cache. The register tiles of every vector width divide it.
    /// </summary>
    public const int PassTiles = 72;

    /// <summary>Target channels packed side by side in the transformed weights.</summary>
    public int Block => ChannelPadding.Block(TargetChannels, widest: 32);

    public int SourcePlane => WinogradLayout.Plane(PassTiles, SourceStride);

    public int TargetPlane => WinogradLayout.Plane(PassTiles, TargetChannels);

    public bool SavesCodes => Pooling is { Codes: not Kernel.None };

    /// <summary>Offset in the scratch memory of the transformed source; the tile at hand lies in front of it.</summary>
    public int SourceOffset => WinogradLayout.TileFloats;

    /// <summary>Offset in the scratch memory of the products.</summary>
    public int TargetOffset => SourceOffset + WinogradLayout.Planes * SourcePlane;

    /// <summary>Scratch memory of one worker.</summary>
    public int ScratchFloats => TargetOffset + WinogradLayout.Planes * TargetPlane;
}
