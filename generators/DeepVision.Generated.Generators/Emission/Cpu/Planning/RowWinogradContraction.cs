using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// A convolution of few channels by Winograd's algorithm along rows, its forward pass or weight gradient: a window of three or four strides is a filter of as many
/// taps over groups of the floats that lie in a stride. The weights are so few that each call transforms them. The sizes mirror the library's <c>RowWinogradGeometry</c>.
/// </summary>
/// <param name="Pass">Forward or weight gradient.</param>
/// <param name="Vertical">Rows.</param>
/// <param name="Horizontal">Columns.</param>
/// <param name="InputChannels">Input channels, which lie side by side without padding.</param>
/// <param name="OutputStride">Output channels, padding included.</param>
/// <param name="Block">Output channels packed side by side in the weights.</param>
internal sealed record RowWinogradContraction(ContractionPass Pass, WindowAxis Vertical, WindowAxis Horizontal, int InputChannels, int OutputStride, int Block) : ContractionPlan
{
    /// <summary>Outputs of a tile: four pixels of a row.</summary>
    private const int Size = 4;

    private const int PlaneGap = 16;

    /// <summary>Tiles of a weight gradient's pass, at most where a row has less.</summary>
    private const int PassTiles = 64;

    /// <summary>Rows of the largest register tile, and those that each has at least.</summary>
    private const int TileRows = 12, FewestTileRows = 4;

    /// <summary>Taps of the filter.</summary>
    public int Taps => (Horizontal.Size + Horizontal.Stride - 1) / Horizontal.Stride;

    /// <summary>Floats from one window of a row to the next.</summary>
    public int Lanes => Horizontal.Stride * InputChannels;

    /// <summary>Rows of a sample.</summary>
    public int Rows => Vertical.Output;

    /// <summary>Tiles of a row.</summary>
    public int Tiles => (Horizontal.Output + Size - 1) / Size;

    public override int ScratchFloats => Pass == ContractionPass.WeightGradient
        ? SourceFloats((PassRows - 1) * Vertical.Stride + Vertical.Size) + TargetFloats(PassRows) + WeightFloats
        : OutputStride / Block * WeightFloats + SourceFloats(Vertical.Size) + 2 * TargetFloats(1);

    public override int UnitCount => Pass == ContractionPass.WeightGradient ? OutputStride / Block : 0;

    /// <summary>
    /// Multiply-adds of the direct form for each operation of its own: the transforms of a tile have about three for each point, those of the source, which all outputs share, on
    /// the lanes of one or two tiles at a time.
    /// </summary>
    public double Saving
    {
        get
        {
            double source = 3.0 * Points * Vertical.Stride * Slot / OutputStride;
            int tiles = (Tiles + FewestTileRows - 1) / FewestTileRows * FewestTileRows;
            return (double)Horizontal.Output * Vertical.Size * Horizontal.Size * InputChannels / (tiles * (Vertical.Size * Products + 3 * Points + source));
        }
    }

    private int Points => Taps + Size - 1;

    /// <summary>Products of a row of the kernel at all points: only the lanes that a filter's last tap has meet something at ∞.</summary>
    private int Products => (Points - 1) * Lanes + Horizontal.Size * InputChannels - (Taps - 1) * Lanes;

    private int Slot => Lanes <= 8 ? 8 : 16;

    private int PairedTiles => (Tiles + 1) / 2 * 2;

    private int PassRows => Math.Max(1, Math.Min(PassTiles / Tiles, Rows));

    /// <summary>Floats of a block's transformed weights, or of their gradients.</summary>
    private int WeightFloats => Points * (Vertical.Size * ((Lanes + 2) / 3 * 3) * Block + PlaneGap);

    /// <summary>Floats of a row with its padding and of some transformed rows.</summary>
    private int SourceFloats(int rows) =>
        ChannelPadding.RoundUp(PairedTiles * Size * Lanes + (Taps - 1) * Lanes + ChannelPadding.Lanes) + rows * Points * PairedTiles * Slot + TileRows * Slot;

    /// <summary>Floats of a block of the products of some rows, or of their gradients.</summary>
    private int TargetFloats(int rows) => Points * (rows * Tiles * Block + PlaneGap) + TileRows * Block;
}
