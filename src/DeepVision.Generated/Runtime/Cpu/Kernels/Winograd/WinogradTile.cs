using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Walks the tiles of all samples, row by row.</summary>
internal struct WinogradTile
{
    /// <summary>Tiles whose pixels are asked for before they are needed: they lie in pieces that the processor does not foresee.</summary>
    public const int PrefetchDistance = 2;

    private const int Size = WinogradGeometry.TargetTile;

    private readonly int _height;
    private readonly int _width;
    private readonly int _firstShortRow;
    private readonly int _firstShortColumn;

    /// <param name="geometry">The convolution.</param>
    /// <param name="tile">Number of the first tile, counted over all samples.</param>
    public WinogradTile(in WinogradGeometry geometry, int tile)
    {
        int down = geometry.TilesDown, across = geometry.TilesAcross;
        (Sample, int inSample) = Math.DivRem(tile, down * across);
        (int row, int column) = Math.DivRem(inSample, across);

        // Where a tile has several target pixels for each of its own, whoever stores them knows which exist.
        (_height, _width) = geometry.TargetStep == 1 ? (geometry.TargetHeight, geometry.TargetWidth) : (down * Size, across * Size);
        (_firstShortRow, _firstShortColumn) = ((down - geometry.ShortTilesDown) * Size, (across - geometry.ShortTilesAcross) * Size);
        (Row, Column) = (row * Size - Math.Max(0, row - (down - geometry.ShortTilesDown)), column * Size - Math.Max(0, column - (across - geometry.ShortTilesAcross)));
        (Rows, Columns) = (Extent(Row, _firstShortRow, _height), Extent(Column, _firstShortColumn, _width));
    }

    /// <summary>The tile's sample.</summary>
    public int Sample { get; private set; }

    /// <summary>First target row of the tile.</summary>
    public int Row { get; private set; }

    /// <summary>First target column of the tile.</summary>
    public int Column { get; private set; }

    /// <summary>Target rows of the tile that exist.</summary>
    public int Rows { get; private set; }

    /// <summary>Target columns of the tile that exist.</summary>
    public int Columns { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveNext()
    {
        Column += Columns;
        if (Column == _width)
        {
            Column = 0;
            Row += Rows;
            if (Row == _height)
            {
                Row = 0;
                Sample++;
            }

            Rows = Extent(Row, _firstShortRow, _height);
        }

        Columns = Extent(Column, _firstShortColumn, _width);
    }

    private static int Extent(int first, int firstShort, int end) => Math.Min(first < firstShort ? Size : Size - 1, end - first);
}
