using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// How the tiles of a pass lie in its planes. The product at ∞ goes into the fourth pixel of an axis alone, so tiles of three rows have none in the last row of
/// planes, and tiles of three columns none in the last column. Tiles that are alike lie together: first those with four rows alone, then those with four rows
/// and columns, those with four columns alone, and the others. So the tiles that a plane has products of are neighbours. Where all are whole they lie in the order of the image.
/// </summary>
internal struct WinogradOrder
{
    private const int Size = WinogradGeometry.SourceTile;

    private readonly int _tall;
    private readonly int _wide;
    private readonly int _whole;
    private readonly int _count;
    private int _nextTall;
    private int _nextWhole;
    private int _nextWide;
    private int _nextSmall;

    /// <param name="geometry">The convolution.</param>
    /// <param name="first">First tile of the pass, counted over all samples.</param>
    /// <param name="count">Number of its tiles.</param>
    public WinogradOrder(in WinogradGeometry geometry, int first, int count)
    {
        (int tall, int wide, int whole) = Before(geometry, first);
        (int endTall, int endWide, int endWhole) = Before(geometry, first + count);
        (_tall, _wide, _whole, _count) = (endTall - tall, endWide - wide, endWhole - whole, count);
        (_nextTall, _nextWhole, _nextWide, _nextSmall) = (0, _tall - _whole, _tall, _tall + _wide - _whole);
    }

    /// <summary>The place of a tile, whose turn it is in the order of the image.</summary>
    /// <param name="tile">The tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Place(in WinogradTile tile)
    {
        if (tile.Rows == WinogradGeometry.TargetTile)
            return tile.Columns == WinogradGeometry.TargetTile ? _nextWhole++ : _nextTall++;
        return tile.Columns == WinogradGeometry.TargetTile ? _nextWide++ : _nextSmall++;
    }

    /// <summary>The places of the tiles that a plane has products of; there may be none.</summary>
    /// <param name="plane">Number of the plane.</param>
    public readonly (int First, int Count) Of(int plane) => (plane / Size == Size - 1, plane % Size == Size - 1) switch
    {
        (false, false) => (0, _count),
        (true, false) => (0, _tall),
        (false, true) => (_tall - _whole, _wide),
        (true, true) => (_tall - _whole, _whole),
    };

    /// <summary>The same for a register tile that begins with a multiple of its rows, so that those that it has too much of are in the plane too.</summary>
    /// <param name="plane">Number of the plane.</param>
    /// <param name="rows">Rows of the register tile.</param>
    public readonly (int First, int Count) Of(int plane, int rows)
    {
        (int first, int count) = Of(plane);
        int before = count == 0 ? 0 : first % rows;
        return (first - before, before + count);
    }

    /// <summary>Tiles in front of one that have four rows, four columns, and both.</summary>
    private static (int Tall, int Wide, int Whole) Before(in WinogradGeometry geometry, int tile)
    {
        int down = geometry.TilesDown, across = geometry.TilesAcross, tall = geometry.TallTilesDown, wide = geometry.WideTilesAcross;
        (int sample, int inSample) = Math.DivRem(tile, down * across);
        (int row, int column) = Math.DivRem(inSample, across);
        int tallRows = sample * tall + Math.Min(row, tall), tallColumns = row < tall ? column : 0;
        return (tallRows * across + tallColumns, (sample * down + row) * wide + Math.Min(column, wide), tallRows * wide + Math.Min(tallColumns, wide));
    }
}
