using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The first step of a Winograd convolution with stride 2: source tiles to planes, as [tile][channel].</summary>
internal static class StridedWinogradSource
{
    private const int Size = StridedWinogradPhase.Points;

    /// <summary>Floats for the columns of a tile.</summary>
    private const int PatchFloats = Size * Size * Lanes.Count;

    /// <summary>Writes Bᵀ d B of the four phases of every tile: 9×9 source pixels to 81 planes.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample, or of the first of the channels wanted.</param>
    /// <param name="channels">Channels, a multiple of 16.</param>
    /// <param name="planes">Receives the planes.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(in WinogradGeometry geometry, ref float source, int channels, ref float planes, int first, int count)
    {
        nint plane = geometry.Plane(channels);
        Span<float> patch = stackalloc float[PatchFloats];
        WinogradTile tile = new(geometry, first), next = tile;
        for (int index = 0; index < count; index++, tile.MoveNext())
        {
            next.MoveNext();
            if (index + 1 < count)
                Prefetch(geometry, ref Unsafe.Add(ref source, geometry.SourceOffset(next.Sample, 2 * next.Row - geometry.PadTop + 1, 2 * next.Column - geometry.PadLeft + 1)), channels);
            for (int number = 0; number < StridedWinogradPhase.Count; number++)
            {
                StridedWinogradPhase phase = new(number);
                int row = 2 * tile.Row - geometry.PadTop + phase.Row, column = 2 * tile.Column - geometry.PadLeft + phase.Column;
                Transform(
                    geometry, ref source, tile.Sample, row, column, step: 2, phase.Rows, phase.Columns, channels,
                    ref Unsafe.Add(ref planes, phase.FirstSourcePlane * plane + (nint)index * channels), plane, ref patch[0]);
            }
        }
    }

    /// <summary>Writes Bᵀ d B of every tile of a gradient by the target, from which that by the source is made: 5×5 pixels to 25 planes, which all phases share.</summary>
    /// <param name="geometry">The input gradient.</param>
    /// <param name="gradient">First float of the first sample.</param>
    /// <param name="planes">Receives the planes.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransformGradient(in WinogradGeometry geometry, ref float gradient, ref float planes, int first, int count)
    {
        int channels = geometry.SourceStride;
        nint stride = geometry.SourcePixelStride, rowStride = stride * geometry.SourceWidth;
        Span<float> patch = stackalloc float[PatchFloats];
        WinogradTile tile = new(geometry, first), ahead = tile.Ahead(WinogradTile.PrefetchDistance);
        for (int index = 0; index < count; index++, tile.MoveNext(), ahead.MoveNext())
        {
            // Its first row and column belong to the tiles above and in front of it too.
            if (index + WinogradTile.PrefetchDistance < count)
                CachePrefetch.Tile(ref Unsafe.Add(ref gradient, geometry.SourceOffset(ahead.Sample, ahead.Row - geometry.PadTop + 1, ahead.Column - geometry.PadLeft + 1)), rowStride, stride, WinogradGeometry.TargetTile, WinogradGeometry.TargetTile, channels);
            Transform(
                geometry, ref gradient, tile.Sample, tile.Row - geometry.PadTop, tile.Column - geometry.PadLeft, step: 1, Size, Size, channels,
                ref Unsafe.Add(ref planes, (nint)index * channels), geometry.Plane(channels), ref patch[0]);
        }
    }

    /// <summary>Asks for a tile, which may reach past the source. Its first row and column belong to the tiles above and in front of it too.</summary>
    private static void Prefetch(in WinogradGeometry geometry, ref float source, int channels)
    {
        const int Pixels = 2 * WinogradGeometry.TargetTile;
        nint rowStride = (nint)geometry.SourcePixelStride * geometry.SourceWidth;
        for (int row = 0; row < Pixels; row++)
            CachePrefetch.Rows(ref Unsafe.Add(ref source, row * rowStride), geometry.SourcePixelStride, Pixels, channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform(
        in WinogradGeometry geometry, ref float source, int sample, int row, int column, int step, int rows, int columns, int channels, ref float target, nint plane, ref float patch)
    {
        nint columnStep = (nint)step * geometry.SourcePixelStride, rowStep = columnStep * geometry.SourceWidth;
        ref float origin = ref Unsafe.Add(ref source, geometry.SourceOffset(sample, row, column));
        (int firstRow, int endRow) = StridedWinogradPhase.Inside(row, step, rows, geometry.SourceHeight);
        (int firstColumn, int endColumn) = StridedWinogradPhase.Inside(column, step, columns, geometry.SourceWidth);
        if (firstRow == 0 && endRow == rows && firstColumn == 0 && endColumn == columns)
        {
            for (nint channel = 0; channel < channels; channel += Lanes.Count)
                TransformTile(ref Unsafe.Add(ref origin, channel), rowStep, columnStep, 0, Size, 0, Size, rows, columns, ref Unsafe.Add(ref target, channel), plane, ref patch);
            return;
        }

        for (nint channel = 0; channel < channels; channel += Lanes.Count)
            TransformTile(ref Unsafe.Add(ref origin, channel), rowStep, columnStep, firstRow, endRow, firstColumn, endColumn, rows, columns, ref Unsafe.Add(ref target, channel), plane, ref patch);
    }

    /// <summary>Columns into memory, then rows. Rows and columns outside of the source count as zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformTile(
        ref float source, nint rowStep, nint columnStep, int firstRow, int endRow, int firstColumn, int endColumn, int rows, int columns, ref float target, nint plane, ref float patch)
    {
        for (int column = 0; column < columns; column++)
        {
            ref float start = ref Unsafe.Add(ref source, column * columnStep);
            ref float place = ref Unsafe.Add(ref patch, column * Lanes.Count);
            int end = column >= firstColumn && column < endColumn ? endRow : 0;
            Vector512<float> d1 = WinogradColumn.At(ref start, rowStep, 1, firstRow, end), d2 = WinogradColumn.At(ref start, rowStep, 2, firstRow, end), d3 = WinogradColumn.At(ref start, rowStep, 3, firstRow, end);
            StridedWinogradTransform.Source(
                WinogradColumn.At(ref start, rowStep, 0, firstRow, end), d1, d2, d3,
                out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3);
            t0.StoreUnsafe(ref place);
            t1.StoreUnsafe(ref place, Size * Lanes.Count);
            t2.StoreUnsafe(ref place, 2 * Size * Lanes.Count);
            t3.StoreUnsafe(ref place, 3 * Size * Lanes.Count);
            if (rows == Size)
                StridedWinogradTransform.SourceAtInfinity(d1, d2, d3, WinogradColumn.At(ref start, rowStep, 4, firstRow, end)).StoreUnsafe(ref place, 4 * Size * Lanes.Count);
        }

        for (int row = 0; row < rows; row++)
        {
            ref float values = ref Unsafe.Add(ref patch, row * Size * Lanes.Count);
            Vector512<float> d1 = Vector512.LoadUnsafe(ref values, Lanes.Count), d2 = Vector512.LoadUnsafe(ref values, 2 * Lanes.Count), d3 = Vector512.LoadUnsafe(ref values, 3 * Lanes.Count);
            StridedWinogradTransform.Source(
                Vector512.LoadUnsafe(ref values), d1, d2, d3,
                out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3);
            t0.StoreUnsafe(ref target);
            t1.StoreUnsafe(ref Unsafe.Add(ref target, plane));
            t2.StoreUnsafe(ref Unsafe.Add(ref target, 2 * plane));
            t3.StoreUnsafe(ref Unsafe.Add(ref target, 3 * plane));
            if (columns == Size)
                StridedWinogradTransform.SourceAtInfinity(d1, d2, d3, Vector512.LoadUnsafe(ref values, 4 * Lanes.Count)).StoreUnsafe(ref Unsafe.Add(ref target, 4 * plane));
            target = ref Unsafe.Add(ref target, columns * plane);
        }
    }
}
