using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// How the tiles of a pass lie in its planes. The product at ∞ goes into the fourth pixel of an axis alone, so tiles of three rows have none in the last row of
/// planes, and tiles of three columns none in the last column. Tiles that are alike lie together: first those with four rows alone, then those with four rows
/// and columns, those with four columns alone, and the others. So the tiles that a plane has products of are neighbours. Where all are whole they lie in the order of the image.
/// </summary>
internal readonly struct WinogradOrder
{
    private const int Size = WinogradGeometry.SourceTile;

    private readonly int _tall;
    private readonly int _wide;
    private readonly int _whole;
    private readonly int _count;

    /// <param name="geometry">The convolution.</param>
    /// <param name="first">First tile of the pass, counted over all samples.</param>
    /// <param name="count">Number of its tiles.</param>
    public WinogradOrder(in WinogradGeometry geometry, int first, int count)
    {
        (int tall, int wide, int whole) = Before(geometry, first);
        (int endTall, int endWide, int endWhole) = Before(geometry, first + count);
        (_tall, _wide, _whole, _count) = (endTall - tall, endWide - wide, endWhole - whole, count);
    }

    /// <summary>Lists the tiles of a pass in the order of the image: who walks them needs its registers for something else.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="first">First tile of the pass, counted over all samples.</param>
    /// <param name="places">Receives a tile in each element.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void List(in WinogradGeometry geometry, int first, Span<WinogradPlace> places)
    {
        WinogradOrder order = new(geometry, first, places.Length);
        int nextTall = 0, nextWhole = order._tall - order._whole, nextWide = order._tall, nextSmall = order._tall + order._wide - order._whole;
        WinogradTile tile = new(geometry, first);
        for (int index = 0; index < places.Length; index++, tile.MoveNext())
        {
            bool isTall = tile.Rows == WinogradGeometry.TargetTile, isWide = tile.Columns == WinogradGeometry.TargetTile;
            int place = isTall ? isWide ? nextWhole++ : nextTall++ : isWide ? nextWide++ : nextSmall++;
            places[index] = new WinogradPlace(place, tile.Sample, tile.Row, tile.Column, tile.Rows, tile.Columns);
        }
    }

    /// <summary>The places of the tiles that a plane has products of; there may be none.</summary>
    /// <param name="plane">Number of the plane.</param>
    public (int First, int Count) Of(int plane) => Of(plane / Size == Size - 1, plane % Size == Size - 1);

    /// <summary>The places of the tiles that a plane has products of; there may be none.</summary>
    /// <param name="isLastRow">Whether the plane is one of the last row, that of products at ∞.</param>
    /// <param name="isLastColumn">The same for columns.</param>
    public (int First, int Count) Of(bool isLastRow, bool isLastColumn) => (isLastRow, isLastColumn) switch
    {
        (false, false) => (0, _count),
        (true, false) => (0, _tall),
        (false, true) => (_tall - _whole, _wide),
        (true, true) => (_tall - _whole, _whole),
    };

    /// <summary>The same for a register tile that begins with a multiple of its rows, so that those that it has too much of are in the plane too.</summary>
    /// <param name="plane">Number of the plane.</param>
    /// <param name="rows">Rows of the register tile.</param>
    public (int First, int Count) Of(int plane, int rows)
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
