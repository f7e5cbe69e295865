namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Walks the tiles of all samples, row by row.</summary>
internal struct WinogradTile
{
    /// <summary>Tiles whose pixels are asked for before they are needed: they lie in pieces that the processor does not foresee.</summary>
    public const int PrefetchDistance = 2;

    private const int Size = WinogradGeometry.TargetTile;

    private readonly int _down;
    private readonly int _across;
    private readonly int _firstShortRow;
    private readonly int _firstShortColumn;
    private readonly int _height;
    private readonly int _width;
    private int _tileRow;
    private int _tileColumn;

    /// <param name="geometry">The convolution.</param>
    /// <param name="tile">Number of the first tile, counted over all samples.</param>
    public WinogradTile(in WinogradGeometry geometry, int tile)
    {
        (_down, _across) = (geometry.TilesDown, geometry.TilesAcross);
        (_firstShortRow, _firstShortColumn) = (_down - geometry.ShortTilesDown, _across - geometry.ShortTilesAcross);
        (_height, _width) = (geometry.TargetHeight, geometry.TargetWidth);
        (Sample, int inSample) = Math.DivRem(tile, _down * _across);
        (_tileRow, _tileColumn) = Math.DivRem(inSample, _across);
    }

    /// <summary>The tile's sample.</summary>
    public int Sample { get; private set; }

    /// <summary>First target row of the tile.</summary>
    public readonly int Row => Begin(_tileRow, _firstShortRow);

    /// <summary>First target column of the tile.</summary>
    public readonly int Column => Begin(_tileColumn, _firstShortColumn);

    /// <summary>Target rows of the tile that exist.</summary>
    public readonly int Rows => Math.Min(_tileRow < _firstShortRow ? Size : Size - 1, _height - Row);

    /// <summary>Target columns of the tile that exist.</summary>
    public readonly int Columns => Math.Min(_tileColumn < _firstShortColumn ? Size : Size - 1, _width - Column);

    /// <summary>The tile some places further on.</summary>
    /// <param name="tiles">Number of places.</param>
    public readonly WinogradTile Ahead(int tiles)
    {
        WinogradTile tile = this;
        for (int i = 0; i < tiles; i++)
            tile.MoveNext();
        return tile;
    }

    public void MoveNext()
    {
        if (++_tileColumn < _across)
            return;
        _tileColumn = 0;
        if (++_tileRow < _down)
            return;
        _tileRow = 0;
        Sample++;
    }

    private static int Begin(int tile, int firstShort) => tile * Size - Math.Max(0, tile - firstShort);
}
