using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static DeepVision.Generated.Runtime.Cpu.WinogradTransform;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The one-dimensional transforms of a filter of three taps with stride 2: y_i = w₀ x_2i + w₁ x_2i+1 + w₂ x_2i+2. Even and odd pixels
/// are two phases. Over the even one w₀ and w₂ are a filter of two taps, which F(4, 2) at the points 0, 1, −1, 2 and ∞ runs with five
/// products for four outputs instead of eight. Over the odd one w₁ is a filter of one tap: the polynomial of such a filter is
/// constant, so its transformed weights are w₁ at every finite point and 0 at ∞, and what the finite points need of the pixels
/// follows from four of them. Both phases add up in the five products that <see cref="Target"/> transforms back. Each method
/// transforms sixteen channels; applied to the columns and then to the rows of a tile they give the 2-D transform. (Lavin and Gray
/// 2016, arXiv:1509.09308, for stride 1; the points' factors are all in <see cref="Source"/>, which keeps w₁ one value.)
/// </summary>
internal static class StridedWinogradTransform
{
    /// <summary>Bᵀ at the finite points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Source(
        Vector512<float> d0, Vector512<float> d1, Vector512<float> d2, Vector512<float> d3,
        out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3)
    {
        Vector512<float> odd = d3 - d1;
        t0 = MultiplyAdd(0.5f, odd, d0 - d2);
        t1 = MultiplyAdd(0.5f, d2 - d3, d1);
        t2 = MultiplyAdd(-1f / 6, MultiplyAdd(2f, d1, d3), d2 * 0.5f);
        t3 = odd * (1f / 6);
    }

    /// <summary>Bᵀ at ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SourceAtInfinity(Vector512<float> d1, Vector512<float> d2, Vector512<float> d3, Vector512<float> d4) =>
        MultiplyAdd(2f, d1 - d3, d4 - d2);

    /// <summary>Aᵀ: five products to four target values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Target(
        Vector512<float> m0, Vector512<float> m1, Vector512<float> m2, Vector512<float> m3, Vector512<float> m4,
        out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3)
    {
        Vector512<float> sum = m1 + m2, difference = m1 - m2;
        y0 = m0 + sum + m3;
        y1 = MultiplyAdd(2f, m3, difference);
        y2 = MultiplyAdd(4f, m3, sum);
        y3 = MultiplyAdd(8f, m3, difference) + m4;
    }

    /// <summary>G: the two outer weights to five.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights(
        Vector512<float> g0, Vector512<float> g2,
        out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4)
    {
        t0 = g0;
        t1 = g0 + g2;
        t2 = g0 - g2;
        t3 = MultiplyAdd(2f, g2, g0);
        t4 = g2;
    }

    /// <summary>A, the transpose of <see cref="Target"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TargetGradient(
        Vector512<float> y0, Vector512<float> y1, Vector512<float> y2, Vector512<float> y3,
        out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4)
    {
        Vector512<float> even = y0 + y2, odd = y1 + y3;
        t0 = y0;
        t1 = even + odd;
        t2 = even - odd;
        t3 = MultiplyAdd(4f, y2, y0) + MultiplyAdd(8f, y3, y1 + y1);
        t4 = y3;
    }

    /// <summary>Gᵀ: five gradients of transformed weights to those of the two outer weights, the transpose of <see cref="Weights"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradient(
        Vector512<float> u0, Vector512<float> u1, Vector512<float> u2, Vector512<float> u3, Vector512<float> u4,
        out Vector512<float> g0, out Vector512<float> g2)
    {
        g0 = u0 + (u1 + u2) + u3;
        g2 = MultiplyAdd(2f, u3, u1 - u2) + u4;
    }
}
