namespace DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;

/// <summary>
/// How a matrix product is cut: a group makes <paramref name="Rows"/> × <paramref name="Columns"/> results, in steps of
/// <paramref name="Depth"/> of the reduction that pass through shared memory; a thread keeps
/// <paramref name="ThreadRows"/> × <paramref name="ThreadColumns"/> of them (4 or 8 each) in registers.
/// </summary>
/// <param name="MinGroups">Groups that a multiprocessor should hold at once: it bounds the registers of a thread, and was chosen so that none spill.</param>
internal sealed record TileShape(int Rows, int Columns, int Depth, int ThreadRows, int ThreadColumns, int MinGroups)
{
    /// <summary>The shortest text, for groups of one thread.</summary>
    public static TileShape OfOneThread { get; } = new(4, 4, 4, 4, 4, 0);

    /// <summary>The same tile for a factor that is loaded float by float: finding each needs registers too.</summary>
    public TileShape ForSingleFloats => this with { MinGroups = Math.Min(MinGroups, 3) };

    public int Threads => Rows / ThreadRows * (Columns / ThreadColumns);

    /// <summary>Threads that stand side by side along the columns.</summary>
    public int ThreadsAcross => Columns / ThreadColumns;

    public int ThreadsDown => Rows / ThreadRows;
}

/// <summary>
/// The table of tiles. Large tiles read each value from memory least often; small ones give more groups, which a large GPU
/// needs to be busy.
/// </summary>
internal static class TileTable
{
    /// <summary>Groups that keep a large GPU busy.</summary>
    public const int ManyGroups = 256;

    /// <summary>A batch as it is usual; the tile is chosen for it.</summary>
    public const int UsualBatch = 64;

    /// <summary>Multiply-adds below which a launch costs more than the work: any tile will do, and the smallest is the shortest to read.</summary>
    private const long LittleWork = 4_000_000;

    /// <param name="rows">Rows of the result for a usual batch.</param>
    /// <param name="columns">Columns of the result, a multiple of 16.</param>
    /// <param name="reduction">Length of the sums.</param>
    public static TileShape Choose(IlgpuTarget target, long rows, int columns, long reduction)
    {
        if (target.IsSmall)
            return TileShape.OfOneThread;
        int wide = WidestColumns(columns);
        if (rows * columns * reduction < LittleWork)
            return new TileShape(32, wide, 8, 4, 4, 4);
        // Short sums would waste a good part of a deep last step.
        int depth = reduction < 256 ? 8 : 16;
        if (wide == 64)
        {
            bool isLarge = (rows + 127) / 128 * (columns / 64) >= ManyGroups;
            return isLarge ? new TileShape(128, 64, 8, 8, 8, 4)
                : rows >= 64 ? new TileShape(64, 64, depth, 8, 4, 4)
                : new TileShape(32, 64, depth, 4, 4, 4);
        }

        if (wide == 32)
            return rows >= 128 ? new TileShape(128, 32, depth, 8, 4, 4) : new TileShape(32, 32, depth, 4, 4, 4);
        return rows >= 256 ? new TileShape(256, 16, 8, 8, 4, 4) : new TileShape(32, 16, depth, 4, 4, 4);
    }

    /// <summary>The tile of a weight gradient: as many rows as there are taps and inputs, the sums run over pixels.</summary>
    public static TileShape ChooseForWeights(IlgpuTarget target, int rows, int columns, long pixels)
    {
        if (target.IsSmall)
            return TileShape.OfOneThread;
        int wide = WidestColumns(columns);
        if (rows * columns * pixels < LittleWork)
            return new TileShape(rows >= 64 ? 32 : 16, wide, 8, 4, 4, 4);
        return rows >= 64 ? new TileShape(64, wide, 16, wide == 64 ? 8 : 4, 4, 4) : new TileShape(16, wide, 16, 4, 4, 4);
    }

    private static int WidestColumns(int columns) => columns % 64 == 0 ? 64 : columns % 32 == 0 ? 32 : 16;
}
