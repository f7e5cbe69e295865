namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The passes of a Winograd convolution, one after the other: each makes some outputs of as many tiles as stay in cache. Workers that share a convolution take
/// units of it, sixteen outputs of the tiles of a pass, the outputs of the same tiles first: whoever goes on with the same tiles has their source transformed already.
/// </summary>
public struct WinogradPass
{
    /// <summary>The tiles of a pass but the last are a multiple of this, so that register tiles are full.</summary>
    private const int WholeTiles = 4;

    /// <summary>Outputs of which a register tile makes two vectors.</summary>
    internal const int Pair = 2 * Lanes.Count;

    private readonly int _tiles;
    private readonly int _passTiles;
    private readonly int _slices;
    private int _unit;
    private int _endUnit;

    /// <param name="geometry">The convolution.</param>
    /// <param name="samples">Samples.</param>
    internal WinogradPass(in WinogradGeometry geometry, int samples)
    {
        _tiles = samples * geometry.TilesPerSample;

        // No pass is much smaller than the others, since it would read as many weights.
        int passes = CeilingOf(_tiles, geometry.PassTiles);
        _passTiles = passes < 2 ? geometry.PassTiles : Math.Min(geometry.PassTiles, CeilingOf(CeilingOf(_tiles, passes), WholeTiles) * WholeTiles);
        _slices = geometry.TargetStride / Lanes.Count;
        FirstTile = -1;
    }

    /// <summary>All passes, for a worker that is alone.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="samples">Samples.</param>
    internal static WinogradPass All(in WinogradGeometry geometry, int samples)
    {
        WinogradPass pass = new(geometry, samples);
        pass.Take(0, pass.Units);
        return pass;
    }

    /// <summary>Units that workers share.</summary>
    internal readonly int Units => CeilingOf(_tiles, _passTiles) * _slices;

    /// <summary>First tile, counted over all samples.</summary>
    internal int FirstTile { get; private set; }

    /// <summary>Number of tiles.</summary>
    internal int Tiles { get; private set; }

    /// <summary>First output.</summary>
    internal int FirstOutput { get; private set; }

    /// <summary>Output before which to stop.</summary>
    internal int EndOutput { get; private set; }

    /// <summary>Whether the pass before was over the same tiles, whose transformed source is still there.</summary>
    internal bool HasSource { get; private set; }

    /// <summary>Sets out with some units.</summary>
    internal void Take(int first, int end) => (_unit, _endUnit) = (first, end);

    /// <summary>Goes on with the next pass over these units.</summary>
    /// <returns>False when all are done.</returns>
    internal bool MoveNext()
    {
        if (_unit >= _endUnit)
            return false;
        (int pass, int slice) = Math.DivRem(_unit, _slices);
        int slices = Math.Min(_slices - slice, _endUnit - _unit), firstTile = pass * _passTiles;
        HasSource = firstTile == FirstTile;
        (FirstTile, Tiles) = (firstTile, Math.Min(_passTiles, _tiles - firstTile));
        (FirstOutput, EndOutput) = (slice * Lanes.Count, (slice + slices) * Lanes.Count);
        _unit += slices;
        return true;
    }

    private static int CeilingOf(int count, int part) => (count + part - 1) / part;
}
