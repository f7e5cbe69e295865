using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated;

/// <summary>
/// Arithmetic of long vectors in double precision; those of single precision are widened. Sums are kept in sixteen lanes, which are
/// added in a fixed tree, so they are the same on every processor.
/// </summary>
internal static class LongVectors
{
    private const int Lanes = 16;

    /// <summary>Σ left · right.</summary>
    /// <typeparam name="TLeft">Single or double precision.</typeparam>
    /// <typeparam name="TRight">Single or double precision.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot<TLeft, TRight>(ReadOnlySpan<TLeft> left, ReadOnlySpan<TRight> right)
        where TLeft : unmanaged
        where TRight : unmanaged
    {
        ref TLeft l = ref MemoryMarshal.GetReference(left);
        ref TRight r = ref MemoryMarshal.GetReference(right[..left.Length]);
        Vector512<double> lower = Vector512<double>.Zero, upper = Vector512<double>.Zero;
        int i = 0;
        for (; i + Lanes <= left.Length; i += Lanes)
        {
            (Vector512<double> l0, Vector512<double> l1) = Load(ref Unsafe.Add(ref l, i));
            (Vector512<double> r0, Vector512<double> r1) = Load(ref Unsafe.Add(ref r, i));
            lower += l0 * r0;
            upper += l1 * r1;
        }

        Vector512<double> all = lower + upper;
        Vector256<double> half = all.GetLower() + all.GetUpper();
        Vector128<double> quarter = half.GetLower() + half.GetUpper();
        double sum = quarter[0] + quarter[1];
        for (; i < left.Length; i++)
            sum += Widen(Unsafe.Add(ref l, i)) * Widen(Unsafe.Add(ref r, i));
        return sum;
    }

    /// <summary>target ← target + factor · source.</summary>
    /// <typeparam name="T">Single or double precision.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled<T>(Span<double> target, double factor, ReadOnlySpan<T> source)
        where T : unmanaged
    {
        ref double t = ref MemoryMarshal.GetReference(target);
        ref T s = ref MemoryMarshal.GetReference(source[..target.Length]);
        Vector512<double> factors = Vector512.Create(factor);
        int i = 0;
        for (; i + Lanes <= target.Length; i += Lanes)
        {
            (Vector512<double> s0, Vector512<double> s1) = Load(ref Unsafe.Add(ref s, i));
            ref double place = ref Unsafe.Add(ref t, i);
            (Vector512.LoadUnsafe(ref place) + factors * s0).StoreUnsafe(ref place);
            (Vector512.LoadUnsafe(ref place, (nuint)Lanes / 2) + factors * s1).StoreUnsafe(ref place, (nuint)Lanes / 2);
        }

        for (; i < target.Length; i++)
            Unsafe.Add(ref t, i) += factor * Widen(Unsafe.Add(ref s, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Lower, Vector512<double> Upper) Load<T>(ref T first)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return Vector512.Widen(Vector512.LoadUnsafe(ref Unsafe.As<T, float>(ref first)));
        ref double wide = ref Unsafe.As<T, double>(ref first);
        return (Vector512.LoadUnsafe(ref wide), Vector512.LoadUnsafe(ref wide, (nuint)Lanes / 2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Widen<T>(T value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value) : Unsafe.BitCast<T, double>(value);
}
