using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>That of a convolution with stride 2: phase by phase, the four outer taps first, the one in the middle last.</summary>
internal readonly struct StridedWinogradWeightTransform : IWinogradWeightTransform
{
    private const int Taps = 3;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transform(ref float source, nint tap, ref float target, nint plane)
    {
        ref float middle = ref Unsafe.Add(ref source, Taps * tap);
        ref float last = ref Unsafe.Add(ref source, 2 * Taps * tap);
        StridedWinogradTransform.Weights(
            Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref last),
            out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3, out Vector512<float> a4);
        StridedWinogradTransform.Weights(
            Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 2 * tap)), Vector512.LoadUnsafe(ref Unsafe.Add(ref last, 2 * tap)),
            out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3, out Vector512<float> b4);
        StoreFive(a0, b0, ref target, plane);
        StoreFive(a1, b1, ref Unsafe.Add(ref target, 5 * plane), plane);
        StoreFive(a2, b2, ref Unsafe.Add(ref target, 10 * plane), plane);
        StoreFive(a3, b3, ref Unsafe.Add(ref target, 15 * plane), plane);
        StoreFive(a4, b4, ref Unsafe.Add(ref target, 20 * plane), plane);
        StoreFive(Vector512.LoadUnsafe(ref Unsafe.Add(ref source, tap)), Vector512.LoadUnsafe(ref Unsafe.Add(ref last, tap)), ref Unsafe.Add(ref target, 25 * plane), plane);
        StoreFive(Vector512.LoadUnsafe(ref middle), Vector512.LoadUnsafe(ref Unsafe.Add(ref middle, 2 * tap)), ref Unsafe.Add(ref target, 30 * plane), plane);
        Vector512.LoadUnsafe(ref Unsafe.Add(ref middle, tap)).StoreUnsafe(ref Unsafe.Add(ref target, 35 * plane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFive(Vector512<float> g0, Vector512<float> g2, ref float target, nint plane)
    {
        StridedWinogradTransform.Weights(
            g0, g2, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4);
        t0.StoreUnsafe(ref target);
        t1.StoreUnsafe(ref Unsafe.Add(ref target, plane));
        t2.StoreUnsafe(ref Unsafe.Add(ref target, 2 * plane));
        t3.StoreUnsafe(ref Unsafe.Add(ref target, 3 * plane));
        t4.StoreUnsafe(ref Unsafe.Add(ref target, 4 * plane));
    }
}
