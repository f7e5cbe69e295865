using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Functions that neither overflow nor cancel for any input, on sixteen floats; errors are a few units in the last place.
/// They are made of operations that every processor rounds alike, and don't change with the framework.
/// </summary>
public static partial class LaneMath
{
    /// <summary>
    /// exp(x) = 2ᵏ·exp(r) with x = k·log 2 + r and |r| at most log(2) / 2, whose polynomial is that of the Cephes library
    /// (expf.c). Not-a-number stays what it is.
    /// </summary>
    /// <param name="x">Sixteen values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        Vector512<float> value = ReducedExpMinusOne(x, out Vector512<int> exponent) + Vector512<float>.One;

        // In two factors, for results beyond the exponents that a float has.
        Vector512<int> half = exponent >> 1;
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <summary>exp(x) − 1 = 2ᵏ·(exp(r) − 1) + (2ᵏ − 1), which loses no digits near zero.</summary>
    /// <param name="x">Sixteen values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpMinusOne(Vector512<float> x)
    {
        Vector512<float> value = ReducedExpMinusOne(x, out Vector512<int> exponent);

        // Divided by the second factor of 2ᵏ, so that neither overflows.
        Vector512<int> half = exponent >> 1, rest = exponent - half;
        Vector512<float> factor = PowerOfTwo(half);
        return Vector512.FusedMultiplyAdd(value, factor, factor - PowerOfTwo(-rest)) * PowerOfTwo(rest);
    }

    /// <summary>exp(r) − 1 for x = k·log 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReducedExpMinusOne(Vector512<float> x, out Vector512<int> exponent)
    {
        // Beyond these the result is 0 or infinity.
        x = Vector512.MinNative(Vector512.Create(89f), Vector512.MaxNative(Vector512.Create(-104f), x));

        // 1.5·2²³ leaves no place for a fraction: the sum is rounded to an integer, which its lowest bits hold.
        Vector512<float> shift = Vector512.Create(12582912f);
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), shift);
        Vector512<float> k = shifted - shift;
        exponent = shifted.AsInt32() - shift.AsInt32();

        Vector512<float> r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.693359375f), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(2.12194440e-4f), r);
        Vector512<float> polynomial = Vector512.FusedMultiplyAdd(Vector512.Create(1.9875691500e-4f), r, Vector512.Create(1.3981999507e-3f));
        polynomial = Vector512.FusedMultiplyAdd(polynomial, r, Vector512.Create(8.3334519073e-3f));
        polynomial = Vector512.FusedMultiplyAdd(polynomial, r, Vector512.Create(4.1665795894e-2f));
        polynomial = Vector512.FusedMultiplyAdd(polynomial, r, Vector512.Create(1.6666665459e-1f));
        polynomial = Vector512.FusedMultiplyAdd(polynomial, r, Vector512.Create(5.0000001201e-1f));
        return Vector512.FusedMultiplyAdd(polynomial, r * r, r);
    }

    /// <summary>1 / (1 + exp(−x)).</summary>
    /// <param name="x">Sixteen values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        // Only this exponential is at most 1, so that nothing overflows.
        return Sigmoid(x, Exp(-Vector512.Abs(x)));
    }

    /// <summary>
    /// The hyperbolic tangent. Near zero 1 − 2 / (exp(2x) + 1) would cancel; there the odd polynomial of the Cephes
    /// library (tanhf.c, |x| below 0.625) takes its place.
    /// </summary>
    /// <param name="x">Sixteen values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        return Tanh(x, Exp(magnitude + magnitude));
    }

    /// <summary>1 / (1 + exp(−x)).</summary>
    /// <param name="x">Sixteen values.</param>
    /// <param name="exponential">exp(−|x|).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sigmoid(Vector512<float> x, Vector512<float> exponential)
    {
        Vector512<float> numerator = Vector512.ConditionalSelect(
            Vector512.LessThan(x, Vector512<float>.Zero), exponential, Vector512<float>.One);
        return numerator / (Vector512<float>.One + exponential);
    }

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Sixteen values.</param>
    /// <param name="exponential">exp(2|x|).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Tanh(Vector512<float> x, Vector512<float> exponential)
    {
        Vector512<float> square = x * x;
        Vector512<float> polynomial = Vector512.FusedMultiplyAdd(
            Vector512.Create(-5.70498872745e-3f), square, Vector512.Create(2.06390887954e-2f));
        polynomial = Vector512.FusedMultiplyAdd(polynomial, square, Vector512.Create(-5.37397155531e-2f));
        polynomial = Vector512.FusedMultiplyAdd(polynomial, square, Vector512.Create(1.33314422036e-1f));
        polynomial = Vector512.FusedMultiplyAdd(polynomial, square, Vector512.Create(-3.33332819422e-1f));
        Vector512<float> near = Vector512.FusedMultiplyAdd(polynomial * square, x, x);

        Vector512<float> far = Vector512<float>.One - Vector512.Create(2f) / (exponential + Vector512<float>.One);
        far = Vector512.CopySign(far, x);
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(0.625f)), near, far);
    }

    /// <summary>
    /// log(1 + x) for x in 0..1, as 2·artanh(s) with s = x / (2 + x), which is at most 1/3: seven terms of its series
    /// are exact to the last place, and small x lose nothing.
    /// </summary>
    /// <param name="x">Sixteen values from 0 to 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogOnePlus(Vector512<float> x)
    {
        Vector512<float> s = x / (x + Vector512.Create(2f)), square = s * s;
        Vector512<float> series = Vector512.FusedMultiplyAdd(Vector512.Create(2f / 15), square, Vector512.Create(2f / 13));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 11));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 9));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 7));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 5));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 3));
        return Vector512.FusedMultiplyAdd(series * square, s, s + s);
    }

    /// <summary>
    /// The natural logarithm: k·log 2 + 2·artanh(s) with x = 2ᵏ·m, m from √½ to √2 and s = (m − 1) / (m + 1). Zero and what is smaller
    /// than any normal number give about −87, not-a-number and infinity stay what they are.
    /// </summary>
    /// <param name="x">Sixteen values, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Log(Vector512<float> x)
    {
        Vector512<int> bits = Vector512.Max(x.AsInt32(), Vector512.Create(0x00800000));
        Vector512<int> exponent = (bits - Vector512.Create(0x3F3504F3)) >> 23;
        Vector512<float> mantissa = (bits - (exponent << 23)).AsSingle();
        Vector512<float> s = (mantissa - Vector512<float>.One) / (mantissa + Vector512<float>.One), square = s * s;
        Vector512<float> series = Vector512.FusedMultiplyAdd(Vector512.Create(2f / 9), square, Vector512.Create(2f / 7));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 5));
        series = Vector512.FusedMultiplyAdd(series, square, Vector512.Create(2f / 3));
        Vector512<float> k = Vector512.ConvertToSingle(exponent);

        // log 2 in two parts, the first of which gives exact products.
        Vector512<float> rest = Vector512.FusedMultiplyAdd(k, Vector512.Create(-2.12194440e-4f), series * square * s);
        Vector512<float> logarithm = Vector512.FusedMultiplyAdd(k, Vector512.Create(0.693359375f), rest + (s + s));
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(float.PositiveInfinity)), logarithm, x);
    }

    /// <summary>sin(2πx), or where <paramref name="quarter"/> is 1 the cosine, by the polynomials of the Cephes library (sinf.c).</summary>
    /// <param name="x">Sixteen angles in turns, 0 to 1.</param>
    /// <param name="quarter">Quarters of a turn that are added to each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> SineOfTurns(Vector512<float> x, Vector512<int> quarter)
    {
        // 1.5·2²³ leaves no place for a fraction: the sum is rounded to an integer, which its lowest bits hold.
        Vector512<float> shift = Vector512.Create(12582912f);
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(4f), shift);
        Vector512<int> quadrant = shifted.AsInt32() - shift.AsInt32() + quarter;
        Vector512<float> angle = Vector512.FusedMultiplyAdd(shifted - shift, Vector512.Create(-0.25f), x) * 6.28318531f, square = angle * angle;

        Vector512<float> sine = Vector512.FusedMultiplyAdd(Vector512.Create(-1.9515295891e-4f), square, Vector512.Create(8.3321608736e-3f));
        sine = Vector512.FusedMultiplyAdd(sine, square, Vector512.Create(-1.6666654611e-1f));
        sine = Vector512.FusedMultiplyAdd(sine * square, angle, angle);
        Vector512<float> cosine = Vector512.FusedMultiplyAdd(Vector512.Create(2.443315711809948e-5f), square, Vector512.Create(-1.388731625493765e-3f));
        cosine = Vector512.FusedMultiplyAdd(cosine, square, Vector512.Create(4.166664568298827e-2f));
        cosine = Vector512.FusedMultiplyAdd(cosine * square, square, Vector512.FusedMultiplyAdd(square, Vector512.Create(-0.5f), Vector512<float>.One));

        Vector512<float> isOdd = Vector512.Equals(quadrant & Vector512<int>.One, Vector512<int>.One).AsSingle();
        // The second bit of the quadrant is the sign.
        Vector512<int> sign = (quadrant & Vector512.Create(2)) << 30;
        return (Vector512.ConditionalSelect(isOdd, cosine, sine).AsInt32() ^ sign).AsSingle();
    }

    /// <summary>
    /// The error function 2/√π · ∫₀ˣ exp(−t²) dt. Near zero an odd polynomial with the least relative error, elsewhere
    /// 1 − exp(p(|x|)) with the polynomial p that leaves the least error of that; from 4 on it is 1.
    /// </summary>
    /// <param name="x">Sixteen values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x)
    {
        Vector512<float> square = x * x;
        Vector512<float> near = Vector512.FusedMultiplyAdd(Vector512.Create(-5.990839e-4f), square, Vector512.Create(4.993177e-3f));
        near = Vector512.FusedMultiplyAdd(near, square, Vector512.Create(-2.6766613e-2f));
        near = Vector512.FusedMultiplyAdd(near, square, Vector512.Create(1.1281816e-1f));
        near = Vector512.FusedMultiplyAdd(near, square, Vector512.Create(-3.7612495e-1f));
        near = Vector512.FusedMultiplyAdd(near, square, Vector512.Create(1.2837915e-1f));
        near = Vector512.FusedMultiplyAdd(near, x, x);

        Vector512<float> magnitude = Vector512.Abs(x), bounded = Vector512.MinNative(Vector512.Create(4f), magnitude);
        Vector512<float> logarithm = Vector512.FusedMultiplyAdd(Vector512.Create(1.9473936e-4f), bounded, Vector512.Create(-3.0316454e-3f));
        logarithm = Vector512.FusedMultiplyAdd(logarithm, bounded, Vector512.Create(2.2181565e-2f));
        logarithm = Vector512.FusedMultiplyAdd(logarithm, bounded, Vector512.Create(-1.0383923e-1f));
        logarithm = Vector512.FusedMultiplyAdd(logarithm, bounded, Vector512.Create(-6.372854e-1f));
        logarithm = Vector512.FusedMultiplyAdd(logarithm, bounded, Vector512.Create(-1.1276157f));
        logarithm = Vector512.FusedMultiplyAdd(logarithm, bounded, Vector512.Create(-2.098701e-4f));
        Vector512<float> far = Vector512.CopySign(Vector512<float>.One - Exp(logarithm), x);
        return Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(0.921875f)), near, far);
    }

    /// <summary>2ⁿ for n from −126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> n) => ((n + Vector512.Create(127)) << 23).AsSingle();
}
