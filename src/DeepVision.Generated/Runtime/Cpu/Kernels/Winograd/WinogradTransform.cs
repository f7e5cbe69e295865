using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The one-dimensional transforms of F(4, 3) at the points 0, ±1, ±2 and ∞: with y = Aᵀ((G g) ⊙ (Bᵀ d)) four outputs of
/// a filter of three taps need six products instead of twelve (Lavin and Gray 2016, arXiv:1509.09308, section 4.3). Each
/// method transforms sixteen channels; applied to the columns and then to the rows of a tile they give the 2-D transform.
/// </summary>
internal static class WinogradTransform
{
    /// <summary>Bᵀ: six source values to six.</summary>
    /// <param name="source">The first value.</param>
    /// <param name="step">Floats from one value to the next.</param>
    /// <param name="target">Receives the first result.</param>
    /// <param name="targetStep">Floats from one result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Source(ref float source, nint step, ref float target, nint targetStep)
    {
        Vector512<float> d0 = At(ref source, 0), d1 = At(ref source, step), d2 = At(ref source, 2 * step);
        Vector512<float> d3 = At(ref source, 3 * step), d4 = At(ref source, 4 * step), d5 = At(ref source, 5 * step);
        Vector512<float> even = MultiplyAdd(-4f, d2, d4), odd = MultiplyAdd(-4f, d1, d3);
        Vector512<float> even2 = d4 - d2, odd2 = d3 - d1;
        MultiplyAdd(4f, d0, MultiplyAdd(-5f, d2, d4)).StoreUnsafe(ref target);
        (even + odd).StoreUnsafe(ref Unsafe.Add(ref target, targetStep));
        (even - odd).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStep));
        MultiplyAdd(2f, odd2, even2).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStep));
        MultiplyAdd(-2f, odd2, even2).StoreUnsafe(ref Unsafe.Add(ref target, 4 * targetStep));
        MultiplyAdd(4f, d1, MultiplyAdd(-5f, d3, d5)).StoreUnsafe(ref Unsafe.Add(ref target, 5 * targetStep));
    }

    /// <summary>Aᵀ: six products to four target values.</summary>
    /// <inheritdoc cref="Source"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Target(ref float source, nint step, ref float target, nint targetStep)
    {
        Vector512<float> m0 = At(ref source, 0), m1 = At(ref source, step), m2 = At(ref source, 2 * step);
        Vector512<float> m3 = At(ref source, 3 * step), m4 = At(ref source, 4 * step), m5 = At(ref source, 5 * step);
        Vector512<float> sum = m1 + m2, difference = m1 - m2, sum2 = m3 + m4, difference2 = m3 - m4;
        (m0 + sum + sum2).StoreUnsafe(ref target);
        MultiplyAdd(2f, difference2, difference).StoreUnsafe(ref Unsafe.Add(ref target, targetStep));
        MultiplyAdd(4f, sum2, sum).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStep));
        (MultiplyAdd(8f, difference2, difference) + m5).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStep));
    }

    /// <summary>G: three weights to six.</summary>
    /// <inheritdoc cref="Source"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights(ref float source, nint step, ref float target, nint targetStep)
    {
        Vector512<float> g0 = At(ref source, 0), g1 = At(ref source, step), g2 = At(ref source, 2 * step);
        Vector512<float> outer = (g0 + g2) * (-1f / 6), middle = g1 * (1f / 6);
        Vector512<float> outer2 = MultiplyAdd(1f / 24, g0, g2 * (1f / 6)), middle2 = g1 * (1f / 12);
        (g0 * 0.25f).StoreUnsafe(ref target);
        (outer - middle).StoreUnsafe(ref Unsafe.Add(ref target, targetStep));
        (outer + middle).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStep));
        (outer2 + middle2).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStep));
        (outer2 - middle2).StoreUnsafe(ref Unsafe.Add(ref target, 4 * targetStep));
        g2.StoreUnsafe(ref Unsafe.Add(ref target, 5 * targetStep));
    }

    /// <summary>A: four target gradients to six, the transpose of <see cref="Target"/>.</summary>
    /// <inheritdoc cref="Source"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TargetGradient(ref float source, nint step, ref float target, nint targetStep)
    {
        Vector512<float> y0 = At(ref source, 0), y1 = At(ref source, step), y2 = At(ref source, 2 * step), y3 = At(ref source, 3 * step);
        Vector512<float> even = y0 + y2, odd = y1 + y3;
        Vector512<float> even2 = MultiplyAdd(4f, y2, y0), odd2 = MultiplyAdd(8f, y3, y1 + y1);
        y0.StoreUnsafe(ref target);
        (even + odd).StoreUnsafe(ref Unsafe.Add(ref target, targetStep));
        (even - odd).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStep));
        (even2 + odd2).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStep));
        (even2 - odd2).StoreUnsafe(ref Unsafe.Add(ref target, 4 * targetStep));
        y3.StoreUnsafe(ref Unsafe.Add(ref target, 5 * targetStep));
    }

    /// <summary>Gᵀ: six gradients of transformed weights to three of weights, the transpose of <see cref="Weights"/>.</summary>
    /// <inheritdoc cref="Source"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradient(ref float source, nint step, ref float target, nint targetStep)
    {
        Vector512<float> u0 = At(ref source, 0), u1 = At(ref source, step), u2 = At(ref source, 2 * step);
        Vector512<float> u3 = At(ref source, 3 * step), u4 = At(ref source, 4 * step), u5 = At(ref source, 5 * step);
        Vector512<float> sum = (u1 + u2) * (-1f / 6), sum2 = u3 + u4;
        MultiplyAdd(0.25f, u0, MultiplyAdd(1f / 24, sum2, sum)).StoreUnsafe(ref target);
        MultiplyAdd(1f / 6, u2 - u1, (u3 - u4) * (1f / 12)).StoreUnsafe(ref Unsafe.Add(ref target, targetStep));
        (MultiplyAdd(1f / 6, sum2, sum) + u5).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> At(ref float first, nint offset) => Vector512.LoadUnsafe(ref Unsafe.Add(ref first, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> MultiplyAdd(float factor, Vector512<float> value, Vector512<float> addend) =>
        Vector512.MultiplyAddEstimate(Vector512.Create(factor), value, addend);
}
