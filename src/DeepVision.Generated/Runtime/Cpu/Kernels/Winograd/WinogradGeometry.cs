namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// A 3×3 convolution with stride 1 that runs as Winograd's F(4×4, 3×3): the target is cut into tiles of 4×4 pixels, each
/// of which reads 6×6 source pixels. Tiles at the lower and right edge may reach past the target, or have three pixels instead of four.
/// </summary>
/// <param name="SourceHeight">Height of the source in pixels.</param>
/// <param name="SourceWidth">Width of the source in pixels.</param>
/// <param name="SourceChannels">Channels that a source pixel has.</param>
/// <param name="SourceStride">Floats per source pixel: the channels, padded to a multiple of 16.</param>
/// <param name="TargetHeight">Height of the convolution's result in pixels, in front of a fused pooling.</param>
/// <param name="TargetWidth">Width of the convolution's result in pixels.</param>
/// <param name="TargetStride">Floats per target pixel: the channels, padded to a multiple of 16.</param>
/// <param name="PadTop">Rows of zeros above the source.</param>
/// <param name="PadLeft">Columns of zeros left of the source.</param>
/// <param name="PassTiles">Tiles, of one or several samples, that run together.</param>
public readonly record struct WinogradGeometry(
    int SourceHeight,
    int SourceWidth,
    int SourceChannels,
    int SourceStride,
    int TargetHeight,
    int TargetWidth,
    int TargetStride,
    int PadTop,
    int PadLeft,
    int PassTiles)
{
    /// <summary>Pixels of a source tile along one axis.</summary>
    internal const int SourceTile = 6;

    /// <summary>Pixels of a target tile along one axis.</summary>
    internal const int TargetTile = 4;

    /// <summary>Values of a transformed tile, each of which has a plane.</summary>
    internal const int Planes = SourceTile * SourceTile;

    /// <summary>
    /// Floats between two planes of a pass beyond its tiles: without them all planes of a tile would compete for the
    /// same few places of the first-level cache.
    /// </summary>
    private const int PlaneGap = 16;

    /// <summary>Floats from one target pixel to the next: <see cref="TargetStride"/>, or more where they lie among the channels of others.</summary>
    public int TargetPixelStride { get; init; } = TargetStride;

    /// <summary>Floats from one source pixel to the next: <see cref="SourceStride"/>, or more where they lie among the channels of others.</summary>
    public int SourcePixelStride { get; init; } = SourceStride;

    /// <summary>
    /// Target pixels, along each axis, for every source pixel: 1, or 2 in the input gradient of a convolution with stride 2, whose tiles have 8×8 target
    /// pixels, one more of them in front of the target for each pixel of padding.
    /// </summary>
    public int TargetStep { get; init; } = 1;

    /// <summary>
    /// Rows of tiles, the last ones, that begin three target pixels behind each other instead of four: a tile of three pixels needs one product less along an axis,
    /// so 14 pixels are better cut into 4 + 4 + 3 + 3 than into 4 + 4 + 4 + 2.
    /// </summary>
    public int ShortTilesDown { get; init; }

    /// <summary>Columns of tiles, the last ones, that begin three target pixels behind each other.</summary>
    public int ShortTilesAcross { get; init; }

    /// <summary>Tiles of one sample.</summary>
    public int TilesPerSample => TilesDown * TilesAcross;

    /// <summary>Tiles above each other.</summary>
    internal int TilesDown => TilesOf(TargetHeight, PadTop);

    /// <summary>Tiles side by side.</summary>
    internal int TilesAcross => TilesOf(TargetWidth, PadLeft);

    /// <summary>Rows of tiles, the first ones, that have four pixels: all where each of these is several of the target.</summary>
    internal int TallTilesDown => TargetStep == 1 ? Math.Min(TilesDown - ShortTilesDown, TargetHeight / TargetTile) : TilesDown;

    /// <summary>Columns of tiles, the first ones, that have four pixels.</summary>
    internal int WideTilesAcross => TargetStep == 1 ? Math.Min(TilesAcross - ShortTilesAcross, TargetWidth / TargetTile) : TilesAcross;

    /// <summary>Floats from one of the 36 planes of a pass to the next, for tiles of some channels.</summary>
    internal nint Plane(int channels) => (nint)PassTiles * channels + PlaneGap;

    /// <summary>Floats from the start of all samples to a source pixel, which may lie in the padding.</summary>
    internal nint SourceOffset(int sample, int row, int column) => (((nint)sample * SourceHeight + row) * SourceWidth + column) * SourcePixelStride;

    /// <summary>Floats from the start of all samples to a target pixel.</summary>
    internal nint TargetOffset(int sample, int row, int column) => (((nint)sample * TargetHeight + row) * TargetWidth + column) * TargetPixelStride;

    private int TilesOf(int pixels, int pad)
    {
        int size = TargetTile * TargetStep;
        return (pixels + (TargetStep - 1) * pad + size - 1) / size;
    }
}
