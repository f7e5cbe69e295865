using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// A 3×3 convolution with stride 1 by Winograd's F(4×4, 3×3): tiles of the source are transformed into 36 planes, each plane
/// is multiplied by its own matrix, and the products are transformed back. The input gradient is a convolution of dy by the
/// turned kernel, with the rest of a full padding; the weight gradient has the geometry of the forward pass.
/// Mirrors the library's <c>WinogradGeometry</c>.
/// </summary>
/// <param name="SourceChannels">Channels that are reduced, without padding.</param>
/// <param name="SourceStride">Floats of a source pixel: the channels, padded.</param>
/// <param name="SourcePixelStride">Floats from one source pixel to the next; more where they lie among the channels of others.</param>
/// <param name="TargetChannels">Channels that come out, without padding.</param>
/// <param name="TargetStride">Floats of a target pixel: the channels, padded.</param>
/// <param name="TargetPixelStride">Floats from one target pixel to the next; more where they lie among the channels of others.</param>
internal record WinogradContraction(
    ContractionPass Pass, int SourceHeight, int SourceWidth, int SourceChannels, int SourceStride, int SourcePixelStride,
    int TargetHeight, int TargetWidth, int TargetChannels, int TargetStride, int TargetPixelStride, int PadTop, int PadLeft) : ContractionPlan
{
    /// <summary>Channels of one unit of a weight gradient at most.</summary>
    private const int RangeChannels = 64;

    /// <summary>Ranges of channels, on either side, that share what they transform.</summary>
    protected const int RangesTogether = 2;

    /// <summary>Inputs and outputs whose sums are at hand at a time where there are so few tiles that all planes are.</summary>
    private const int FewTilesBlock = 32;

    /// <summary>Outputs whose planes are at hand then: those of two units.</summary>
    private const int FewTilesOutputs = RangesTogether * RangeChannels;

    /// <summary>Channels that are reduced and channels that come out of the weights which a convolution that transforms them has at hand.</summary>
    private const int PartInputs = 64, PartOutputs = 32;

    /// <summary>Floats in which sixteen by sixteen channels of nine weights are transposed.</summary>
    private const int PatchFloats = 9 * ChannelPadding.Lanes * ChannelPadding.Lanes;

    /// <summary>
    /// Tiles that run together: enough to load the weights rarely, few enough for 64 channels to stay in the second-level
    /// cache, and a multiple of every register tile. Of a weight gradient half of both sets of planes and of the sums stay in that cache.
    /// </summary>
    public virtual int PassTiles => Pass == ContractionPass.WeightGradient ? 48 : 72;

    /// <summary>
    /// Whether it transforms its weights itself, a part at a time, instead of reading transformed ones. It then runs behind a stage, in units of outputs over
    /// all samples, so that no weight is transformed by several workers.
    /// </summary>
    public bool TransformsWeights { get; init; }

    /// <summary>
    /// Parts in which it runs, each for some of the channels that come out, in stages of their own: no more transformed weights are in memory than one of
    /// them reads.
    /// </summary>
    public int Parts { get; init; } = 1;

    /// <summary>Floats of a target pixel that one part writes.</summary>
    public int PartStride => TargetStride / Parts;

    protected int InputRange => Math.Min(SourceStride, RangeChannels);

    protected int OutputRange => Math.Min(TargetStride, RangeChannels);

    protected int InputRanges => (SourceStride + InputRange - 1) / InputRange;

    protected int OutputRanges => (TargetStride + OutputRange - 1) / OutputRange;

    protected int InputsTogether => Math.Min(SourceStride, RangesTogether * RangeChannels);

    protected int OutputsTogether => Math.Min(TargetStride, RangesTogether * RangeChannels);

    public override int ScratchFloats => Pass == ContractionPass.WeightGradient
        ? Math.Max(
            GradientFloats(WinogradLayout.Planes / 2, InputsTogether, OutputsTogether, OutputsTogether),
            GradientFloats(WinogradLayout.Planes, Math.Min(SourceStride, FewTilesBlock), Math.Min(TargetStride, FewTilesOutputs), Math.Min(TargetStride, FewTilesBlock)))
        : WinogradLayout.TileFloats + WinogradLayout.Planes * WinogradLayout.Plane(PassTiles, SourceStride)
            + (TransformsWeights
                ? WinogradLayout.Planes * (WinogradLayout.Plane(PassTiles, PartOutputs) + WinogradLayout.WeightPlane(PartInputs, PartOutputs)) + PatchFloats
                : WinogradLayout.Planes * WinogradLayout.Plane(PassTiles, PartStride));

    public override int UnitCount => Pass == ContractionPass.WeightGradient
        ? InputRanges * OutputRanges
        : TransformsWeights ? (TargetStride + PartOutputs - 1) / PartOutputs : 0;

    /// <summary>Units read the same source, which is transformed once for all of them.</summary>
    public override bool UnitsRunTogether => UnitCount > 1;

    public override int UnitsOfGroup => Pass == ContractionPass.WeightGradient ? Math.Min(InputRanges, RangesTogether) * Math.Min(OutputRanges, RangesTogether) : 1;

    public override bool UnitsStoreWeights => true;

    /// <summary>Planes of the tiles of some inputs and outputs, and of sums of all inputs and some outputs.</summary>
    private int GradientFloats(int planes, int inputs, int outputs, int sumOutputs) =>
        planes * (WinogradLayout.Plane(PassTiles, inputs) + WinogradLayout.Plane(PassTiles, outputs) + WinogradLayout.WeightPlane(inputs, sumOutputs));

    /// <summary>Whether the transformed weights don't stay in cache, so that several samples should share them.</summary>
    public bool HasLargeWeights => WinogradRule.HasLargeWeights(this);

    public override bool PrefersAllSamples => WinogradRule.PrefersAllSamples(this);

    public override bool PrefersLanes => WinogradRule.PrefersLanes(this);

    /// <summary>Whether it reads transformed weights that lie in memory.</summary>
    public bool ReadsCopy => Pass != ContractionPass.WeightGradient && !TransformsWeights;

    /// <summary>What the names of the library's classes begin with that run it.</summary>
    public virtual string Algorithm => TransformsWeights ? "PackedWinograd" : "Winograd";

    /// <summary>Target pixels along each axis for every source pixel: 1, or 2 in the input gradient of a convolution with stride 2.</summary>
    public virtual int TargetStep => 1;

    /// <summary>Whether a pooling behind it takes windows of two pixels along each axis, which no tile may cut.</summary>
    public bool IsPooled { get; init; }

    /// <summary>Rows of tiles, the last ones, that begin three target pixels behind each other.</summary>
    public int ShortTilesDown => ShortTiles(TargetHeight);

    /// <summary>Columns of tiles, the last ones, that begin three target pixels behind each other.</summary>
    public int ShortTilesAcross => ShortTiles(TargetWidth);

    /// <summary>Pixels that all nine taps meet.</summary>
    public virtual int Pixels => TargetHeight * TargetWidth;

    /// <summary>Multiplications of the direct form for each of its own.</summary>
    public virtual double Saving => 9.0 * Pixels / (Products(TargetHeight) * Products(TargetWidth));

    /// <summary>Products along an axis of a tile of three pixels; one of four has one more.</summary>
    protected virtual int ShortTileProducts => 5;

    /// <summary>Tiles of one sample.</summary>
    public virtual int Tiles => (TargetHeight + 3) / 4 * ((TargetWidth + 3) / 4);

    /// <summary>Transformed weights, padding not counted.</summary>
    public long WeightFloats => (long)WinogradLayout.Planes * SourceChannels * TargetChannels;

    /// <summary>Tiles of three pixels instead of four, where that leaves fewer pixels to the last one: a tile of three needs one product less along an axis than one of four, as one of two does.</summary>
    protected virtual int ShortTiles(int pixels)
    {
        int tiles = (pixels + 3) / 4, excess = 4 * tiles - pixels;
        return IsPooled || excess < 2 || tiles < 2 ? 0 : Math.Min(excess, tiles);
    }

    /// <summary>Products along an axis.</summary>
    protected int Products(int pixels) => ShortTileProducts * ((pixels + 3) / 4) + Math.Min(pixels / 4, (pixels + 3) / 4 - ShortTiles(pixels));
}
