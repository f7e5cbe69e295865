using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Functions that neither overflow nor cancel for any input, on sixteen floats; errors are a few units in the last place.</summary>
internal static class LaneMath
{
    /// <summary>1 / (1 + exp(−x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Sigmoid(x, Vector512.Exp(-Vector512.Abs(x)));

    /// <summary>The sigmoid of <paramref name="x"/> where exp(−|x|) is known. Only this exponential is at most 1, so nothing overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x, Vector512<float> exponential)
    {
        Vector512<float> numerator = Vector512.ConditionalSelect(
            Vector512.LessThan(x, Vector512<float>.Zero), exponential, Vector512<float>.One);
        return numerator / (Vector512<float>.One + exponential);
    }

    /// <summary>
    /// The hyperbolic tangent. Near zero 1 − 2 / (exp(2x) + 1) would cancel; there the odd polynomial of the Cephes
    /// library (tanhf.c, |x| below 0.625) takes its place.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> square = x * x;
        Vector512<float> polynomial = Vector512.FusedMultiplyAdd(
            Vector512.Create(-5.70498872745e-3f), square, Vector512.Create(2.06390887954e-2f));
        polynomial = Vector512.FusedMultiplyAdd(polynomial, square, Vector512.Create(-5.37397155531e-2f));
        polynomial = Vector512.FusedMultiplyAdd(polynomial, square, Vector512.Create(1.33314422036e-1f));
        polynomial = Vector512.FusedMultiplyAdd(polynomial, square, Vector512.Create(-3.33332819422e-1f));
        Vector512<float> near = Vector512.FusedMultiplyAdd(polynomial * square, x, x);

        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> far = Vector512<float>.One - Vector512.Create(2f) / (Vector512.Exp(magnitude + magnitude) + Vector512<float>.One);
        far = Vector512.CopySign(far, x);
        return Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(0.625f)), near, far);
    }

    /// <summary>log(1 + x) for x in 0..1, without the loss that rounding 1 + x brings for small x (Kahan's correction).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogOnePlus(Vector512<float> x)
    {
        Vector512<float> sum = Vector512<float>.One + x;
        Vector512<float> rounded = sum - Vector512<float>.One;
        return Vector512.ConditionalSelect(Vector512.Equals(rounded, Vector512<float>.Zero), x, Vector512.Log(sum) * (x / rounded));
    }
}
