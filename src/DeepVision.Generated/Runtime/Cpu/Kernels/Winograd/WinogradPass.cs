namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// What a Winograd convolution does at once of a range of its units: as many whole groups of tiles as fill a pass, or some outputs
/// of one group.
/// </summary>
internal readonly struct WinogradPass
{
    /// <param name="geometry">The convolution.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="unit">First unit of the range that isn't done yet.</param>
    /// <param name="endUnit">Unit before which the range ends.</param>
    public WinogradPass(in WinogradGeometry geometry, int samples, int unit, int endUnit)
    {
        (int group, int range) = Math.DivRem(unit, geometry.UnitRanges);
        int ranges = Math.Min(geometry.UnitRanges - range, endUnit - unit);
        int groups = range == 0 ? Math.Clamp((endUnit - unit) / geometry.UnitRanges, 1, geometry.PassTiles / geometry.UnitTiles) : 1;
        EndUnit = unit + (groups - 1) * geometry.UnitRanges + ranges;
        FirstTile = group * geometry.UnitTiles;
        Tiles = Math.Min(groups * geometry.UnitTiles, samples * geometry.TilesPerSample - FirstTile);
        FirstOutput = range * WinogradGeometry.UnitOutputs;
        EndOutput = Math.Min(geometry.TargetStride, FirstOutput + ranges * WinogradGeometry.UnitOutputs);
    }

    /// <summary>The unit behind those that are done then.</summary>
    public int EndUnit { get; }

    /// <summary>First tile, counted over all samples.</summary>
    public int FirstTile { get; }

    /// <summary>Number of tiles.</summary>
    public int Tiles { get; }

    /// <summary>First output.</summary>
    public int FirstOutput { get; }

    /// <summary>Output before which to stop.</summary>
    public int EndOutput { get; }
}
