using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The steps around the products of a weight gradient by Winograd's algorithm: with dM = A dy Aᵀ and the transformed
/// source V of every tile, dU = Σ V dM over all tiles, plane by plane, and dw = Gᵀ dU G.
/// </summary>
public static class WinogradGradient
{
    private const int Size = WinogradGeometry.TargetTile;
    private const int SourceSize = WinogradGeometry.SourceTile;
    private const int Taps = 3;

    /// <summary>Writes A dy Aᵀ of every tile; plane p gets the p-th of the 36 values, as [tile][channel].</summary>
    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="gradient">First float of dy of the first sample, or of the first of the channels wanted.</param>
    /// <param name="channels">Channels, a multiple of 16.</param>
    /// <param name="planes">Receives the planes.</param>
    /// <param name="bias">One float for each channel, to which dy is added up, or a null reference.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(in WinogradGeometry geometry, ref float gradient, int channels, ref float planes, ref float bias, int first, int count)
    {
        nint plane = geometry.Plane(channels), stride = geometry.TargetPixelStride, rowStride = stride * geometry.TargetWidth;
        Span<float> patch = stackalloc float[SourceSize * Size * Lanes.Count];
        WinogradTile tile = new(geometry, first);
        for (int index = 0; index < count; index++, tile.MoveNext())
        {
            ref float origin = ref Unsafe.Add(ref gradient, geometry.TargetOffset(tile.Sample, tile.Row, tile.Column));
            ref float target = ref Unsafe.Add(ref planes, (nint)index * channels);
            (nint rows, nint columns) = geometry.TargetExtent(tile.Row, tile.Column);
            for (nint channel = 0; channel < channels; channel += Lanes.Count)
            {
                Vector512<float> sum = !Vector512.IsHardwareAccelerated
                    ? TransformThroughMemory(ref Unsafe.Add(ref origin, channel), rowStride, stride, rows, columns, ref Unsafe.Add(ref target, channel), plane, ref patch[0])
                    : rows == Size && columns == Size
                    ? TransformWhole(ref Unsafe.Add(ref origin, channel), rowStride, stride, ref Unsafe.Add(ref target, channel), plane)
                    : TransformPartial(ref Unsafe.Add(ref origin, channel), rowStride, stride, rows, columns, ref Unsafe.Add(ref target, channel), plane);
                if (!Unsafe.IsNullRef(ref bias))
                    (Vector512.LoadUnsafe(ref bias, (nuint)channel) + sum).StoreUnsafe(ref bias, (nuint)channel);
            }
        }
    }

    /// <summary>Adds Gᵀ dU G to the weight gradient.</summary>
    /// <param name="sums">dU of the channels at hand: [input][36][output].</param>
    /// <param name="inputs">Inputs at hand, padding included.</param>
    /// <param name="outputs">Outputs at hand, a multiple of 16.</param>
    /// <param name="weights">Gradients of the packed weights, [output block][3][3][input][block].</param>
    /// <param name="block">Outputs packed side by side in them.</param>
    /// <param name="allInputs">Inputs of the layer.</param>
    /// <param name="firstInput">First input at hand.</param>
    /// <param name="firstOutput">First output at hand.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeights(ref float sums, int inputs, int outputs, ref float weights, int block, int allInputs, int firstInput, int firstOutput)
    {
        nint tap = (nint)allInputs * block;
        int count = Math.Min(inputs, allInputs - firstInput);
        Span<float> patch = stackalloc float[Taps * SourceSize * Lanes.Count];
        for (int part = 0; part < outputs; part += Lanes.Count)
        {
            int output = firstOutput + part;
            ref float source = ref Unsafe.Add(ref sums, part);
            ref float target = ref Unsafe.Add(ref weights, output / block * Taps * Taps * tap + (nint)firstInput * block + output % block);
            for (int input = 0; input < count; input++)
            {
                if (Vector512.IsHardwareAccelerated)
                    AddWeights(ref source, outputs, ref target, tap);
                else
                    AddWeightsThroughMemory(ref source, outputs, ref target, tap, ref patch[0]);
                source = ref Unsafe.Add(ref source, (nint)SourceSize * SourceSize * outputs);
                target = ref Unsafe.Add(ref target, block);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> TransformWhole(ref float gradient, nint rowStride, nint columnStride, ref float target, nint plane) =>
        TransformTile(ref gradient, rowStride, columnStride, Size, Size, ref target, plane);

    /// <summary>Rows and columns outside of the target count as zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> TransformPartial(ref float gradient, nint rowStride, nint columnStride, nint rows, nint columns, ref float target, nint plane) =>
        TransformTile(ref gradient, rowStride, columnStride, rows, columns, ref target, plane);

    /// <returns>The sum of the tile.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> TransformTile(ref float gradient, nint rowStride, nint columnStride, nint rows, nint columns, ref float target, nint plane)
    {
        Vector512<float> a0 = At(ref gradient, rowStride, 0, rows), a1 = At(ref gradient, rowStride, 1, rows);
        Vector512<float> a2 = At(ref gradient, rowStride, 2, rows), a3 = At(ref gradient, rowStride, 3, rows);
        gradient = ref Unsafe.Add(ref gradient, columnStride);
        nint inside = columns > 1 ? rows : 0;
        Vector512<float> b0 = At(ref gradient, rowStride, 0, inside), b1 = At(ref gradient, rowStride, 1, inside);
        Vector512<float> b2 = At(ref gradient, rowStride, 2, inside), b3 = At(ref gradient, rowStride, 3, inside);
        gradient = ref Unsafe.Add(ref gradient, columnStride);
        inside = columns > 2 ? rows : 0;
        Vector512<float> c0 = At(ref gradient, rowStride, 0, inside), c1 = At(ref gradient, rowStride, 1, inside);
        Vector512<float> c2 = At(ref gradient, rowStride, 2, inside), c3 = At(ref gradient, rowStride, 3, inside);
        gradient = ref Unsafe.Add(ref gradient, columnStride);
        inside = columns > 3 ? rows : 0;
        Vector512<float> d0 = At(ref gradient, rowStride, 0, inside), d1 = At(ref gradient, rowStride, 1, inside);
        Vector512<float> d2 = At(ref gradient, rowStride, 2, inside), d3 = At(ref gradient, rowStride, 3, inside);
        Vector512<float> sum = SumOf(a0, a1, a2, a3) + SumOf(b0, b1, b2, b3) + SumOf(c0, c1, c2, c3) + SumOf(d0, d1, d2, d3);

        WinogradTransform.TargetGradientUpper(a0, a1, a2, a3, out Vector512<float> s0, out Vector512<float> s1, out Vector512<float> s2);
        WinogradTransform.TargetGradientUpper(b0, b1, b2, b3, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2);
        WinogradTransform.TargetGradientUpper(c0, c1, c2, c3, out Vector512<float> u0, out Vector512<float> u1, out Vector512<float> u2);
        WinogradTransform.TargetGradientUpper(d0, d1, d2, d3, out Vector512<float> v0, out Vector512<float> v1, out Vector512<float> v2);
        StoreRow(s0, t0, u0, v0, ref target, plane);
        StoreRow(s1, t1, u1, v1, ref Unsafe.Add(ref target, SourceSize * plane), plane);
        StoreRow(s2, t2, u2, v2, ref Unsafe.Add(ref target, 2 * SourceSize * plane), plane);
        WinogradTransform.TargetGradientLower(a0, a1, a2, a3, out s0, out s1, out s2);
        WinogradTransform.TargetGradientLower(b0, b1, b2, b3, out t0, out t1, out t2);
        WinogradTransform.TargetGradientLower(c0, c1, c2, c3, out u0, out u1, out u2);
        WinogradTransform.TargetGradientLower(d0, d1, d2, d3, out v0, out v1, out v2);
        StoreRow(s0, t0, u0, v0, ref Unsafe.Add(ref target, 3 * SourceSize * plane), plane);
        StoreRow(s1, t1, u1, v1, ref Unsafe.Add(ref target, 4 * SourceSize * plane), plane);
        StoreRow(s2, t2, u2, v2, ref Unsafe.Add(ref target, 5 * SourceSize * plane), plane);
        return sum;
    }

    /// <summary>The same for processors with too few registers: columns into memory, then rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> TransformThroughMemory(
        ref float gradient, nint rowStride, nint columnStride, nint rows, nint columns, ref float target, nint plane, ref float patch)
    {
        Vector512<float> sum = Vector512<float>.Zero;
        for (nint column = 0; column < Size; column++)
        {
            nint inside = column < columns ? rows : 0;
            Vector512<float> y0 = At(ref gradient, rowStride, 0, inside), y1 = At(ref gradient, rowStride, 1, inside);
            Vector512<float> y2 = At(ref gradient, rowStride, 2, inside), y3 = At(ref gradient, rowStride, 3, inside);
            sum += SumOf(y0, y1, y2, y3);
            ref float place = ref Unsafe.Add(ref patch, column * Lanes.Count);
            WinogradTransform.TargetGradientUpper(y0, y1, y2, y3, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2);
            t0.StoreUnsafe(ref place);
            t1.StoreUnsafe(ref place, Size * Lanes.Count);
            t2.StoreUnsafe(ref place, 2 * Size * Lanes.Count);
            WinogradTransform.TargetGradientLower(y0, y1, y2, y3, out t0, out t1, out t2);
            t0.StoreUnsafe(ref place, 3 * Size * Lanes.Count);
            t1.StoreUnsafe(ref place, 4 * Size * Lanes.Count);
            t2.StoreUnsafe(ref place, 5 * Size * Lanes.Count);
            gradient = ref Unsafe.Add(ref gradient, columnStride);
        }

        for (nint row = 0; row < SourceSize; row++)
        {
            ref float values = ref Unsafe.Add(ref patch, row * Size * Lanes.Count);
            StoreRow(
                Vector512.LoadUnsafe(ref values), Vector512.LoadUnsafe(ref values, Lanes.Count),
                Vector512.LoadUnsafe(ref values, 2 * Lanes.Count), Vector512.LoadUnsafe(ref values, 3 * Lanes.Count),
                ref Unsafe.Add(ref target, row * SourceSize * plane), plane);
        }

        return sum;
    }

    /// <summary>The sum of a column; columns are added from left to right, whatever the registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumOf(Vector512<float> y0, Vector512<float> y1, Vector512<float> y2, Vector512<float> y3) => y0 + y1 + (y2 + y3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(Vector512<float> y0, Vector512<float> y1, Vector512<float> y2, Vector512<float> y3, ref float target, nint plane)
    {
        WinogradTransform.TargetGradientUpper(y0, y1, y2, y3, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2);
        t0.StoreUnsafe(ref target);
        t1.StoreUnsafe(ref Unsafe.Add(ref target, plane));
        t2.StoreUnsafe(ref Unsafe.Add(ref target, 2 * plane));
        WinogradTransform.TargetGradientLower(y0, y1, y2, y3, out t0, out t1, out t2);
        t0.StoreUnsafe(ref Unsafe.Add(ref target, 3 * plane));
        t1.StoreUnsafe(ref Unsafe.Add(ref target, 4 * plane));
        t2.StoreUnsafe(ref Unsafe.Add(ref target, 5 * plane));
    }

    /// <summary>Sixteen outputs of one input: columns first, whose results stay in registers, then rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeights(ref float sums, nint plane, ref float target, nint tap)
    {
        TransformColumn(ref sums, plane, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2);
        TransformColumn(ref Unsafe.Add(ref sums, plane), plane, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2);
        TransformColumn(ref Unsafe.Add(ref sums, 2 * plane), plane, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2);
        TransformColumn(ref Unsafe.Add(ref sums, 3 * plane), plane, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2);
        TransformColumn(ref Unsafe.Add(ref sums, 4 * plane), plane, out Vector512<float> e0, out Vector512<float> e1, out Vector512<float> e2);
        TransformColumn(ref Unsafe.Add(ref sums, 5 * plane), plane, out Vector512<float> f0, out Vector512<float> f1, out Vector512<float> f2);
        AddRow(a0, b0, c0, d0, e0, f0, ref target, tap);
        AddRow(a1, b1, c1, d1, e1, f1, ref Unsafe.Add(ref target, 3 * tap), tap);
        AddRow(a2, b2, c2, d2, e2, f2, ref Unsafe.Add(ref target, 6 * tap), tap);
    }

    /// <summary>The same for processors with too few registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeightsThroughMemory(ref float sums, nint plane, ref float target, nint tap, ref float patch)
    {
        for (nint column = 0; column < SourceSize; column++)
        {
            TransformColumn(ref Unsafe.Add(ref sums, column * plane), plane, out Vector512<float> g0, out Vector512<float> g1, out Vector512<float> g2);
            ref float place = ref Unsafe.Add(ref patch, column * Lanes.Count);
            g0.StoreUnsafe(ref place);
            g1.StoreUnsafe(ref place, SourceSize * Lanes.Count);
            g2.StoreUnsafe(ref place, 2 * SourceSize * Lanes.Count);
        }

        for (nint row = 0; row < Taps; row++)
        {
            ref float values = ref Unsafe.Add(ref patch, row * SourceSize * Lanes.Count);
            AddRow(
                Vector512.LoadUnsafe(ref values), Vector512.LoadUnsafe(ref values, Lanes.Count), Vector512.LoadUnsafe(ref values, 2 * Lanes.Count),
                Vector512.LoadUnsafe(ref values, 3 * Lanes.Count), Vector512.LoadUnsafe(ref values, 4 * Lanes.Count), Vector512.LoadUnsafe(ref values, 5 * Lanes.Count),
                ref Unsafe.Add(ref target, row * Taps * tap), tap);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformColumn(ref float sums, nint plane, out Vector512<float> g0, out Vector512<float> g1, out Vector512<float> g2) =>
        WinogradTransform.WeightGradient(
            Vector512.LoadUnsafe(ref sums), Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, SourceSize * plane)),
            Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 2 * SourceSize * plane)), Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 3 * SourceSize * plane)),
            Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 4 * SourceSize * plane)), Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 5 * SourceSize * plane)),
            out g0, out g1, out g2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(
        Vector512<float> u0, Vector512<float> u1, Vector512<float> u2, Vector512<float> u3, Vector512<float> u4, Vector512<float> u5, ref float target, nint tap)
    {
        WinogradTransform.WeightGradient(u0, u1, u2, u3, u4, u5, out Vector512<float> g0, out Vector512<float> g1, out Vector512<float> g2);
        Add(g0, ref target);
        Add(g1, ref Unsafe.Add(ref target, tap));
        Add(g2, ref Unsafe.Add(ref target, 2 * tap));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector512<float> value, ref float target) => (Vector512.LoadUnsafe(ref target) + value).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> At(ref float column, nint step, nint row, nint rows) =>
        row < rows ? Vector512.LoadUnsafe(ref Unsafe.Add(ref column, row * step)) : Vector512<float>.Zero;
}
