using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The last step of a Winograd convolution with stride 2: planes of products, as [tile][channel], to target tiles of 4×4 pixels.</summary>
internal static class StridedWinogradTarget
{
    private const int Size = WinogradGeometry.TargetTile;
    private const int Points = StridedWinogradPhase.Points;

    /// <summary>Floats for the columns of a tile.</summary>
    private const int PatchFloats = Size * Points * Lanes.Count;

    /// <summary>Stores activation(Aᵀ m A + bias + addend) of some channels of every tile; the addend lies as the target does.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="planes">The planes of products.</param>
    /// <param name="bias">One float for each channel, or a null reference for none.</param>
    /// <param name="addend">The addend of the first sample.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">First float of the first sample.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles.</param>
    /// <param name="firstChannel">First channel.</param>
    /// <param name="endChannel">Channel before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store<TAddend>(in WinogradGeometry geometry, ref float planes, ref float bias, ref float addend, float slope, ref float target, int first, int count, int firstChannel, int endChannel)
        where TAddend : struct, ITileAddend
    {
        nint plane = geometry.Plane(geometry.TargetStride), stride = geometry.TargetPixelStride, rowStride = stride * geometry.TargetWidth;
        Span<float> patch = stackalloc float[PatchFloats];
        Span<WinogradPlace> tiles = stackalloc WinogradPlace[count];
        WinogradOrder.List(geometry, first, tiles);
        foreach (ref readonly WinogradPlace tile in tiles)
        {
            nint offset = geometry.TargetOffset(tile.Sample, tile.Row, tile.Column);
            (nint rows, nint columns) = (tile.Rows, tile.Columns);
            for (nint channel = firstChannel; channel < endChannel; channel += Lanes.Count)
            {
                Vector512<float> shift = Unsafe.IsNullRef(ref bias) ? Vector512<float>.Zero : Vector512.LoadUnsafe(ref bias, (nuint)channel);
                ActivatedPixels<TAddend> pixels = new(ref Unsafe.Add(ref target, offset + channel), ref Unsafe.Add(ref addend, offset + channel), shift, slope);
                TransformTile(
                    ref Unsafe.Add(ref planes, (nint)tile.Place * geometry.TargetStride + channel), plane, new StridedWinogradPhase(0), pixels, rowStride, stride, 0, rows, 0, columns, ref patch[0]);
            }
        }
    }

    /// <summary>
    /// Stores one phase of the gradient by the source, Aᵀ m A + addend for some channels of every tile, times the derivative of the
    /// activation whose outputs are <paramref name="values"/>; values and addend lie as the target does.
    /// </summary>
    /// <param name="geometry">The input gradient.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="planes">The planes of products.</param>
    /// <param name="values">Outputs of the activation, or a null reference for no derivative.</param>
    /// <param name="addend">The addend of the first sample.</param>
    /// <param name="slope">Slope for negative values: 0 is ReLU.</param>
    /// <param name="target">First float of the first sample.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles.</param>
    /// <param name="firstChannel">First channel.</param>
    /// <param name="endChannel">Channel before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StorePhase<TAddend>(in WinogradGeometry geometry, StridedWinogradPhase phase, ref float planes, ref float values, ref float addend, float slope, ref float target, int first, int count, int firstChannel, int endChannel)
        where TAddend : struct, ITileAddend
    {
        nint plane = geometry.Plane(geometry.TargetStride), stride = 2 * geometry.TargetPixelStride, rowStride = stride * geometry.TargetWidth;
        bool hasDerivative = !Unsafe.IsNullRef(ref values);
        Span<float> patch = stackalloc float[PatchFloats];
        Span<WinogradPlace> tiles = stackalloc WinogradPlace[count];
        WinogradOrder.List(geometry, first, tiles);
        foreach (ref readonly WinogradPlace tile in tiles)
        {
            // The middle tap's pixel comes in front of that of the outer ones.
            int row = 2 * tile.Row - geometry.PadTop + 1 - phase.Row, column = 2 * tile.Column - geometry.PadLeft + 1 - phase.Column;
            (int firstRow, int endRow) = StridedWinogradPhase.Inside(row, 2, Size, geometry.TargetHeight);
            (int firstColumn, int endColumn) = StridedWinogradPhase.Inside(column, 2, Size, geometry.TargetWidth);
            nint offset = geometry.TargetOffset(tile.Sample, row, column);
            for (nint channel = firstChannel; channel < endChannel; channel += Lanes.Count)
            {
                ref float products = ref Unsafe.Add(ref planes, (nint)tile.Place * geometry.TargetStride + channel);
                nint place = offset + channel;
                if (hasDerivative)
                {
                    GradientPixels<TAddend> pixels = new(ref Unsafe.Add(ref target, place), ref Unsafe.Add(ref values, place), ref Unsafe.Add(ref addend, place), slope);
                    TransformTile(ref products, plane, phase, pixels, rowStride, stride, firstRow, endRow, firstColumn, endColumn, ref patch[0]);
                }
                else
                {
                    ActivatedPixels<TAddend> pixels = new(ref Unsafe.Add(ref target, place), ref Unsafe.Add(ref addend, place), Vector512<float>.Zero, slope: 1f);
                    TransformTile(ref products, plane, phase, pixels, rowStride, stride, firstRow, endRow, firstColumn, endColumn, ref patch[0]);
                }
            }
        }
    }

    /// <summary>Columns into memory, then rows, straight to where they belong. A middle tap has no product at ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformTile<TPixels>(
        ref float source, nint plane, StridedWinogradPhase phase, TPixels pixels, nint rowStride, nint columnStride,
        nint firstRow, nint endRow, nint firstColumn, nint endColumn, ref float patch)
        where TPixels : struct, IWinogradPixels, allows ref struct
    {
        nint columns = phase.Columns, step = columns * plane;
        for (nint column = 0; column < columns; column++)
        {
            StridedWinogradTransform.Target(
                Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref Unsafe.Add(ref source, step)), Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 2 * step)),
                Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 3 * step)),
                phase.Row == 0 ? Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 4 * step)) : Vector512<float>.Zero,
                out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3);
            ref float place = ref Unsafe.Add(ref patch, column * Lanes.Count);
            y0.StoreUnsafe(ref place);
            y1.StoreUnsafe(ref place, Points * Lanes.Count);
            y2.StoreUnsafe(ref place, 2 * Points * Lanes.Count);
            y3.StoreUnsafe(ref place, 3 * Points * Lanes.Count);
            source = ref Unsafe.Add(ref source, plane);
        }

        for (nint row = firstRow; row < endRow; row++)
        {
            ref float values = ref Unsafe.Add(ref patch, row * Points * Lanes.Count);
            StridedWinogradTransform.Target(
                Vector512.LoadUnsafe(ref values), Vector512.LoadUnsafe(ref values, Lanes.Count), Vector512.LoadUnsafe(ref values, 2 * Lanes.Count),
                Vector512.LoadUnsafe(ref values, 3 * Lanes.Count),
                phase.Column == 0 ? Vector512.LoadUnsafe(ref values, 4 * Lanes.Count) : Vector512<float>.Zero,
                out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3);
            nint offset = row * rowStride;
            if (firstColumn == 0 && endColumn > 0)
                pixels.Store(y0, offset);
            if (endColumn > 1)
                pixels.Store(y1, offset + columnStride);
            if (endColumn > 2)
                pixels.Store(y2, offset + 2 * columnStride);
            if (endColumn > 3)
                pixels.Store(y3, offset + 3 * columnStride);
        }
    }
}
