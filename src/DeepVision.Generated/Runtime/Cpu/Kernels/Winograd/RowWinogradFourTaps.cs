using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static DeepVision.Generated.Runtime.Cpu.WinogradTransform;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// F(4, 4) at the points 0, ±1, ±2, ½ and ∞. Of the sets of seven points with small numbers it is among those with the least rounding:
/// 2.3 times that of a direct sum.
/// </summary>
internal readonly struct RowWinogradFourTaps : IRowWinogradTransform
{
    public static int Taps => 4;

    // The polynomials of all points are products of x, x² − 1, x² − 4, 2x − 1 and what a pair of points has of its own.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Source(ref float values, nint upper, nint step, ref float planes, nint plane)
    {
        Vector512<float> d0 = RowWinogradLanes.Load(ref values, upper), d1 = RowWinogradLanes.Load(ref Unsafe.Add(ref values, step), upper);
        Vector512<float> d2 = RowWinogradLanes.Load(ref Unsafe.Add(ref values, 2 * step), upper), d3 = RowWinogradLanes.Load(ref Unsafe.Add(ref values, 3 * step), upper);
        values = ref Unsafe.Add(ref values, 4 * step);
        Vector512<float> d4 = RowWinogradLanes.Load(ref values, upper), d5 = RowWinogradLanes.Load(ref Unsafe.Add(ref values, step), upper);
        Vector512<float> d6 = RowWinogradLanes.Load(ref Unsafe.Add(ref values, 2 * step), upper);

        // x² − 4, times 2x − 1 for ±1 and times x² − 1 for the others.
        Vector512<float> h0 = MultiplyAdd(-4f, d0, d2), h1 = MultiplyAdd(-4f, d1, d3), h2 = MultiplyAdd(-4f, d2, d4), h3 = MultiplyAdd(-4f, d3, d5);
        Vector512<float> odd = h3 - h1;
        MultiplyAdd(2f, odd, h0 - h2).StoreUnsafe(ref planes);
        odd.StoreUnsafe(ref Unsafe.Add(ref planes, 5 * plane));
        MultiplyAdd(2f, MultiplyAdd(-4f, d4, d6) - h2, -odd).StoreUnsafe(ref Unsafe.Add(ref planes, 6 * plane));
        Vector512<float> lower = MultiplyAdd(2f, h2, -h1), higher = MultiplyAdd(2f, h3, -h2);
        (higher + lower).StoreUnsafe(ref Unsafe.Add(ref planes, plane));
        (higher - lower).StoreUnsafe(ref Unsafe.Add(ref planes, 2 * plane));

        // x² − 1, times 2x − 1.
        Vector512<float> f2 = d4 - d2;
        lower = MultiplyAdd(2f, f2, d1 - d3);
        higher = MultiplyAdd(2f, d5 - d3, -f2);
        MultiplyAdd(2f, lower, higher).StoreUnsafe(ref Unsafe.Add(ref planes, 3 * plane));
        MultiplyAdd(-2f, lower, higher).StoreUnsafe(ref Unsafe.Add(ref planes, 4 * plane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Target(ref float planes, nint plane, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3)
    {
        Vector512<float> m1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, plane)), m2 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 2 * plane));
        Vector512<float> m3 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 3 * plane)), m4 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 4 * plane));
        Vector512<float> m5 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 5 * plane)), m6 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 6 * plane));
        Vector512<float> sum1 = m1 + m2, difference1 = m1 - m2, sum2 = m3 + m4, difference2 = m3 - m4;
        y0 = Vector512.LoadUnsafe(ref planes) + sum1 + (sum2 + m5);
        y1 = MultiplyAdd(0.5f, m5, MultiplyAdd(2f, difference2, difference1));
        y2 = MultiplyAdd(0.25f, m5, MultiplyAdd(4f, sum2, sum1));
        y3 = MultiplyAdd(0.125f, m5, MultiplyAdd(8f, difference2, difference1)) + m6;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TargetGradient(Vector512<float> y0, Vector512<float> y1, Vector512<float> y2, Vector512<float> y3, ref float planes, nint plane)
    {
        y0.StoreUnsafe(ref planes);
        Vector512<float> even = y0 + y2, odd = y1 + y3;
        (even + odd).StoreUnsafe(ref Unsafe.Add(ref planes, plane));
        (even - odd).StoreUnsafe(ref Unsafe.Add(ref planes, 2 * plane));
        even = MultiplyAdd(4f, y2, y0);
        odd = MultiplyAdd(4f, y3, y1);
        MultiplyAdd(2f, odd, even).StoreUnsafe(ref Unsafe.Add(ref planes, 3 * plane));
        MultiplyAdd(-2f, odd, even).StoreUnsafe(ref Unsafe.Add(ref planes, 4 * plane));
        MultiplyAdd(0.5f, MultiplyAdd(0.25f, y3, y1), MultiplyAdd(0.25f, y2, y0)).StoreUnsafe(ref Unsafe.Add(ref planes, 5 * plane));
        y3.StoreUnsafe(ref Unsafe.Add(ref planes, 6 * plane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights(ref float weights, nint step, bool hasLast, ref float planes, nint plane)
    {
        Vector512<float> g0 = Vector512.LoadUnsafe(ref weights), g1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref weights, step));
        Vector512<float> g2 = Vector512.LoadUnsafe(ref Unsafe.Add(ref weights, 2 * step));
        Vector512<float> g3 = hasLast ? Vector512.LoadUnsafe(ref Unsafe.Add(ref weights, 3 * step)) : Vector512<float>.Zero;
        (g0 * -0.25f).StoreUnsafe(ref planes);
        Vector512<float> even = g0 + g2, odd = g1 + g3;
        ((even + odd) * (-1f / 6)).StoreUnsafe(ref Unsafe.Add(ref planes, plane));
        ((even - odd) * (1f / 18)).StoreUnsafe(ref Unsafe.Add(ref planes, 2 * plane));
        even = MultiplyAdd(4f, g2, g0);
        odd = MultiplyAdd(4f, g3, g1);
        (MultiplyAdd(2f, odd, even) * (1f / 72)).StoreUnsafe(ref Unsafe.Add(ref planes, 3 * plane));
        (MultiplyAdd(-2f, odd, even) * (-1f / 120)).StoreUnsafe(ref Unsafe.Add(ref planes, 4 * plane));
        (MultiplyAdd(0.5f, MultiplyAdd(0.25f, g3, g1), MultiplyAdd(0.25f, g2, g0)) * (32f / 45)).StoreUnsafe(ref Unsafe.Add(ref planes, 5 * plane));
        if (hasLast)
            (g3 * 0.5f).StoreUnsafe(ref Unsafe.Add(ref planes, 6 * plane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradient(ref float planes, nint plane, bool hasLast, ref float weights, nint step)
    {
        Vector512<float> u1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, plane)) * (-1f / 6), u2 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 2 * plane)) * (1f / 18);
        Vector512<float> u3 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 3 * plane)) * (1f / 72), u4 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 4 * plane)) * (-1f / 120);
        Vector512<float> u5 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 5 * plane)) * (32f / 45);
        Vector512<float> sum1 = u1 + u2, difference1 = u1 - u2, sum2 = u3 + u4, difference2 = u3 - u4;
        RowWinogradLanes.Add(MultiplyAdd(-0.25f, Vector512.LoadUnsafe(ref planes), sum1 + (sum2 + u5)), ref weights);
        RowWinogradLanes.Add(MultiplyAdd(0.5f, u5, MultiplyAdd(2f, difference2, difference1)), ref Unsafe.Add(ref weights, step));
        RowWinogradLanes.Add(MultiplyAdd(0.25f, u5, MultiplyAdd(4f, sum2, sum1)), ref Unsafe.Add(ref weights, 2 * step));
        if (!hasLast)
            return;
        Vector512<float> last = MultiplyAdd(0.125f, u5, MultiplyAdd(8f, difference2, difference1));
        RowWinogradLanes.Add(MultiplyAdd(0.5f, Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 6 * plane)), last), ref Unsafe.Add(ref weights, 3 * step));
    }
}
