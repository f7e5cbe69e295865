using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static DeepVision.Generated.Runtime.Cpu.WinogradTransform;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>F(4, 3) at the points 0, ±1, ±2 and ∞.</summary>
internal readonly struct RowWinogradThreeTaps : IRowWinogradTransform
{
    public static int Taps => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Source(ref float values, nint upper, nint step, ref float planes, nint plane)
    {
        Vector512<float> d0 = RowWinogradLanes.Load(ref values, upper), d1 = RowWinogradLanes.Load(ref Unsafe.Add(ref values, step), upper);
        Vector512<float> d2 = RowWinogradLanes.Load(ref Unsafe.Add(ref values, 2 * step), upper), d3 = RowWinogradLanes.Load(ref Unsafe.Add(ref values, 3 * step), upper);
        values = ref Unsafe.Add(ref values, 4 * step);
        Vector512<float> d4 = RowWinogradLanes.Load(ref values, upper), d5 = RowWinogradLanes.Load(ref Unsafe.Add(ref values, step), upper);

        // x² − 4 for ±1, times x² − 1 for 0 and ∞.
        Vector512<float> lower = MultiplyAdd(-4f, d1, d3), higher = MultiplyAdd(-4f, d2, d4);
        (higher - MultiplyAdd(-4f, d0, d2)).StoreUnsafe(ref planes);
        (MultiplyAdd(-4f, d3, d5) - lower).StoreUnsafe(ref Unsafe.Add(ref planes, 5 * plane));
        (higher + lower).StoreUnsafe(ref Unsafe.Add(ref planes, plane));
        (higher - lower).StoreUnsafe(ref Unsafe.Add(ref planes, 2 * plane));

        // x² − 1 for ±2.
        lower = d3 - d1;
        higher = d4 - d2;
        MultiplyAdd(2f, lower, higher).StoreUnsafe(ref Unsafe.Add(ref planes, 3 * plane));
        MultiplyAdd(-2f, lower, higher).StoreUnsafe(ref Unsafe.Add(ref planes, 4 * plane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Target(ref float planes, nint plane, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3)
    {
        Vector512<float> m1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, plane)), m2 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 2 * plane));
        Vector512<float> m3 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 3 * plane)), m4 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 4 * plane));
        Vector512<float> sum1 = m1 + m2, difference1 = m1 - m2, sum2 = m3 + m4, difference2 = m3 - m4;
        y0 = Vector512.LoadUnsafe(ref planes) + sum1 + sum2;
        y1 = MultiplyAdd(2f, difference2, difference1);
        y2 = MultiplyAdd(4f, sum2, sum1);
        y3 = MultiplyAdd(8f, difference2, difference1) + Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 5 * plane));
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
        y3.StoreUnsafe(ref Unsafe.Add(ref planes, 5 * plane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights(ref float weights, nint step, bool hasLast, ref float planes, nint plane)
    {
        Vector512<float> g0 = Vector512.LoadUnsafe(ref weights), g1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref weights, step));
        Vector512<float> g2 = hasLast ? Vector512.LoadUnsafe(ref Unsafe.Add(ref weights, 2 * step)) : Vector512<float>.Zero;
        (g0 * 0.25f).StoreUnsafe(ref planes);
        Vector512<float> even = g0 + g2;
        ((even + g1) * (-1f / 6)).StoreUnsafe(ref Unsafe.Add(ref planes, plane));
        ((even - g1) * (-1f / 6)).StoreUnsafe(ref Unsafe.Add(ref planes, 2 * plane));
        even = MultiplyAdd(4f, g2, g0);
        (MultiplyAdd(2f, g1, even) * (1f / 24)).StoreUnsafe(ref Unsafe.Add(ref planes, 3 * plane));
        (MultiplyAdd(-2f, g1, even) * (1f / 24)).StoreUnsafe(ref Unsafe.Add(ref planes, 4 * plane));
        if (hasLast)
            g2.StoreUnsafe(ref Unsafe.Add(ref planes, 5 * plane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradient(ref float planes, nint plane, bool hasLast, ref float weights, nint step)
    {
        Vector512<float> u1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, plane)), u2 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 2 * plane));
        Vector512<float> u3 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 3 * plane)), u4 = Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 4 * plane));
        Vector512<float> sum1 = (u1 + u2) * (-1f / 6), sum2 = (u3 + u4) * (1f / 24);
        RowWinogradLanes.Add(MultiplyAdd(0.25f, Vector512.LoadUnsafe(ref planes), sum1 + sum2), ref weights);
        RowWinogradLanes.Add(MultiplyAdd(-1f / 6, u1 - u2, (u3 - u4) * (1f / 12)), ref Unsafe.Add(ref weights, step));
        if (hasLast)
            RowWinogradLanes.Add(MultiplyAdd(4f, sum2, sum1) + Vector512.LoadUnsafe(ref Unsafe.Add(ref planes, 5 * plane)), ref Unsafe.Add(ref weights, 2 * step));
    }
}
