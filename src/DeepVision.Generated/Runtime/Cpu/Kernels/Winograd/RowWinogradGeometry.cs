namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The sizes of a convolution along rows. As the channels of a row's pixels lie side by side, windows with a stride of s pixels of c channels are a
/// filter of stride 1 over groups of s · c floats, the phases of the stride with all channels: its taps are as many as there are such groups in a window.
/// </summary>
/// <param name="shape">The convolution; it has no dilation and one group, and its input's channels lie side by side.</param>
/// <param name="block">Outputs packed side by side in the weights.</param>
/// <param name="points">Points of the transform.</param>
internal readonly struct RowWinogradGeometry(in GroupedGeometry shape, int block, int points)
{
    /// <summary>Outputs of a tile: four pixels of a row.</summary>
    public const int Size = 4;

    /// <summary>Floats between two planes beyond their tiles.</summary>
    private const int PlaneGap = 16;

    /// <summary>Tiles of a weight gradient's pass, at most where a row has less: enough to load and store its sums rarely, few enough for one point's planes to stay in the first-level cache.</summary>
    private const int PassTiles = 64;

    /// <summary>Rows of the largest register tile, which may reach behind the last tile or lane.</summary>
    private const int TileRows = 12;

    /// <summary>The convolution.</summary>
    public GroupedGeometry Shape { get; } = shape;

    /// <summary>Outputs packed side by side in the weights.</summary>
    public int Block { get; } = block;

    /// <summary>Points of the transform.</summary>
    public int Points { get; } = points;

    /// <summary>Floats from one window of a row to the next, which is what each point multiplies of one row of the kernel.</summary>
    public int Lanes { get; } = shape.HorizontalStride * shape.InputChannels;

    /// <summary>Those that the filter's last tap has, and with it ∞.</summary>
    public int LastLanes => Shape.KernelWidth * Shape.InputChannels - (Taps - 1) * Lanes;

    /// <summary>Taps of the filter.</summary>
    public int Taps => Points - Size + 1;

    /// <summary>Floats in which the lanes of a transformed tile lie.</summary>
    public int Slot => Lanes <= 8 ? 8 : 16;

    /// <summary>Tiles of a row.</summary>
    public int Tiles { get; } = (shape.OutputWidth + Size - 1) / Size;

    /// <summary>Tiles that are transformed together, in the halves of a vector.</summary>
    public int PairedTiles => (Tiles + 1) / 2 * 2;

    /// <summary>Floats of the source's row from one tile to the next.</summary>
    public int TileStep => Size * Lanes;

    /// <summary>Floats of a row of the source with all that its tiles read.</summary>
    public int PaddedRow => Runtime.Cpu.Lanes.RoundUp(PairedTiles * TileStep + (Taps - 1) * Lanes + Runtime.Cpu.Lanes.Count);

    /// <summary>Floats of one point of a transformed row.</summary>
    public int SourcePlane => PairedTiles * Slot;

    /// <summary>Floats of a transformed row.</summary>
    public int SourceRow => Points * SourcePlane;

    /// <summary>Floats of some transformed rows and of what is read behind them.</summary>
    public nint SourceRows(int rows) => (nint)rows * SourceRow + TileRows * Slot;

    /// <summary>Lanes of the weights' gradients: whole register tiles.</summary>
    public int PaddedLanes => (Lanes + 2) / 3 * 3;

    /// <summary>Floats of one point of a block's transformed weights.</summary>
    public int WeightPlane => Shape.KernelHeight * PaddedLanes * Block + PlaneGap;

    /// <summary>Rows of the output in a pass of the weight gradient.</summary>
    public int PassRows => Math.Clamp(PassTiles / Tiles, 1, Shape.OutputHeight);

    /// <summary>Rows of the input that some rows of the output see.</summary>
    public int InputRows(int rows) => (rows - 1) * Shape.VerticalStride + Shape.KernelHeight;

    /// <summary>Floats of one point of a block of the products of some rows, or of their gradients.</summary>
    public int TargetPlane(int rows) => rows * Tiles * Block + PlaneGap;

    /// <summary>Floats of all points, and of what is written behind them.</summary>
    public nint TargetPlanes(int rows) => (nint)Points * TargetPlane(rows) + TileRows * Block;
}
