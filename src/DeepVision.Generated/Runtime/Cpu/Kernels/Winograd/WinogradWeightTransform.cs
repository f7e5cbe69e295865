using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>That of F(4×4, 3×3): columns first, whose results stay in registers, then rows.</summary>
internal readonly struct WinogradWeightTransform : IWinogradWeightTransform
{
    private const int Taps = 3;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transform(ref float source, nint tap, ref float target, nint plane)
    {
        TransformColumn(ref source, tap, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3, out Vector512<float> a4, out Vector512<float> a5);
        TransformColumn(ref Unsafe.Add(ref source, tap), tap, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3, out Vector512<float> b4, out Vector512<float> b5);
        TransformColumn(ref Unsafe.Add(ref source, 2 * tap), tap, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3, out Vector512<float> c4, out Vector512<float> c5);
        StoreRow(a0, b0, c0, ref target, plane);
        StoreRow(a1, b1, c1, ref Unsafe.Add(ref target, 6 * plane), plane);
        StoreRow(a2, b2, c2, ref Unsafe.Add(ref target, 12 * plane), plane);
        StoreRow(a3, b3, c3, ref Unsafe.Add(ref target, 18 * plane), plane);
        StoreRow(a4, b4, c4, ref Unsafe.Add(ref target, 24 * plane), plane);
        StoreRow(a5, b5, c5, ref Unsafe.Add(ref target, 30 * plane), plane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformColumn(
        ref float source, nint tap,
        out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5) =>
        WinogradTransform.Weights(
            Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref Unsafe.Add(ref source, Taps * tap)), Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 2 * Taps * tap)),
            out t0, out t1, out t2, out t3, out t4, out t5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(Vector512<float> g0, Vector512<float> g1, Vector512<float> g2, ref float target, nint plane)
    {
        WinogradTransform.Weights(
            g0, g1, g2,
            out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5);
        t0.StoreUnsafe(ref target);
        t1.StoreUnsafe(ref Unsafe.Add(ref target, plane));
        t2.StoreUnsafe(ref Unsafe.Add(ref target, 2 * plane));
        t3.StoreUnsafe(ref Unsafe.Add(ref target, 3 * plane));
        t4.StoreUnsafe(ref Unsafe.Add(ref target, 4 * plane));
        t5.StoreUnsafe(ref Unsafe.Add(ref target, 5 * plane));
    }
}
