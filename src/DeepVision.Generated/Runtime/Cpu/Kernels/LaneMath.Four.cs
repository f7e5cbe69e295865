using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>
/// The same functions of four vectors, step by step beside each other. Each alone is a chain of operations that wait for one another, and a
/// processor doesn't look far enough ahead to fill the time with the next one.
/// </content>
public static partial class LaneMath
{
    /// <summary>1 / (1 + exp(−x)) of three vectors, and the hyperbolic tangent of a fourth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SigmoidsAndTanh(ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third, ref Vector512<float> tanh)
    {
        Vector512<float> magnitude = Vector512.Abs(tanh);
        Vector512<float> a = -Vector512.Abs(first), b = -Vector512.Abs(second), c = -Vector512.Abs(third), d = magnitude + magnitude;
        Exp(ref a, ref b, ref c, ref d);
        (first, second, third, tanh) = (Sigmoid(first, a), Sigmoid(second, b), Sigmoid(third, c), Tanh(tanh, d));
    }

    /// <summary>The hyperbolic tangent of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Tanh(ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third, ref Vector512<float> fourth)
    {
        Vector512<float> a = Vector512.Abs(first), b = Vector512.Abs(second), c = Vector512.Abs(third), d = Vector512.Abs(fourth);
        (a, b, c, d) = (a + a, b + b, c + c, d + d);
        Exp(ref a, ref b, ref c, ref d);
        (first, second, third, fourth) = (Tanh(first, a), Tanh(second, b), Tanh(third, c), Tanh(fourth, d));
    }

    /// <summary>As <see cref="Exp(Vector512{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exp(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<float> least = Vector512.Create(-104f), most = Vector512.Create(89f), shift = Vector512.Create(12582912f), factor = Vector512.Create(1.44269504f);
        (a, b, c, d) = (Vector512.MaxNative(least, a), Vector512.MaxNative(least, b), Vector512.MaxNative(least, c), Vector512.MaxNative(least, d));
        (a, b, c, d) = (Vector512.MinNative(most, a), Vector512.MinNative(most, b), Vector512.MinNative(most, c), Vector512.MinNative(most, d));
        Vector512<float> ka = shift, kb = shift, kc = shift, kd = shift;
        MultiplyAdd(factor, a, b, c, d, ref ka, ref kb, ref kc, ref kd);
        Vector512<int> ea = ka.AsInt32() - shift.AsInt32(), eb = kb.AsInt32() - shift.AsInt32(), ec = kc.AsInt32() - shift.AsInt32(), ed = kd.AsInt32() - shift.AsInt32();
        (ka, kb, kc, kd) = (ka - shift, kb - shift, kc - shift, kd - shift);
        MultiplyAdd(Vector512.Create(-0.693359375f), ka, kb, kc, kd, ref a, ref b, ref c, ref d);
        MultiplyAdd(Vector512.Create(2.12194440e-4f), ka, kb, kc, kd, ref a, ref b, ref c, ref d);

        Vector512<float> pa = Vector512.Create(1.9875691500e-4f), pb = pa, pc = pa, pd = pa;
        Horner(1.3981999507e-3f, a, b, c, d, ref pa, ref pb, ref pc, ref pd);
        Horner(8.3334519073e-3f, a, b, c, d, ref pa, ref pb, ref pc, ref pd);
        Horner(4.1665795894e-2f, a, b, c, d, ref pa, ref pb, ref pc, ref pd);
        Horner(1.6666665459e-1f, a, b, c, d, ref pa, ref pb, ref pc, ref pd);
        Horner(5.0000001201e-1f, a, b, c, d, ref pa, ref pb, ref pc, ref pd);
        Vector512<float> sa = a * a, sb = b * b, sc = c * c, sd = d * d;
        (a, b, c, d) = (
            Vector512.FusedMultiplyAdd(pa, sa, a), Vector512.FusedMultiplyAdd(pb, sb, b), Vector512.FusedMultiplyAdd(pc, sc, c), Vector512.FusedMultiplyAdd(pd, sd, d));
        (a, b, c, d) = (a + Vector512<float>.One, b + Vector512<float>.One, c + Vector512<float>.One, d + Vector512<float>.One);

        Vector512<int> ha = ea >> 1, hb = eb >> 1, hc = ec >> 1, hd = ed >> 1;
        (a, b, c, d) = (a * PowerOfTwo(ha), b * PowerOfTwo(hb), c * PowerOfTwo(hc), d * PowerOfTwo(hd));
        (a, b, c, d) = (a * PowerOfTwo(ea - ha), b * PowerOfTwo(eb - hb), c * PowerOfTwo(ec - hc), d * PowerOfTwo(ed - hd));
    }

    /// <summary>Adds the products of a factor and four vectors to four others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(
        Vector512<float> factor, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d,
        ref Vector512<float> sa, ref Vector512<float> sb, ref Vector512<float> sc, ref Vector512<float> sd)
    {
        sa = Vector512.FusedMultiplyAdd(a, factor, sa);
        sb = Vector512.FusedMultiplyAdd(b, factor, sb);
        sc = Vector512.FusedMultiplyAdd(c, factor, sc);
        sd = Vector512.FusedMultiplyAdd(d, factor, sd);
    }

    /// <summary>The next step of four polynomials.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Horner(
        float coefficient, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d,
        ref Vector512<float> pa, ref Vector512<float> pb, ref Vector512<float> pc, ref Vector512<float> pd)
    {
        Vector512<float> next = Vector512.Create(coefficient);
        pa = Vector512.FusedMultiplyAdd(pa, a, next);
        pb = Vector512.FusedMultiplyAdd(pb, b, next);
        pc = Vector512.FusedMultiplyAdd(pc, c, next);
        pd = Vector512.FusedMultiplyAdd(pd, d, next);
    }
}
