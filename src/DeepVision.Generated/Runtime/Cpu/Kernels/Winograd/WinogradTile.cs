namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Walks the tiles of all samples, row by row.</summary>
internal struct WinogradTile
{
    /// <summary>Tiles whose pixels are asked for before they are needed: they lie in pieces that the processor does not foresee.</summary>
    public const int PrefetchDistance = 2;

    private readonly int _down;
    private readonly int _across;
    private int _tileRow;
    private int _tileColumn;

    /// <param name="geometry">The convolution.</param>
    /// <param name="tile">Number of the first tile, counted over all samples.</param>
    public WinogradTile(in WinogradGeometry geometry, int tile)
    {
        (_down, _across) = (geometry.TilesDown, geometry.TilesAcross);
        (Sample, int inSample) = Math.DivRem(tile, _down * _across);
        (_tileRow, _tileColumn) = Math.DivRem(inSample, _across);
    }

    /// <summary>The tile's sample.</summary>
    public int Sample { get; private set; }

    /// <summary>First target row of the tile.</summary>
    public readonly int Row => _tileRow * WinogradGeometry.TargetTile;

    /// <summary>First target column of the tile.</summary>
    public readonly int Column => _tileColumn * WinogradGeometry.TargetTile;

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
}
