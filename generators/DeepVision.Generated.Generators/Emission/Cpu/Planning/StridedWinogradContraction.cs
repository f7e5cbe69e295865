using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// A 3×3 convolution with stride 2 by Winograd's algorithm: each of the four phases of the source is a convolution with stride 1, and all of them add up
/// in 25 planes of tiles of 4×4 target pixels. The input gradient cuts dx into tiles of 8×8 pixels, four phases of 4×4, which read the same 25 planes of dy.
/// The transformed weights of all phases are 36 planes, as many as with stride 1.
/// </summary>
internal sealed record StridedWinogradContraction(
    ContractionPass Pass, int SourceHeight, int SourceWidth, int SourceChannels, int SourceStride, int SourcePixelStride,
    int TargetHeight, int TargetWidth, int TargetChannels, int TargetStride, int TargetPixelStride, int PadTop, int PadLeft)
    : WinogradContraction(
        Pass, SourceHeight, SourceWidth, SourceChannels, SourceStride, SourcePixelStride,
        TargetHeight, TargetWidth, TargetChannels, TargetStride, TargetPixelStride, PadTop, PadLeft)
{
    /// <summary>Planes of products, of a transformed dy, and of a phase of a transformed source at most.</summary>
    private const int ProductPlanes = 25;

    /// <summary>Planes of a transformed source: those of 25 products that each phase takes part in.</summary>
    private const int SourcePlanes = 81;

    public override string Algorithm => "StridedWinograd";

    public override int TargetStep => Pass == ContractionPass.InputGradient ? 2 : 1;

    public override int PassTiles => Pass == ContractionPass.WeightGradient ? 32 : 48;

    public override int ScratchFloats => Pass switch
    {
        ContractionPass.WeightGradient =>
            ProductPlanes * (WinogradLayout.Plane(PassTiles, InputRange) + WinogradLayout.Plane(PassTiles, OutputsTogether)) + WinogradLayout.Planes * InputRange * OutputsTogether,
        ContractionPass.InputGradient => ProductPlanes * (WinogradLayout.Plane(PassTiles, SourceStride) + WinogradLayout.Plane(PassTiles, PartStride)),
        _ => SourcePlanes * WinogradLayout.Plane(PassTiles, SourceStride) + ProductPlanes * WinogradLayout.Plane(PassTiles, PartStride),
    };

    /// <summary>Units of the same inputs: their planes and the sums of more would not stay in cache.</summary>
    public override int UnitsOfGroup => Pass == ContractionPass.WeightGradient ? Math.Min(OutputRanges, RangesTogether) : 1;

    public override int Tiles => TilesOf(TargetHeight, PadTop) * TilesOf(TargetWidth, PadLeft);

    /// <summary>Those of y, whichever way.</summary>
    public override int Pixels => Pass == ContractionPass.InputGradient ? SourceHeight * SourceWidth : TargetHeight * TargetWidth;

    public override double Saving => Pass == ContractionPass.WeightGradient ? base.Saving : 9.0 * Pixels / (SourcePlanes * Tiles);

    protected override int ShortTileProducts => 8;

    /// <summary>The other passes compute the products of whole tiles, whatever they have of the target.</summary>
    protected override int ShortTiles(int pixels) => Pass == ContractionPass.WeightGradient ? base.ShortTiles(pixels) : 0;

    private int TilesOf(int pixels, int pad) => (pixels + (TargetStep - 1) * pad + 4 * TargetStep - 1) / (4 * TargetStep);
}
