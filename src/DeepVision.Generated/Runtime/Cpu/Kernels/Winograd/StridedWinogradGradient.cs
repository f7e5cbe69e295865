using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The steps around the products of a weight gradient by Winograd's algorithm with stride 2: with dM = A dy Aᵀ and the transformed
/// source V of every tile and phase, dU = Σ V dM over all tiles and all points that share a weight, and dw = Gᵀ dU G.
/// </summary>
internal static class StridedWinogradGradient
{
    private const int Size = WinogradGeometry.TargetTile;
    private const int Points = StridedWinogradPhase.Points;
    private const int Taps = 3;

    /// <summary>Writes A dy Aᵀ of every tile to 25 planes of [tile][channel], in the order of <see cref="WinogradOrder"/>.</summary>
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
        Span<float> patch = stackalloc float[Points * Size * Lanes.Count];
        Span<WinogradPlace> tiles = stackalloc WinogradPlace[count];
        WinogradOrder.List(geometry, first, tiles);
        for (int index = 0; index < count; index++)
        {
            ref readonly WinogradPlace tile = ref tiles[index], ahead = ref tiles[Math.Min(index + WinogradTile.PrefetchDistance, count - 1)];
            if (index + WinogradTile.PrefetchDistance < count)
                CachePrefetch.Tile(ref Unsafe.Add(ref gradient, geometry.TargetOffset(ahead.Sample, ahead.Row, ahead.Column)), rowStride, stride, Size, Size, channels);
            ref float origin = ref Unsafe.Add(ref gradient, geometry.TargetOffset(tile.Sample, tile.Row, tile.Column));
            ref float target = ref Unsafe.Add(ref planes, (nint)tile.Place * channels);
            (nint rows, nint columns) = (tile.Rows, tile.Columns);
            for (nint channel = 0; channel < channels; channel += Lanes.Count)
            {
                Vector512<float> sum = TransformTile(ref Unsafe.Add(ref origin, channel), rowStride, stride, rows, columns, ref Unsafe.Add(ref target, channel), plane, ref patch[0]);
                if (!Unsafe.IsNullRef(ref bias))
                    (Vector512.LoadUnsafe(ref bias, (nuint)channel) + sum).StoreUnsafe(ref bias, (nuint)channel);
            }
        }
    }

    /// <summary>Adds Gᵀ dU G to the weight gradient, or to zero.</summary>
    /// <param name="sums">dU of the channels at hand: [input][36][output].</param>
    /// <param name="unit">The channels.</param>
    /// <param name="weights">Gradients of the packed weights, [output block][3][3][input][block].</param>
    /// <param name="block">Outputs packed side by side in them.</param>
    /// <param name="inputs">Inputs of the layer.</param>
    /// <typeparam name="TAddend">Whether it is added to what is there.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeights<TAddend>(ref float sums, in WinogradUnit unit, ref float weights, int block, int inputs)
        where TAddend : struct, ITileAddend
    {
        nint tap = (nint)inputs * block;
        int count = Math.Min(unit.Inputs, inputs - unit.FirstInput);
        for (int part = 0; part < unit.Outputs; part += Lanes.Count)
        {
            int output = unit.FirstOutput + part;
            ref float source = ref Unsafe.Add(ref sums, part);
            ref float target = ref Unsafe.Add(ref weights, output / block * Taps * Taps * tap + (nint)unit.FirstInput * block + output % block);
            for (int input = 0; input < count; input++)
            {
                AddWeights<TAddend>(ref source, unit.Outputs, ref target, tap);
                source = ref Unsafe.Add(ref source, (nint)StridedWinogradPhase.WeightPlanes * unit.Outputs);
                target = ref Unsafe.Add(ref target, block);
            }
        }
    }

    /// <summary>Columns into memory, then rows. Rows and columns outside of the target count as zero.</summary>
    /// <returns>The sum of the tile.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> TransformTile(
        ref float gradient, nint rowStride, nint columnStride, nint rows, nint columns, ref float target, nint plane, ref float patch)
    {
        Vector512<float> sum = Vector512<float>.Zero;
        for (nint column = 0; column < Size; column++)
        {
            nint inside = column < columns ? rows : 0;
            Vector512<float> y0 = WinogradColumn.At(ref gradient, rowStride, 0, inside), y1 = WinogradColumn.At(ref gradient, rowStride, 1, inside);
            Vector512<float> y2 = WinogradColumn.At(ref gradient, rowStride, 2, inside), y3 = WinogradColumn.At(ref gradient, rowStride, 3, inside);
            sum += y0 + y1 + (y2 + y3);
            ref float place = ref Unsafe.Add(ref patch, column * Lanes.Count);
            StridedWinogradTransform.TargetGradient(
                y0, y1, y2, y3, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4);
            t0.StoreUnsafe(ref place);
            t1.StoreUnsafe(ref place, Size * Lanes.Count);
            t2.StoreUnsafe(ref place, 2 * Size * Lanes.Count);
            t3.StoreUnsafe(ref place, 3 * Size * Lanes.Count);
            t4.StoreUnsafe(ref place, 4 * Size * Lanes.Count);
            gradient = ref Unsafe.Add(ref gradient, columnStride);
        }

        for (nint row = 0; row < Points; row++)
        {
            ref float values = ref Unsafe.Add(ref patch, row * Size * Lanes.Count);
            StridedWinogradTransform.TargetGradient(
                Vector512.LoadUnsafe(ref values), Vector512.LoadUnsafe(ref values, Lanes.Count),
                Vector512.LoadUnsafe(ref values, 2 * Lanes.Count), Vector512.LoadUnsafe(ref values, 3 * Lanes.Count),
                out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4);
            t0.StoreUnsafe(ref target);
            t1.StoreUnsafe(ref Unsafe.Add(ref target, plane));
            t2.StoreUnsafe(ref Unsafe.Add(ref target, 2 * plane));
            t3.StoreUnsafe(ref Unsafe.Add(ref target, 3 * plane));
            t4.StoreUnsafe(ref Unsafe.Add(ref target, 4 * plane));
            target = ref Unsafe.Add(ref target, Points * plane);
        }

        return sum;
    }

    /// <summary>Sixteen outputs of one input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWeights<TAddend>(ref float sums, nint plane, ref float target, nint tap)
        where TAddend : struct, ITileAddend
    {
        ref float middle = ref Unsafe.Add(ref target, Taps * tap);
        ref float last = ref Unsafe.Add(ref target, 2 * Taps * tap);
        FromFive(ref sums, plane, out Vector512<float> a0, out Vector512<float> a2);
        FromFive(ref Unsafe.Add(ref sums, 5 * plane), plane, out Vector512<float> b0, out Vector512<float> b2);
        FromFive(ref Unsafe.Add(ref sums, 10 * plane), plane, out Vector512<float> c0, out Vector512<float> c2);
        FromFive(ref Unsafe.Add(ref sums, 15 * plane), plane, out Vector512<float> d0, out Vector512<float> d2);
        FromFive(ref Unsafe.Add(ref sums, 20 * plane), plane, out Vector512<float> e0, out Vector512<float> e2);
        StridedWinogradTransform.WeightGradient(a0, b0, c0, d0, e0, out Vector512<float> upper, out Vector512<float> lower);
        Add<TAddend>(upper, ref target);
        Add<TAddend>(lower, ref last);
        StridedWinogradTransform.WeightGradient(a2, b2, c2, d2, e2, out upper, out lower);
        Add<TAddend>(upper, ref Unsafe.Add(ref target, 2 * tap));
        Add<TAddend>(lower, ref Unsafe.Add(ref last, 2 * tap));
        FromFive(ref Unsafe.Add(ref sums, 25 * plane), plane, out upper, out lower);
        Add<TAddend>(upper, ref Unsafe.Add(ref target, tap));
        Add<TAddend>(lower, ref Unsafe.Add(ref last, tap));
        FromFive(ref Unsafe.Add(ref sums, 30 * plane), plane, out Vector512<float> left, out Vector512<float> right);
        Add<TAddend>(left, ref middle);
        Add<TAddend>(right, ref Unsafe.Add(ref middle, 2 * tap));
        Add<TAddend>(Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 35 * plane)), ref Unsafe.Add(ref middle, tap));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FromFive(ref float sums, nint plane, out Vector512<float> g0, out Vector512<float> g2) =>
        StridedWinogradTransform.WeightGradient(
            Vector512.LoadUnsafe(ref sums), Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, plane)), Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 2 * plane)),
            Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 3 * plane)), Vector512.LoadUnsafe(ref Unsafe.Add(ref sums, 4 * plane)), out g0, out g2);

    /// <summary>A sum of its own begins with zero as one in memory does: −0 becomes 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TAddend>(Vector512<float> value, ref float target)
        where TAddend : struct, ITileAddend =>
        ((TAddend.IsPresent ? Vector512.LoadUnsafe(ref target) : Vector512<float>.Zero) + value).StoreUnsafe(ref target);
}
