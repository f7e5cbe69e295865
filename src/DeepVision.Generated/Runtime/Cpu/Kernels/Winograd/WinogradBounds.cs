namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Which rows and columns of a source tile lie in the source: constants where all of them do, so that nothing is asked for each pixel.</summary>
internal interface IWinogradBounds
{
    /// <summary>First row.</summary>
    int FirstRow { get; }

    /// <summary>Row before which to stop.</summary>
    int EndRow { get; }

    /// <summary>First column.</summary>
    int FirstColumn { get; }

    /// <summary>Column before which to stop.</summary>
    int EndColumn { get; }
}

/// <summary>All rows and columns.</summary>
internal readonly struct WholeTile : IWinogradBounds
{
    public int FirstRow => 0;

    public int EndRow => WinogradGeometry.SourceTile;

    public int FirstColumn => 0;

    public int EndColumn => WinogradGeometry.SourceTile;
}

/// <summary>Some rows and columns.</summary>
/// <param name="firstRow">First row.</param>
/// <param name="endRow">Row before which to stop.</param>
/// <param name="firstColumn">First column.</param>
/// <param name="endColumn">Column before which to stop.</param>
internal readonly struct PartialTile(int firstRow, int endRow, int firstColumn, int endColumn) : IWinogradBounds
{
    public int FirstRow => firstRow;

    public int EndRow => endRow;

    public int FirstColumn => firstColumn;

    public int EndColumn => endColumn;
}
