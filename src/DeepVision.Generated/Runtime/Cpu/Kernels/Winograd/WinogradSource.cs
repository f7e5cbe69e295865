using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The first step of a Winograd convolution: source tiles to 36 planes.</summary>
public static class WinogradSource
{
    private const int Size = WinogradGeometry.SourceTile;

    /// <summary>Writes Bᵀ d B of every tile; plane p gets the p-th of the 36 values, as [tile][channel].</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample, or of the first of the channels wanted.</param>
    /// <param name="channels">Channels, a multiple of 16.</param>
    /// <param name="planes">Receives the planes.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(in WinogradGeometry geometry, ref float source, int channels, ref float planes, int first, int count) =>
        Transform<AllRows>(geometry, ref source, channels, channels, ref planes, first, count);

    /// <summary>Writes some rows of planes of every tile, each plane as [block of channels][tile][channel].</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample, or of the first of the channels wanted.</param>
    /// <param name="channels">Channels, a multiple of 16.</param>
    /// <param name="block">Channels side by side in a plane, a multiple of 16; the last block has what is left.</param>
    /// <param name="planes">Receives the planes.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    /// <typeparam name="TRows">The rows.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transform<TRows>(in WinogradGeometry geometry, ref float source, int channels, int block, ref float planes, int first, int count)
        where TRows : struct, IWinogradRows
    {
        nint plane = geometry.Plane(channels), stride = geometry.SourcePixelStride, rowStride = stride * geometry.SourceWidth;
        Span<float> patch = stackalloc float[Size * Size * Lanes.Count];
        Span<WinogradPlace> tiles = stackalloc WinogradPlace[count];
        WinogradOrder.List(geometry, first, tiles);
        for (int index = 0; index < count; index++)
        {
            ref readonly WinogradPlace tile = ref tiles[index], ahead = ref tiles[Math.Min(index + WinogradTile.PrefetchDistance, count - 1)];
            int row = tile.Row - geometry.PadTop, column = tile.Column - geometry.PadLeft;
            nint place = tile.Place, offset = geometry.SourceOffset(tile.Sample, row, column);
            ref float origin = ref Unsafe.Add(ref source, offset);

            // The first two rows and columns of the tile ahead belong to tiles above and in front of it too.
            nint next = index + WinogradTile.PrefetchDistance < count
                ? geometry.SourceOffset(ahead.Sample, ahead.Row - geometry.PadTop + 2, ahead.Column - geometry.PadLeft + 2) - offset
                : 0;
            (int firstRow, int endRow) = PoolingGeometry.Inside(row, Size, geometry.SourceHeight);
            (int firstColumn, int endColumn) = PoolingGeometry.Inside(column, Size, geometry.SourceWidth);
            bool isWhole = firstRow == 0 && endRow == Size && firstColumn == 0 && endColumn == Size;
            for (nint start = 0; start < channels; start += block)
            {
                nint width = Math.Min(block, channels - start);
                ref float target = ref Unsafe.Add(ref planes, start * geometry.PassTiles + place * width);
                for (nint channel = start; channel < start + width; channel += Lanes.Count)
                {
                    CachePrefetch.FourByFour(ref Unsafe.Add(ref origin, next + channel), rowStride, stride);
                    if (!Vector512.IsHardwareAccelerated)
                        TransformThroughMemory<TRows>(ref Unsafe.Add(ref origin, channel), rowStride, stride, firstRow, endRow, firstColumn, endColumn, ref target, plane, ref patch[0]);
                    else if (isWhole)
                        TransformTile<TRows, WholeTile>(ref Unsafe.Add(ref origin, channel), rowStride, stride, default, ref target, plane);
                    else
                        TransformTile<TRows, PartialTile>(ref Unsafe.Add(ref origin, channel), rowStride, stride, new PartialTile(firstRow, endRow, firstColumn, endColumn), ref target, plane);
                    target = ref Unsafe.Add(ref target, Lanes.Count);
                }
            }
        }
    }

    /// <summary>
    /// Two passes over the tile, three rows of the result each: eighteen vectors stay in registers between columns and rows. Rows and columns outside of
    /// the source count as zero. Not inlined: the just-in-time compiler would then have spent what it allows a method, and call the pieces.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TransformTile<TRows, TBounds>(ref float source, nint rowStride, nint columnStride, TBounds bounds, ref float target, nint plane)
        where TRows : struct, IWinogradRows
        where TBounds : struct, IWinogradBounds
    {
        int firstRow = bounds.FirstRow, endRow = bounds.EndRow, firstColumn = bounds.FirstColumn, endColumn = bounds.EndColumn;
        if (TRows.HasUpper)
        {
            Upper(ref source, rowStride, firstRow, endRow, firstColumn == 0, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2);
            Upper(ref Unsafe.Add(ref source, columnStride), rowStride, firstRow, endRow, firstColumn <= 1 && endColumn > 1, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2);
            Upper(ref Unsafe.Add(ref source, 2 * columnStride), rowStride, firstRow, endRow, firstColumn <= 2 && endColumn > 2, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2);
            Upper(ref Unsafe.Add(ref source, 3 * columnStride), rowStride, firstRow, endRow, firstColumn <= 3 && endColumn > 3, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2);
            Upper(ref Unsafe.Add(ref source, 4 * columnStride), rowStride, firstRow, endRow, firstColumn <= 4 && endColumn > 4, out Vector512<float> e0, out Vector512<float> e1, out Vector512<float> e2);
            Upper(ref Unsafe.Add(ref source, 5 * columnStride), rowStride, firstRow, endRow, endColumn > 5, out Vector512<float> f0, out Vector512<float> f1, out Vector512<float> f2);
            StoreRow(a0, b0, c0, d0, e0, f0, ref target, plane);
            StoreRow(a1, b1, c1, d1, e1, f1, ref Unsafe.Add(ref target, 6 * plane), plane);
            StoreRow(a2, b2, c2, d2, e2, f2, ref Unsafe.Add(ref target, 12 * plane), plane);
            target = ref Unsafe.Add(ref target, 18 * plane);
        }

        if (TRows.HasLower)
        {
            Lower(ref source, rowStride, firstRow, endRow, firstColumn == 0, out Vector512<float> a3, out Vector512<float> a4, out Vector512<float> a5);
            Lower(ref Unsafe.Add(ref source, columnStride), rowStride, firstRow, endRow, firstColumn <= 1 && endColumn > 1, out Vector512<float> b3, out Vector512<float> b4, out Vector512<float> b5);
            Lower(ref Unsafe.Add(ref source, 2 * columnStride), rowStride, firstRow, endRow, firstColumn <= 2 && endColumn > 2, out Vector512<float> c3, out Vector512<float> c4, out Vector512<float> c5);
            Lower(ref Unsafe.Add(ref source, 3 * columnStride), rowStride, firstRow, endRow, firstColumn <= 3 && endColumn > 3, out Vector512<float> d3, out Vector512<float> d4, out Vector512<float> d5);
            Lower(ref Unsafe.Add(ref source, 4 * columnStride), rowStride, firstRow, endRow, firstColumn <= 4 && endColumn > 4, out Vector512<float> e3, out Vector512<float> e4, out Vector512<float> e5);
            Lower(ref Unsafe.Add(ref source, 5 * columnStride), rowStride, firstRow, endRow, endColumn > 5, out Vector512<float> f3, out Vector512<float> f4, out Vector512<float> f5);
            StoreRow(a3, b3, c3, d3, e3, f3, ref target, plane);
            StoreRow(a4, b4, c4, d4, e4, f4, ref Unsafe.Add(ref target, 6 * plane), plane);
            StoreRow(a5, b5, c5, d5, e5, f5, ref Unsafe.Add(ref target, 12 * plane), plane);
        }
    }

    /// <summary>The same for processors with too few registers: columns into memory, then rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformThroughMemory<TRows>(
        ref float source, nint rowStride, nint columnStride, int firstRow, int endRow, int firstColumn, int endColumn, ref float target, nint plane, ref float patch)
        where TRows : struct, IWinogradRows
    {
        for (nint column = 0; column < Size; column++)
        {
            bool isInside = column >= firstColumn && column < endColumn;
            ref float start = ref Unsafe.Add(ref source, column * columnStride);
            ref float place = ref Unsafe.Add(ref patch, column * Lanes.Count);
            if (TRows.HasUpper)
            {
                Upper(ref start, rowStride, firstRow, endRow, isInside, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2);
                t0.StoreUnsafe(ref place);
                t1.StoreUnsafe(ref place, Size * Lanes.Count);
                t2.StoreUnsafe(ref place, 2 * Size * Lanes.Count);
                place = ref Unsafe.Add(ref place, 3 * Size * Lanes.Count);
            }

            if (TRows.HasLower)
            {
                Lower(ref start, rowStride, firstRow, endRow, isInside, out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5);
                t3.StoreUnsafe(ref place);
                t4.StoreUnsafe(ref place, Size * Lanes.Count);
                t5.StoreUnsafe(ref place, 2 * Size * Lanes.Count);
            }
        }

        nint rows = TRows.HasUpper && TRows.HasLower ? Size : Size / 2;
        for (nint row = 0; row < rows; row++)
        {
            ref float values = ref Unsafe.Add(ref patch, row * Size * Lanes.Count);
            StoreRow(
                Vector512.LoadUnsafe(ref values), Vector512.LoadUnsafe(ref values, Lanes.Count), Vector512.LoadUnsafe(ref values, 2 * Lanes.Count),
                Vector512.LoadUnsafe(ref values, 3 * Lanes.Count), Vector512.LoadUnsafe(ref values, 4 * Lanes.Count), Vector512.LoadUnsafe(ref values, 5 * Lanes.Count),
                ref Unsafe.Add(ref target, row * Size * plane), plane);
        }
    }

    /// <summary>The first three values of a transformed column, from its first five.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Upper(
        ref float source, nint step, int firstRow, int endRow, bool isInside, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2)
    {
        if (!isInside)
        {
            t0 = t1 = t2 = Vector512<float>.Zero;
            return;
        }

        Vector512<float> v0 = WinogradColumn.At(ref source, step, 0, firstRow, endRow), v1 = WinogradColumn.At(ref source, step, 1, firstRow, endRow), v2 = WinogradColumn.At(ref source, step, 2, firstRow, endRow);
        Vector512<float> v3 = WinogradColumn.At(ref source, step, 3, firstRow, endRow), v4 = WinogradColumn.At(ref source, step, 4, firstRow, endRow);
        WinogradTransform.SourceUpper(v0, v1, v2, v3, v4, out t0, out t1, out t2);
    }

    /// <summary>The last three values of a transformed column, from its last five.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lower(
        ref float source, nint step, int firstRow, int endRow, bool isInside, out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5)
    {
        if (!isInside)
        {
            t3 = t4 = t5 = Vector512<float>.Zero;
            return;
        }

        Vector512<float> v1 = WinogradColumn.At(ref source, step, 1, firstRow, endRow), v2 = WinogradColumn.At(ref source, step, 2, firstRow, endRow), v3 = WinogradColumn.At(ref source, step, 3, firstRow, endRow);
        Vector512<float> v4 = WinogradColumn.At(ref source, step, 4, firstRow, endRow), v5 = WinogradColumn.At(ref source, step, 5, firstRow, endRow);
        WinogradTransform.SourceLower(v1, v2, v3, v4, v5, out t3, out t4, out t5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(
        Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3, Vector512<float> v4, Vector512<float> v5,
        ref float target, nint plane)
    {
        WinogradTransform.SourceUpper(v0, v1, v2, v3, v4, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2);
        t0.StoreUnsafe(ref target);
        t1.StoreUnsafe(ref Unsafe.Add(ref target, plane));
        t2.StoreUnsafe(ref Unsafe.Add(ref target, 2 * plane));
        WinogradTransform.SourceLower(v1, v2, v3, v4, v5, out t0, out t1, out t2);
        t0.StoreUnsafe(ref Unsafe.Add(ref target, 3 * plane));
        t1.StoreUnsafe(ref Unsafe.Add(ref target, 4 * plane));
        t2.StoreUnsafe(ref Unsafe.Add(ref target, 5 * plane));
    }
}
