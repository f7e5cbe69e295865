using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The one-dimensional transforms of F(4, 3) at the points 0, ±1, ±2 and ∞: with y = Aᵀ((G g) ⊙ (Bᵀ d)) four outputs of
/// a filter of three taps need six products instead of twelve (Lavin and Gray 2016, arXiv:1509.09308, section 4.3). Each
/// method transforms sixteen channels; applied to the columns and then to the rows of a tile they give the 2-D transform.
/// Those of six results are cut in two halves, so that the columns of a whole tile fit into the registers.
/// </summary>
internal static class WinogradTransform
{
    /// <summary>Bᵀ, the first three of six results; they need no sixth value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SourceUpper(
        Vector512<float> d0, Vector512<float> d1, Vector512<float> d2, Vector512<float> d3, Vector512<float> d4,
        out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2)
    {
        Vector512<float> even = MultiplyAdd(-4f, d2, d4), odd = MultiplyAdd(-4f, d1, d3);
        t0 = MultiplyAdd(4f, d0, MultiplyAdd(-5f, d2, d4));
        t1 = even + odd;
        t2 = even - odd;
    }

    /// <summary>Bᵀ, the last three of six results; they need no first value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SourceLower(
        Vector512<float> d1, Vector512<float> d2, Vector512<float> d3, Vector512<float> d4, Vector512<float> d5,
        out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5)
    {
        Vector512<float> even = d4 - d2, odd = d3 - d1;
        t3 = MultiplyAdd(2f, odd, even);
        t4 = MultiplyAdd(-2f, odd, even);
        t5 = MultiplyAdd(4f, d1, MultiplyAdd(-5f, d3, d5));
    }

    /// <summary>Aᵀ: six products to four target values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Target(
        Vector512<float> m0, Vector512<float> m1, Vector512<float> m2, Vector512<float> m3, Vector512<float> m4, Vector512<float> m5,
        out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3)
    {
        Vector512<float> sum = m1 + m2, difference = m1 - m2, sum2 = m3 + m4, difference2 = m3 - m4;
        y0 = m0 + sum + sum2;
        y1 = MultiplyAdd(2f, difference2, difference);
        y2 = MultiplyAdd(4f, sum2, sum);
        y3 = MultiplyAdd(8f, difference2, difference) + m5;
    }

    /// <summary>G: three weights to six.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights(
        Vector512<float> g0, Vector512<float> g1, Vector512<float> g2,
        out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5)
    {
        Vector512<float> outer = (g0 + g2) * (-1f / 6), middle = g1 * (1f / 6);
        Vector512<float> outer2 = MultiplyAdd(1f / 24, g0, g2 * (1f / 6)), middle2 = g1 * (1f / 12);
        t0 = g0 * 0.25f;
        t1 = outer - middle;
        t2 = outer + middle;
        t3 = outer2 + middle2;
        t4 = outer2 - middle2;
        t5 = g2;
    }

    /// <summary>A, the transpose of <see cref="Target"/>: the first three of six results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TargetGradientUpper(
        Vector512<float> y0, Vector512<float> y1, Vector512<float> y2, Vector512<float> y3,
        out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2)
    {
        Vector512<float> even = y0 + y2, odd = y1 + y3;
        t0 = y0;
        t1 = even + odd;
        t2 = even - odd;
    }

    /// <summary>A, the transpose of <see cref="Target"/>: the last three of six results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TargetGradientLower(
        Vector512<float> y0, Vector512<float> y1, Vector512<float> y2, Vector512<float> y3,
        out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5)
    {
        Vector512<float> even = MultiplyAdd(4f, y2, y0), odd = MultiplyAdd(8f, y3, y1 + y1);
        t3 = even + odd;
        t4 = even - odd;
        t5 = y3;
    }

    /// <summary>Gᵀ: six gradients of transformed weights to three of weights, the transpose of <see cref="Weights"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradient(
        Vector512<float> u0, Vector512<float> u1, Vector512<float> u2, Vector512<float> u3, Vector512<float> u4, Vector512<float> u5,
        out Vector512<float> g0, out Vector512<float> g1, out Vector512<float> g2)
    {
        Vector512<float> sum = (u1 + u2) * (-1f / 6), sum2 = u3 + u4;
        g0 = MultiplyAdd(0.25f, u0, MultiplyAdd(1f / 24, sum2, sum));
        g1 = MultiplyAdd(1f / 6, u2 - u1, (u3 - u4) * (1f / 12));
        g2 = MultiplyAdd(1f / 6, sum2, sum) + u5;
    }

    /// <summary>What the first three of six gradients add to <see cref="WeightGradient"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradientUpper(
        Vector512<float> u0, Vector512<float> u1, Vector512<float> u2,
        out Vector512<float> g0, out Vector512<float> g1, out Vector512<float> g2)
    {
        g2 = (u1 + u2) * (-1f / 6);
        g0 = MultiplyAdd(0.25f, u0, g2);
        g1 = (u2 - u1) * (1f / 6);
    }

    /// <summary>What the last three of six gradients add to <see cref="WeightGradient"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradientLower(
        Vector512<float> u3, Vector512<float> u4, Vector512<float> u5,
        out Vector512<float> g0, out Vector512<float> g1, out Vector512<float> g2)
    {
        Vector512<float> sum = u3 + u4;
        g0 = sum * (1f / 24);
        g1 = (u3 - u4) * (1f / 12);
        g2 = MultiplyAdd(1f / 6, sum, u5);
    }

    /// <summary>factor · value + addend, for the other transforms too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(float factor, Vector512<float> value, Vector512<float> addend) =>
        Vector512.MultiplyAddEstimate(Vector512.Create(factor), value, addend);
}
