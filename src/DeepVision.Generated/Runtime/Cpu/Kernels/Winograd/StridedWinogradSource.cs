using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The first step of a Winograd convolution with stride 2: source tiles to planes, as [tile][channel] in the order of <see cref="WinogradOrder"/>. No two phases share a pixel.</summary>
internal static class StridedWinogradSource
{
    private const int Size = StridedWinogradPhase.Points;

    /// <summary>Floats for the columns of a tile.</summary>
    private const int PatchFloats = Size * Size * Lanes.Count;

    /// <summary>Writes Bᵀ d B of the four phases of every tile: 9×9 source pixels to 81 planes.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="planes">Receives the planes, those of all phases behind each other.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(in WinogradGeometry geometry, ref float source, ref float planes, int first, int count)
    {
        int channels = geometry.SourceStride;
        for (int number = 0; number < StridedWinogradPhase.Count; number++)
        {
            StridedWinogradPhase phase = new(number);
            Transform(geometry, phase, ref source, channels, ref Unsafe.Add(ref planes, phase.FirstSourcePlane * geometry.Plane(channels)), first, count);
        }
    }

    /// <summary>Writes Bᵀ d B of one phase of every tile.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="source">First float of the first sample, or of the first of the channels wanted.</param>
    /// <param name="channels">Channels, a multiple of 16.</param>
    /// <param name="planes">Receives the planes of the phase.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(in WinogradGeometry geometry, StridedWinogradPhase phase, ref float source, int channels, ref float planes, int first, int count)
    {
        if (phase.Row == 0 && phase.Column == 0)
            Transform<OuterTaps, OuterTaps>(geometry, step: 2, ref source, channels, ref planes, first, count);
        else if (phase.Row == 0)
            Transform<OuterTaps, MiddleTap>(geometry, step: 2, ref source, channels, ref planes, first, count);
        else if (phase.Column == 0)
            Transform<MiddleTap, OuterTaps>(geometry, step: 2, ref source, channels, ref planes, first, count);
        else
            Transform<MiddleTap, MiddleTap>(geometry, step: 2, ref source, channels, ref planes, first, count);
    }

    /// <summary>Writes Bᵀ d B of every tile of a gradient by the target, from which that by the source is made: 5×5 pixels to 25 planes, which all phases share.</summary>
    /// <param name="geometry">The input gradient.</param>
    /// <param name="gradient">First float of the first sample.</param>
    /// <param name="planes">Receives the planes.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransformGradient(in WinogradGeometry geometry, ref float gradient, ref float planes, int first, int count) =>
        Transform<OuterTaps, OuterTaps>(geometry, step: 1, ref gradient, geometry.SourceStride, ref planes, first, count);

    /// <typeparam name="TRows">Taps along the vertical axis.</typeparam>
    /// <typeparam name="TColumns">Taps along the horizontal axis.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform<TRows, TColumns>(in WinogradGeometry geometry, int step, ref float source, int channels, ref float planes, int first, int count)
        where TRows : struct, IStridedWinogradTaps
        where TColumns : struct, IStridedWinogradTaps
    {
        int rows = TRows.AreOuter ? Size : Size - 1, columns = TColumns.AreOuter ? Size : Size - 1;

        // The middle tap's pixel comes behind the first one of the outer taps, which belongs to the tile above or in front as well.
        int firstOfTile = step - 1, rowOffset = TRows.AreOuter ? 0 : firstOfTile, columnOffset = TColumns.AreOuter ? 0 : firstOfTile;
        nint plane = geometry.Plane(channels), columnStep = (nint)step * geometry.SourcePixelStride, rowStep = columnStep * geometry.SourceWidth;
        Span<float> patch = stackalloc float[PatchFloats];
        Span<WinogradPlace> tiles = stackalloc WinogradPlace[count];
        WinogradOrder.List(geometry, first, tiles);
        for (int index = 0; index < count; index++)
        {
            ref readonly WinogradPlace tile = ref tiles[index], ahead = ref tiles[Math.Min(index + WinogradTile.PrefetchDistance, count - 1)];
            if (index + WinogradTile.PrefetchDistance < count)
            {
                nint next = geometry.SourceOffset(
                    ahead.Sample, step * ahead.Row - geometry.PadTop + (TRows.AreOuter ? step : rowOffset), step * ahead.Column - geometry.PadLeft + (TColumns.AreOuter ? step : columnOffset));
                CachePrefetch.Tile(ref Unsafe.Add(ref source, next), rowStep, columnStep, WinogradGeometry.TargetTile, WinogradGeometry.TargetTile, channels);
            }

            int row = step * tile.Row - geometry.PadTop + rowOffset, column = step * tile.Column - geometry.PadLeft + columnOffset;
            ref float origin = ref Unsafe.Add(ref source, geometry.SourceOffset(tile.Sample, row, column));
            ref float target = ref Unsafe.Add(ref planes, (nint)tile.Place * channels);
            (int firstRow, int endRow) = StridedWinogradPhase.Inside(row, step, rows, geometry.SourceHeight);
            (int firstColumn, int endColumn) = StridedWinogradPhase.Inside(column, step, columns, geometry.SourceWidth);
            bool isWhole = firstRow == 0 && endRow == rows && firstColumn == 0 && endColumn == columns;
            for (nint channel = 0; channel < channels; channel += Lanes.Count)
            {
                if (!Vector512.IsHardwareAccelerated)
                    TransformThroughMemory<TRows, TColumns>(ref Unsafe.Add(ref origin, channel), rowStep, columnStep, firstRow, endRow, firstColumn, endColumn, ref Unsafe.Add(ref target, channel), plane, ref patch[0]);
                else if (isWhole)
                    TransformTile<TRows, TColumns, WholeTile>(ref Unsafe.Add(ref origin, channel), rowStep, columnStep, default, ref Unsafe.Add(ref target, channel), plane);
                else
                    TransformTile<TRows, TColumns, PartialTile>(ref Unsafe.Add(ref origin, channel), rowStep, columnStep, new PartialTile(firstRow, endRow, firstColumn, endColumn), ref Unsafe.Add(ref target, channel), plane);
            }
        }
    }

    /// <summary>Columns first, whose results stay in registers, then rows. Rows and columns outside of the source count as zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TransformTile<TRows, TColumns, TBounds>(ref float source, nint rowStep, nint columnStep, TBounds bounds, ref float target, nint plane)
        where TRows : struct, IStridedWinogradTaps
        where TColumns : struct, IStridedWinogradTaps
        where TBounds : struct, IWinogradBounds
    {
        int firstRow = bounds.FirstRow, endRow = bounds.EndRow, firstColumn = bounds.FirstColumn, endColumn = bounds.EndColumn;
        Column<TRows>(ref source, rowStep, firstRow, endRow, firstColumn == 0 && endColumn > 0, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3, out Vector512<float> a4);
        Column<TRows>(ref Unsafe.Add(ref source, columnStep), rowStep, firstRow, endRow, firstColumn <= 1 && endColumn > 1, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3, out Vector512<float> b4);
        Column<TRows>(ref Unsafe.Add(ref source, 2 * columnStep), rowStep, firstRow, endRow, firstColumn <= 2 && endColumn > 2, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3, out Vector512<float> c4);
        Column<TRows>(ref Unsafe.Add(ref source, 3 * columnStep), rowStep, firstRow, endRow, firstColumn <= 3 && endColumn > 3, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2, out Vector512<float> d3, out Vector512<float> d4);
        Column<TRows>(ref Unsafe.Add(ref source, 4 * columnStep), rowStep, firstRow, endRow, TColumns.AreOuter && endColumn > 4, out Vector512<float> e0, out Vector512<float> e1, out Vector512<float> e2, out Vector512<float> e3, out Vector512<float> e4);
        nint step = (TColumns.AreOuter ? Size : Size - 1) * plane;
        StoreRow<TColumns>(a0, b0, c0, d0, e0, ref target, plane);
        StoreRow<TColumns>(a1, b1, c1, d1, e1, ref Unsafe.Add(ref target, step), plane);
        StoreRow<TColumns>(a2, b2, c2, d2, e2, ref Unsafe.Add(ref target, 2 * step), plane);
        StoreRow<TColumns>(a3, b3, c3, d3, e3, ref Unsafe.Add(ref target, 3 * step), plane);
        if (TRows.AreOuter)
            StoreRow<TColumns>(a4, b4, c4, d4, e4, ref Unsafe.Add(ref target, 4 * step), plane);
    }

    /// <summary>The same for processors with too few registers: columns into memory, then rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformThroughMemory<TRows, TColumns>(
        ref float source, nint rowStep, nint columnStep, int firstRow, int endRow, int firstColumn, int endColumn, ref float target, nint plane, ref float patch)
        where TRows : struct, IStridedWinogradTaps
        where TColumns : struct, IStridedWinogradTaps
    {
        int rows = TRows.AreOuter ? Size : Size - 1, columns = TColumns.AreOuter ? Size : Size - 1;
        for (int column = 0; column < columns; column++)
        {
            ref float place = ref Unsafe.Add(ref patch, column * Lanes.Count);
            Column<TRows>(
                ref Unsafe.Add(ref source, column * columnStep), rowStep, firstRow, endRow, column >= firstColumn && column < endColumn,
                out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4);
            t0.StoreUnsafe(ref place);
            t1.StoreUnsafe(ref place, Size * Lanes.Count);
            t2.StoreUnsafe(ref place, 2 * Size * Lanes.Count);
            t3.StoreUnsafe(ref place, 3 * Size * Lanes.Count);
            if (TRows.AreOuter)
                t4.StoreUnsafe(ref place, 4 * Size * Lanes.Count);
        }

        for (int row = 0; row < rows; row++)
        {
            ref float values = ref Unsafe.Add(ref patch, row * Size * Lanes.Count);
            StoreRow<TColumns>(
                Vector512.LoadUnsafe(ref values), Vector512.LoadUnsafe(ref values, Lanes.Count), Vector512.LoadUnsafe(ref values, 2 * Lanes.Count), Vector512.LoadUnsafe(ref values, 3 * Lanes.Count),
                TColumns.AreOuter ? Vector512.LoadUnsafe(ref values, 4 * Lanes.Count) : Vector512<float>.Zero, ref target, plane);
            target = ref Unsafe.Add(ref target, columns * plane);
        }
    }

    /// <summary>A transformed column. A middle tap has nothing at ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column<TRows>(
        ref float source, nint step, int firstRow, int endRow, bool isInside,
        out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4)
        where TRows : struct, IStridedWinogradTaps
    {
        if (!isInside)
        {
            t0 = t1 = t2 = t3 = t4 = Vector512<float>.Zero;
            return;
        }

        Vector512<float> d0 = WinogradColumn.At(ref source, step, 0, firstRow, endRow), d1 = WinogradColumn.At(ref source, step, 1, firstRow, endRow);
        Vector512<float> d2 = WinogradColumn.At(ref source, step, 2, firstRow, endRow), d3 = WinogradColumn.At(ref source, step, 3, firstRow, endRow);
        StridedWinogradTransform.Source(d0, d1, d2, d3, out t0, out t1, out t2, out t3);
        t4 = TRows.AreOuter ? StridedWinogradTransform.SourceAtInfinity(d1, d2, d3, WinogradColumn.At(ref source, step, 4, firstRow, endRow)) : Vector512<float>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TColumns>(
        Vector512<float> d0, Vector512<float> d1, Vector512<float> d2, Vector512<float> d3, Vector512<float> d4, ref float target, nint plane)
        where TColumns : struct, IStridedWinogradTaps
    {
        StridedWinogradTransform.Source(d0, d1, d2, d3, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3);
        t0.StoreUnsafe(ref target);
        t1.StoreUnsafe(ref Unsafe.Add(ref target, plane));
        t2.StoreUnsafe(ref Unsafe.Add(ref target, 2 * plane));
        t3.StoreUnsafe(ref Unsafe.Add(ref target, 3 * plane));
        if (TColumns.AreOuter)
            StridedWinogradTransform.SourceAtInfinity(d1, d2, d3, d4).StoreUnsafe(ref Unsafe.Add(ref target, 4 * plane));
    }
}
