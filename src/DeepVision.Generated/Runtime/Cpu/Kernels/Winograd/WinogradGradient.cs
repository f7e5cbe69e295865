using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The steps around the products of a weight gradient by Winograd's algorithm: with dM = A dy Aᵀ and the transformed
/// source V of every tile, dU = Σ V dM over all tiles, plane by plane, and dw = Gᵀ dU G. Each takes all
/// rows of planes or the upper or lower three.
/// </summary>
internal static class WinogradGradient
{
    private const int Size = WinogradGeometry.TargetTile;
    private const int SourceSize = WinogradGeometry.SourceTile;
    private const int Taps = 3;

    /// <summary>Rows of half of the planes.</summary>
    private const int HalfRows = SourceSize / 2;

    /// <summary>Writes A dy Aᵀ, or half of it, of every tile; each plane is [block of channels][tile][channel].</summary>
    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="gradient">First float of dy of the first sample, or of the first of the channels wanted.</param>
    /// <param name="channels">Channels, a multiple of the block.</param>
    /// <param name="block">Channels side by side in a plane, a multiple of 16.</param>
    /// <param name="planes">Receives the planes.</param>
    /// <param name="bias">One float for each channel, to which dy is added up, with the upper rows, or a null reference.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    /// <typeparam name="TRows">The rows of planes.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform<TRows>(in WinogradGeometry geometry, ref float gradient, int channels, int block, ref float planes, ref float bias, int first, int count)
        where TRows : struct, IWinogradRows
    {
        nint plane = geometry.Plane(channels), stride = geometry.TargetPixelStride, rowStride = stride * geometry.TargetWidth;
        bool hasBias = TRows.HasUpper && !Unsafe.IsNullRef(ref bias);
        Span<float> patch = stackalloc float[SourceSize * Size * Lanes.Count];
        Span<WinogradPlace> tiles = stackalloc WinogradPlace[count];
        WinogradOrder.List(geometry, first, tiles);
        for (int index = 0; index < count; index++)
        {
            ref readonly WinogradPlace tile = ref tiles[index], ahead = ref tiles[Math.Min(index + WinogradTile.PrefetchDistance, count - 1)];
            nint offset = geometry.TargetOffset(tile.Sample, tile.Row, tile.Column);
            ref float origin = ref Unsafe.Add(ref gradient, offset);
            nint next = index + WinogradTile.PrefetchDistance < count ? geometry.TargetOffset(ahead.Sample, ahead.Row, ahead.Column) - offset : 0;
            (nint place, nint rows, nint columns) = (tile.Place, tile.Rows, tile.Columns);
            for (nint start = 0; start < channels; start += block)
            {
                ref float target = ref Unsafe.Add(ref planes, start * geometry.PassTiles + place * block);
                for (nint channel = start; channel < start + block; channel += Lanes.Count)
                {
                    CachePrefetch.FourByFour(ref Unsafe.Add(ref origin, next + channel), rowStride, stride);
                    Vector512<float> sum = !Vector512.IsHardwareAccelerated
                        ? TransformThroughMemory<TRows>(ref Unsafe.Add(ref origin, channel), rowStride, stride, rows, columns, ref target, plane, ref patch[0])
                        : rows == Size && columns == Size
                        ? TransformWhole<TRows>(ref Unsafe.Add(ref origin, channel), rowStride, stride, ref target, plane)
                        : TransformPartial<TRows>(ref Unsafe.Add(ref origin, channel), rowStride, stride, rows, columns, ref target, plane);
                    if (hasBias)
                        (Vector512.LoadUnsafe(ref bias, (nuint)channel) + sum).StoreUnsafe(ref bias, (nuint)channel);
                    target = ref Unsafe.Add(ref target, Lanes.Count);
                }
            }
        }
    }

    /// <summary>Adds Gᵀ dU G, or half of it, to the weight gradient, or to zero.</summary>
    /// <param name="sums">dU of the channels at hand: planes of [output block][input][output].</param>
    /// <param name="sumBlock">Outputs side by side in them.</param>
    /// <param name="unit">The channels.</param>
    /// <param name="weights">Gradients of the packed weights, [output block][3][3][input][block].</param>
    /// <param name="block">Outputs packed side by side in them.</param>
    /// <param name="inputs">Inputs of the layer.</param>
    /// <typeparam name="TRows">The rows of planes.</typeparam>
    /// <typeparam name="TAddend">Whether it is added to what is there.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeights<TRows, TAddend>(ref float sums, int sumBlock, in WinogradUnit unit, ref float weights, int block, int inputs)
        where TRows : struct, IWinogradRows
        where TAddend : struct, ITileAddend
    {
        nint tap = (nint)inputs * block, plane = WinogradProducts.SumPlane(unit.Inputs, unit.Outputs);
        int count = Math.Min(unit.Inputs, inputs - unit.FirstInput);
        Span<float> patch = stackalloc float[Taps * SourceSize * Lanes.Count];
        for (int part = 0; part < unit.Outputs; part += Lanes.Count)
        {
            ref float source = ref Unsafe.Add(ref sums, (nint)(part / sumBlock * sumBlock) * unit.Inputs + part % sumBlock);
            ref float target = ref Unsafe.Add(ref weights, Place(unit.FirstOutput + part, unit.FirstInput, block, tap));
            for (int input = 0; input < count; input++)
            {
                if (Vector512.IsHardwareAccelerated)
                    AddWeights<TRows, TAddend>(ref source, plane, ref target, tap);
                else
                    AddWeightsThroughMemory<TRows, TAddend>(ref source, plane, ref target, tap, ref patch[0]);
                source = ref Unsafe.Add(ref source, sumBlock);
                target = ref Unsafe.Add(ref target, block);
            }
        }
    }

    /// <summary>Asks for the gradients of a block of weights that will be added to.</summary>
    /// <param name="unit">The channels: outputs of one block.</param>
    /// <param name="weights">Gradients of the packed weights.</param>
    /// <param name="block">Outputs packed side by side in them.</param>
    /// <param name="inputs">Inputs of the layer.</param>
    public static void Prefetch(in WinogradUnit unit, ref float weights, int block, int inputs)
    {
        nint tap = (nint)inputs * block;
        CachePrefetch.Rows(ref Unsafe.Add(ref weights, Place(unit.FirstOutput, unit.FirstInput, block, tap)), tap, Taps * Taps, Math.Min(unit.Inputs, inputs - unit.FirstInput) * block);
    }

    private static nint Place(int output, int input, int block, nint tap) => output / block * Taps * Taps * tap + (nint)input * block + output % block;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> TransformWhole<TRows>(ref float gradient, nint rowStride, nint columnStride, ref float target, nint plane)
        where TRows : struct, IWinogradRows =>
        TransformTile<TRows>(ref gradient, rowStride, columnStride, Size, Size, ref target, plane);

    /// <summary>Rows and columns outside of the target count as zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> TransformPartial<TRows>(ref float gradient, nint rowStride, nint columnStride, nint rows, nint columns, ref float target, nint plane)
        where TRows : struct, IWinogradRows =>
        TransformTile<TRows>(ref gradient, rowStride, columnStride, rows, columns, ref target, plane);

    /// <returns>The sum of the tile, which the lower half leaves out.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> TransformTile<TRows>(ref float gradient, nint rowStride, nint columnStride, nint rows, nint columns, ref float target, nint plane)
        where TRows : struct, IWinogradRows
    {
        Vector512<float> sum = Vector512<float>.Zero;
        if (TRows.HasUpper)
        {
            sum = UpperColumn(ref gradient, rowStride, rows, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2);
            sum += UpperColumn(ref Unsafe.Add(ref gradient, columnStride), rowStride, columns > 1 ? rows : 0, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2);
            sum += UpperColumn(ref Unsafe.Add(ref gradient, 2 * columnStride), rowStride, columns > 2 ? rows : 0, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2);
            sum += UpperColumn(ref Unsafe.Add(ref gradient, 3 * columnStride), rowStride, columns > 3 ? rows : 0, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2);
            StoreRow(a0, b0, c0, d0, ref target, plane);
            StoreRow(a1, b1, c1, d1, ref Unsafe.Add(ref target, SourceSize * plane), plane);
            StoreRow(a2, b2, c2, d2, ref Unsafe.Add(ref target, 2 * SourceSize * plane), plane);
            target = ref Unsafe.Add(ref target, HalfRows * SourceSize * plane);
        }

        if (TRows.HasLower)
        {
            LowerColumn(ref gradient, rowStride, rows, out Vector512<float> a3, out Vector512<float> a4, out Vector512<float> a5);
            LowerColumn(ref Unsafe.Add(ref gradient, columnStride), rowStride, columns > 1 ? rows : 0, out Vector512<float> b3, out Vector512<float> b4, out Vector512<float> b5);
            LowerColumn(ref Unsafe.Add(ref gradient, 2 * columnStride), rowStride, columns > 2 ? rows : 0, out Vector512<float> c3, out Vector512<float> c4, out Vector512<float> c5);
            LowerColumn(ref Unsafe.Add(ref gradient, 3 * columnStride), rowStride, columns > 3 ? rows : 0, out Vector512<float> d3, out Vector512<float> d4, out Vector512<float> d5);
            StoreRow(a3, b3, c3, d3, ref target, plane);
            StoreRow(a4, b4, c4, d4, ref Unsafe.Add(ref target, SourceSize * plane), plane);
            StoreRow(a5, b5, c5, d5, ref Unsafe.Add(ref target, 2 * SourceSize * plane), plane);
        }

        return sum;
    }

    /// <summary>The same for processors with too few registers: columns into memory, then rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> TransformThroughMemory<TRows>(
        ref float gradient, nint rowStride, nint columnStride, nint rows, nint columns, ref float target, nint plane, ref float patch)
        where TRows : struct, IWinogradRows
    {
        Vector512<float> sum = Vector512<float>.Zero;
        for (nint column = 0; column < Size; column++)
        {
            nint inside = column < columns ? rows : 0;
            ref float place = ref Unsafe.Add(ref patch, column * Lanes.Count);
            if (TRows.HasUpper)
            {
                sum += UpperColumn(ref gradient, rowStride, inside, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2);
                t0.StoreUnsafe(ref place);
                t1.StoreUnsafe(ref place, Size * Lanes.Count);
                t2.StoreUnsafe(ref place, 2 * Size * Lanes.Count);
                place = ref Unsafe.Add(ref place, HalfRows * Size * Lanes.Count);
            }

            if (TRows.HasLower)
            {
                LowerColumn(ref gradient, rowStride, inside, out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5);
                t3.StoreUnsafe(ref place);
                t4.StoreUnsafe(ref place, Size * Lanes.Count);
                t5.StoreUnsafe(ref place, 2 * Size * Lanes.Count);
            }

            gradient = ref Unsafe.Add(ref gradient, columnStride);
        }

        nint count = TRows.HasUpper && TRows.HasLower ? SourceSize : HalfRows;
        for (nint row = 0; row < count; row++)
        {
            ref float values = ref Unsafe.Add(ref patch, row * Size * Lanes.Count);
            StoreRow(
                Vector512.LoadUnsafe(ref values), Vector512.LoadUnsafe(ref values, Lanes.Count),
                Vector512.LoadUnsafe(ref values, 2 * Lanes.Count), Vector512.LoadUnsafe(ref values, 3 * Lanes.Count),
                ref Unsafe.Add(ref target, row * SourceSize * plane), plane);
        }

        return sum;
    }

    /// <returns>The sum of the column; columns are added from left to right, whatever the registers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> UpperColumn(ref float gradient, nint rowStride, nint rows, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2)
    {
        Vector512<float> y0 = WinogradColumn.At(ref gradient, rowStride, 0, rows), y1 = WinogradColumn.At(ref gradient, rowStride, 1, rows);
        Vector512<float> y2 = WinogradColumn.At(ref gradient, rowStride, 2, rows), y3 = WinogradColumn.At(ref gradient, rowStride, 3, rows);
        WinogradTransform.TargetGradientUpper(y0, y1, y2, y3, out t0, out t1, out t2);
        return y0 + y1 + (y2 + y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LowerColumn(ref float gradient, nint rowStride, nint rows, out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5) =>
        WinogradTransform.TargetGradientLower(
            WinogradColumn.At(ref gradient, rowStride, 0, rows), WinogradColumn.At(ref gradient, rowStride, 1, rows), WinogradColumn.At(ref gradient, rowStride, 2, rows), WinogradColumn.At(ref gradient, rowStride, 3, rows),
            out t3, out t4, out t5);

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
    private static void AddWeights<TRows, TAddend>(ref float sums, nint plane, ref float target, nint tap)
        where TRows : struct, IWinogradRows
        where TAddend : struct, ITileAddend
    {
        WeightColumn<TRows>(ref sums, plane, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2);
        WeightColumn<TRows>(ref Unsafe.Add(ref sums, plane), plane, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2);
        WeightColumn<TRows>(ref Unsafe.Add(ref sums, 2 * plane), plane, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2);
        WeightColumn<TRows>(ref Unsafe.Add(ref sums, 3 * plane), plane, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2);
        WeightColumn<TRows>(ref Unsafe.Add(ref sums, 4 * plane), plane, out Vector512<float> e0, out Vector512<float> e1, out Vector512<float> e2);
        WeightColumn<TRows>(ref Unsafe.Add(ref sums, 5 * plane), plane, out Vector512<float> f0, out Vector512<float> f1, out Vector512<float> f2);
        AddRow<TAddend>(a0, b0, c0, d0, e0, f0, ref target, tap);
        AddRow<TAddend>(a1, b1, c1, d1, e1, f1, ref Unsafe.Add(ref target, Taps * tap), tap);
        AddRow<TAddend>(a2, b2, c2, d2, e2, f2, ref Unsafe.Add(ref target, 2 * Taps * tap), tap);
    }

    /// <summary>The same for processors with too few registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeightsThroughMemory<TRows, TAddend>(ref float sums, nint plane, ref float target, nint tap, ref float patch)
        where TRows : struct, IWinogradRows
        where TAddend : struct, ITileAddend
    {
        for (nint column = 0; column < SourceSize; column++)
        {
            WeightColumn<TRows>(ref Unsafe.Add(ref sums, column * plane), plane, out Vector512<float> g0, out Vector512<float> g1, out Vector512<float> g2);
            ref float place = ref Unsafe.Add(ref patch, column * Lanes.Count);
            g0.StoreUnsafe(ref place);
            g1.StoreUnsafe(ref place, SourceSize * Lanes.Count);
            g2.StoreUnsafe(ref place, 2 * SourceSize * Lanes.Count);
        }

        for (nint row = 0; row < Taps; row++)
        {
            ref float values = ref Unsafe.Add(ref patch, row * SourceSize * Lanes.Count);
            AddRow<TAddend>(
                Vector512.LoadUnsafe(ref values), Vector512.LoadUnsafe(ref values, Lanes.Count), Vector512.LoadUnsafe(ref values, 2 * Lanes.Count),
                Vector512.LoadUnsafe(ref values, 3 * Lanes.Count), Vector512.LoadUnsafe(ref values, 4 * Lanes.Count), Vector512.LoadUnsafe(ref values, 5 * Lanes.Count),
                ref Unsafe.Add(ref target, row * Taps * tap), tap);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightColumn<TRows>(ref float sums, nint plane, out Vector512<float> g0, out Vector512<float> g1, out Vector512<float> g2)
        where TRows : struct, IWinogradRows
    {
        Vector512<float> first = Vector512.LoadUnsafe(ref sums), second = Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, SourceSize * plane));
        Vector512<float> third = Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 2 * SourceSize * plane));
        if (TRows.HasUpper && TRows.HasLower)
        {
            WinogradTransform.WeightGradient(
                first, second, third, Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 3 * SourceSize * plane)),
                Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 4 * SourceSize * plane)), Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 5 * SourceSize * plane)),
                out g0, out g1, out g2);
        }
        else if (TRows.HasUpper)
        {
            WinogradTransform.WeightGradientUpper(first, second, third, out g0, out g1, out g2);
        }
        else
        {
            WinogradTransform.WeightGradientLower(first, second, third, out g0, out g1, out g2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TAddend>(
        Vector512<float> u0, Vector512<float> u1, Vector512<float> u2, Vector512<float> u3, Vector512<float> u4, Vector512<float> u5, ref float target, nint tap)
        where TAddend : struct, ITileAddend
    {
        WinogradTransform.WeightGradient(u0, u1, u2, u3, u4, u5, out Vector512<float> g0, out Vector512<float> g1, out Vector512<float> g2);
        Add<TAddend>(g0, ref target);
        Add<TAddend>(g1, ref Unsafe.Add(ref target, tap));
        Add<TAddend>(g2, ref Unsafe.Add(ref target, 2 * tap));
    }

    /// <summary>A sum of its own begins with zero as one in memory does: −0 becomes 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TAddend>(Vector512<float> value, ref float target)
        where TAddend : struct, ITileAddend =>
        ((TAddend.IsPresent ? Vector512.LoadUnsafe(ref target) : Vector512<float>.Zero) + value).StoreUnsafe(ref target);
}
