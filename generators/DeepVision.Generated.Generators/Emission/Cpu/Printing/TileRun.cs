using DeepVision.Generated.Generators.Emission.Cpu.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>
/// Tiles of a convolution that are computed by one code: rows [FirstRow, EndRow) and columns [FirstColumn, EndColumn), counted
/// in positions of their classes, cut into tiles of equal size that read the same taps.
/// </summary>
/// <param name="RowSegments">With fused pooling a tile spans the rows of a window: which of them read which taps. Null for tiles of one row.</param>
/// <param name="Size">Columns of a tile.</param>
/// <param name="Segments">Which columns of the tile read which taps.</param>
internal sealed record TileRun(
    AxisClass Vertical, int FirstRow, int EndRow, List<TapSegment>? RowSegments,
    AxisClass Horizontal, int FirstColumn, int EndColumn, int Size, List<TapSegment> Segments)
{
    /// <summary>All tiles of a convolution.</summary>
    /// <param name="largest">Pixels of a tile at most.</param>
    public static IEnumerable<TileRun> Of(SpatialContraction contraction, PoolingWindow window, int largest)
    {
        foreach ((AxisClass vertical, int firstRow, int endRow, List<TapSegment>? rowSegments) in Rows(contraction))
        {
            foreach (AxisClass horizontal in contraction.Horizontal)
            {
                foreach (TileRun run in Columns(horizontal, window, Math.Max(1, largest / (window.Height * window.Width))))
                    yield return run with { Vertical = vertical, FirstRow = firstRow, EndRow = endRow, RowSegments = rowSegments };
            }
        }
    }

    /// <summary>One line for the reader of the generated code.</summary>
    public string Summary(PoolingWindow window)
    {
        string tile = window.Height == 1 ? $"{Size} pixels" : $"{window.Height}×{Size} pixels";
        return $"Tiles of {tile}, columns {FirstColumn} to {EndColumn - 1}{(RowSegments is null ? "" : $", rows {FirstRow} to {EndRow - 1}")}.";
    }

    /// <summary>Without pooling each class of rows. With pooling windows below each other that read the same taps: at the top and bottom edge some miss.</summary>
    private static IEnumerable<(AxisClass, int First, int End, List<TapSegment>?)> Rows(SpatialContraction contraction)
    {
        if (contraction.Window is not { Height: int height })
        {
            foreach (AxisClass axis in contraction.Vertical)
                yield return (axis, 0, axis.Count, null);
            yield break;
        }

        AxisClass vertical = contraction.Vertical[0];
        int rows = vertical.Count / height * height;
        int first = 0;
        while (first < rows)
        {
            List<TapSegment> segments = TapSegment.Of(vertical, first, height);
            int end = first + height;
            while (end < rows && TapSegment.SameShape(segments, TapSegment.Of(vertical, end, height)))
                end += height;
            yield return (vertical, first, end, segments);
            first = end;
        }
    }

    private static IEnumerable<TileRun> Columns(AxisClass horizontal, PoolingWindow window, int largest)
    {
        int[] tiles = TileSplit.Balanced(horizontal.Count / window.Width, largest);
        int start = 0;
        for (int tile = 0; tile < tiles.Length;)
        {
            int size = tiles[tile] * window.Width;
            List<TapSegment> segments = TapSegment.Of(horizontal, start, size);
            int repeats = 1;
            while (tile + repeats < tiles.Length
                && tiles[tile + repeats] == tiles[tile]
                && TapSegment.SameShape(segments, TapSegment.Of(horizontal, start + repeats * size, size)))
            {
                repeats++;
            }

            yield return new TileRun(horizontal, 0, 0, null, horizontal, start, start + repeats * size, size, segments);
            start += repeats * size;
            tile += repeats;
        }
    }
}
