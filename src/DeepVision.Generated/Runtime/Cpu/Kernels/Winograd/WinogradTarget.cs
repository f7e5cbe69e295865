using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The last step of a Winograd convolution: 36 planes of products to target tiles, and what is fused behind it.</summary>
public static class WinogradTarget
{
    private const int Size = WinogradGeometry.TargetTile;

    /// <summary>Floats for the columns of a tile.</summary>
    private const int PatchFloats = Size * WinogradGeometry.SourceTile * Lanes.Count;

    /// <summary>Stores activation(Aᵀ m A + bias) of every tile.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="planes">The planes of products, each [tile][channel].</param>
    /// <param name="bias">One float for each channel, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">First float of the first sample.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(in WinogradGeometry geometry, ref float planes, ref float bias, float slope, ref float target, int first, int count) =>
        Store<TileWithoutAddend>(geometry, ref planes, ref bias, ref target, slope, ref target, first, count, 0, geometry.TargetStride);

    /// <summary>Stores activation(Aᵀ m A + bias + addend) of some channels of every tile; the addend lies as the target does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Store<TAddend>(in WinogradGeometry geometry, ref float planes, ref float bias, ref float addend, float slope, ref float target, int first, int count, int firstChannel, int endChannel)
        where TAddend : struct, ITileAddend
    {
        nint plane = geometry.Plane(geometry.TargetStride), stride = geometry.TargetPixelStride, rowStride = stride * geometry.TargetWidth;
        Span<float> patch = stackalloc float[PatchFloats];
        Span<WinogradPlace> tiles = stackalloc WinogradPlace[count];
        WinogradOrder.List(geometry, first, tiles);
        for (int index = 0; index < count; index++)
        {
            ref readonly WinogradPlace tile = ref tiles[index], ahead = ref tiles[Math.Min(index + WinogradTile.PrefetchDistance, count - 1)];
            if (TAddend.IsPresent && index + WinogradTile.PrefetchDistance < count)
                CachePrefetch.Tile(ref Unsafe.Add(ref addend, geometry.TargetOffset(ahead.Sample, ahead.Row, ahead.Column) + firstChannel), rowStride, stride, Size, Size, endChannel - firstChannel);
            nint offset = geometry.TargetOffset(tile.Sample, tile.Row, tile.Column);
            (nint place, nint rows, nint columns) = (tile.Place, tile.Rows, tile.Columns);
            for (nint channel = firstChannel; channel < endChannel; channel += Lanes.Count)
            {
                Vector512<float> shift = Bias(ref bias, channel);
                ref float products = ref Unsafe.Add(ref planes, place * geometry.TargetStride + channel);
                ActivatedPixels<TAddend> pixels = new(ref Unsafe.Add(ref target, offset + channel), ref Unsafe.Add(ref addend, offset + channel), shift, slope);
                if (!Vector512.IsHardwareAccelerated)
                    TransformThroughMemory(ref products, plane, pixels, rowStride, stride, rows, columns, ref patch[0]);
                else if (rows == Size && columns == Size)
                    TransformTile(ref products, plane, pixels, rowStride, stride, Size, Size);
                else
                    TransformTile(ref products, plane, pixels, rowStride, stride, rows, columns);
            }
        }
    }

    /// <summary>Stores Aᵀ m A of every tile, times the derivative of the activation whose outputs are <paramref name="values"/>.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="planes">The planes of products, each [tile][channel].</param>
    /// <param name="values">Outputs of the activation, laid out as the target.</param>
    /// <param name="slope">Slope for negative values: 0 is ReLU.</param>
    /// <param name="target">First float of the first sample.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreGradient(in WinogradGeometry geometry, ref float planes, ref float values, float slope, ref float target, int first, int count) =>
        StoreGradient<TileWithoutAddend>(geometry, ref planes, ref values, ref target, slope, ref target, first, count);

    /// <summary>Stores Aᵀ m A + addend of every tile, times the derivative; the addend lies as the target does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void StoreGradient<TAddend>(in WinogradGeometry geometry, ref float planes, ref float values, ref float addend, float slope, ref float target, int first, int count)
        where TAddend : struct, ITileAddend
    {
        nint plane = geometry.Plane(geometry.TargetStride), stride = geometry.TargetPixelStride, rowStride = stride * geometry.TargetWidth;
        Span<float> patch = stackalloc float[PatchFloats];
        Span<WinogradPlace> tiles = stackalloc WinogradPlace[count];
        WinogradOrder.List(geometry, first, tiles);
        for (int index = 0; index < count; index++)
        {
            ref readonly WinogradPlace tile = ref tiles[index], ahead = ref tiles[Math.Min(index + WinogradTile.PrefetchDistance, count - 1)];
            if (index + WinogradTile.PrefetchDistance < count)
            {
                nint next = geometry.TargetOffset(ahead.Sample, ahead.Row, ahead.Column);
                CachePrefetch.Tile(ref Unsafe.Add(ref values, next), rowStride, stride, Size, Size, geometry.TargetStride);
                if (TAddend.IsPresent)
                    CachePrefetch.Tile(ref Unsafe.Add(ref addend, next), rowStride, stride, Size, Size, geometry.TargetStride);
            }

            nint offset = geometry.TargetOffset(tile.Sample, tile.Row, tile.Column);
            (nint place, nint rows, nint columns) = (tile.Place, tile.Rows, tile.Columns);
            for (nint channel = 0; channel < geometry.TargetStride; channel += Lanes.Count)
            {
                ref float products = ref Unsafe.Add(ref planes, place * geometry.TargetStride + channel);
                GradientPixels<TAddend> pixels = new(
                    ref Unsafe.Add(ref target, offset + channel), ref Unsafe.Add(ref values, offset + channel), ref Unsafe.Add(ref addend, offset + channel), slope);
                if (!Vector512.IsHardwareAccelerated)
                    TransformThroughMemory(ref products, plane, pixels, rowStride, stride, rows, columns, ref patch[0]);
                else if (rows == Size && columns == Size)
                    TransformTile(ref products, plane, pixels, rowStride, stride, Size, Size);
                else
                    TransformTile(ref products, plane, pixels, rowStride, stride, rows, columns);
            }
        }
    }

    /// <summary>
    /// Stores the activation of the maximum of every 2×2 window of Aᵀ m A + bias, and which of its four pixels won, row by
    /// row; 255 where ReLU lets nothing through. Rows and columns without a whole window are dropped.
    /// </summary>
    /// <param name="geometry">The convolution; its target is what is pooled.</param>
    /// <param name="planes">The planes of products, each [tile][channel].</param>
    /// <param name="bias">One float for each channel, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">First float of the first pooled sample.</param>
    /// <param name="winners">First byte of the first sample's winners, or a null reference.</param>
    /// <param name="scratch">16 · 16 floats for the tile at hand.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StorePooled(in WinogradGeometry geometry, ref float planes, ref float bias, float slope, ref float target, ref byte winners, ref float scratch, int first, int count) =>
        StorePooled(geometry, ref planes, ref bias, slope, ref target, ref winners, ref scratch, first, count, 0, geometry.TargetStride);

    /// <summary>Stores some channels of every tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void StorePooled(in WinogradGeometry geometry, ref float planes, ref float bias, float slope, ref float target, ref byte winners, ref float scratch, int first, int count, int firstChannel, int endChannel)
    {
        nint plane = geometry.Plane(geometry.TargetStride), stride = geometry.TargetPixelStride;
        nint height = geometry.TargetHeight / 2, width = geometry.TargetWidth / 2;
        Span<float> patch = stackalloc float[PatchFloats];
        Span<WinogradPlace> tiles = stackalloc WinogradPlace[count];
        WinogradOrder.List(geometry, first, tiles);
        foreach (ref readonly WinogradPlace tile in tiles)
        {
            nint place = tile.Place, offset = ((tile.Sample * height + tile.Row / 2) * width + tile.Column / 2) * stride;
            nint rows = Math.Min(Size / 2, height - tile.Row / 2), columns = Math.Min(Size / 2, width - tile.Column / 2);
            for (nint channel = firstChannel; channel < endChannel; channel += Lanes.Count)
            {
                Vector512<float> shift = Bias(ref bias, channel);
                ref float products = ref Unsafe.Add(ref planes, place * geometry.TargetStride + channel);
                PlainPixels pixels = new(ref scratch);
                if (Vector512.IsHardwareAccelerated)
                    TransformTile(ref products, plane, pixels, Size * Lanes.Count, Lanes.Count, Size, Size);
                else
                    TransformThroughMemory(ref products, plane, pixels, Size * Lanes.Count, Lanes.Count, Size, Size, ref patch[0]);
                for (nint row = 0; row < rows; row++)
                {
                    for (nint column = 0; column < columns; column++)
                    {
                        nint window = offset + (row * width + column) * stride + channel;
                        StoreWindow(ref Unsafe.Add(ref scratch, (2 * row * Size + 2 * column) * Lanes.Count), shift, slope, ref Unsafe.Add(ref target, window), ref winners, window);
                    }
                }
            }
        }
    }

    // Adding the bias first makes equal sums equal, as in the direct convolution.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreWindow(ref float tile, Vector512<float> shift, float slope, ref float target, ref byte winners, nint place)
    {
        Vector512<float> a0 = At(ref tile, 0, 0) + shift, a1 = At(ref tile, 0, 1) + shift;
        Vector512<float> a2 = At(ref tile, 1, 0) + shift, a3 = At(ref tile, 1, 1) + shift;
        Vector512<float> best = Vector512.MaxNative(Vector512.MaxNative(a0, a1), Vector512.MaxNative(a2, a3));
        best = VectorMaximum.KeepNaN(VectorMaximum.KeepNaN(best, a0, a1), a2, a3);
        Lanes.Activate(best, slope).StoreUnsafe(ref target);
        if (Unsafe.IsNullRef(ref winners))
            return;

        Vector512<int> winner = Vector512.ConditionalSelect(Vector512.Equals(best, a2).AsInt32(), Vector512.Create(2), Vector512.Create(3));
        winner = Vector512.ConditionalSelect(Vector512.Equals(best, a1).AsInt32(), Vector512.Create(1), winner);
        winner = Vector512.ConditionalSelect(Vector512.Equals(best, a0).AsInt32(), Vector512<int>.Zero, winner);
        if (slope == 0f)
            winner = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(best, Vector512<float>.Zero).AsInt32(), Vector512.Create(255), winner);
        Lanes.StoreBytes(winner, ref Unsafe.Add(ref winners, place));
    }

    /// <summary>Columns first, whose results stay in registers, then rows, straight to where they belong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformTile<TPixels>(ref float source, nint plane, TPixels pixels, nint rowStride, nint columnStride, nint rows, nint columns)
        where TPixels : struct, IWinogradPixels, allows ref struct
    {
        TransformColumn(ref source, plane, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3);
        TransformColumn(ref Unsafe.Add(ref source, plane), plane, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3);
        TransformColumn(ref Unsafe.Add(ref source, 2 * plane), plane, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3);
        TransformColumn(ref Unsafe.Add(ref source, 3 * plane), plane, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2, out Vector512<float> d3);
        TransformColumn(ref Unsafe.Add(ref source, 4 * plane), plane, out Vector512<float> e0, out Vector512<float> e1, out Vector512<float> e2, out Vector512<float> e3);
        TransformColumn(ref Unsafe.Add(ref source, 5 * plane), plane, out Vector512<float> f0, out Vector512<float> f1, out Vector512<float> f2, out Vector512<float> f3);
        StoreRow(a0, b0, c0, d0, e0, f0, pixels, 0, columnStride, columns);
        if (rows > 1)
            StoreRow(a1, b1, c1, d1, e1, f1, pixels, rowStride, columnStride, columns);
        if (rows > 2)
            StoreRow(a2, b2, c2, d2, e2, f2, pixels, 2 * rowStride, columnStride, columns);
        if (rows > 3)
            StoreRow(a3, b3, c3, d3, e3, f3, pixels, 3 * rowStride, columnStride, columns);
    }

    /// <summary>The same for processors with too few registers: columns into memory, then rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformThroughMemory<TPixels>(
        ref float source, nint plane, TPixels pixels, nint rowStride, nint columnStride, nint rows, nint columns, ref float patch)
        where TPixels : struct, IWinogradPixels, allows ref struct
    {
        const nint SourceSize = WinogradGeometry.SourceTile;
        for (nint column = 0; column < SourceSize; column++)
        {
            TransformColumn(ref Unsafe.Add(ref source, column * plane), plane, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3);
            ref float place = ref Unsafe.Add(ref patch, column * Lanes.Count);
            y0.StoreUnsafe(ref place);
            y1.StoreUnsafe(ref Unsafe.Add(ref place, SourceSize * Lanes.Count));
            y2.StoreUnsafe(ref Unsafe.Add(ref place, 2 * SourceSize * Lanes.Count));
            y3.StoreUnsafe(ref Unsafe.Add(ref place, 3 * SourceSize * Lanes.Count));
        }

        for (nint row = 0; row < rows; row++)
        {
            ref float values = ref Unsafe.Add(ref patch, row * SourceSize * Lanes.Count);
            StoreRow(
                Vector512.LoadUnsafe(ref values), Vector512.LoadUnsafe(ref values, Lanes.Count), Vector512.LoadUnsafe(ref values, 2 * Lanes.Count),
                Vector512.LoadUnsafe(ref values, 3 * Lanes.Count), Vector512.LoadUnsafe(ref values, 4 * Lanes.Count), Vector512.LoadUnsafe(ref values, 5 * Lanes.Count),
                pixels, row * rowStride, columnStride, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TPixels>(
        Vector512<float> m0, Vector512<float> m1, Vector512<float> m2, Vector512<float> m3, Vector512<float> m4, Vector512<float> m5,
        TPixels pixels, nint offset, nint columnStride, nint columns)
        where TPixels : struct, IWinogradPixels, allows ref struct
    {
        WinogradTransform.Target(m0, m1, m2, m3, m4, m5, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3);
        pixels.Store(y0, offset);
        if (columns > 1)
            pixels.Store(y1, offset + columnStride);
        if (columns > 2)
            pixels.Store(y2, offset + 2 * columnStride);
        if (columns > 3)
            pixels.Store(y3, offset + 3 * columnStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformColumn(
        ref float source, nint plane, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3)
    {
        const nint SourceSize = WinogradGeometry.SourceTile;
        WinogradTransform.Target(
            Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref Unsafe.Add(ref source, SourceSize * plane)),
            Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 2 * SourceSize * plane)), Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 3 * SourceSize * plane)),
            Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 4 * SourceSize * plane)), Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 5 * SourceSize * plane)),
            out y0, out y1, out y2, out y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> At(ref float tile, nint row, nint column) =>
        Vector512.LoadUnsafe(ref Unsafe.Add(ref tile, (row * Size + column) * Lanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Bias(ref float bias, nint channel) =>
        Unsafe.IsNullRef(ref bias) ? Vector512<float>.Zero : Vector512.LoadUnsafe(ref bias, (nuint)channel);
}
