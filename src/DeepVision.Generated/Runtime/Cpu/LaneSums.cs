using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Adds up the sixteen lanes of a gradient in a fixed binary tree, so that the sum is the same for any number of threads.</summary>
internal static class LaneSums
{
    public const int Lanes = 16;

    /// <param name="lanes">First value in lane 0.</param>
    /// <param name="laneStride">Floats from one lane to the next.</param>
    /// <param name="target">Receives the sums.</param>
    /// <param name="length">Values; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref float lanes, nint laneStride, ref float target, int length)
    {
        for (int i = 0; i < length; i += Vector512<float>.Count)
        {
            ref float first = ref Unsafe.Add(ref lanes, i);
            Vector512<float> sum =
                (Quarter(ref first, laneStride) + Quarter(ref Unsafe.Add(ref first, 4 * laneStride), laneStride))
                + (Quarter(ref Unsafe.Add(ref first, 8 * laneStride), laneStride) + Quarter(ref Unsafe.Add(ref first, 12 * laneStride), laneStride));
            sum.StoreUnsafe(ref target, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarter(ref float first, nint laneStride) =>
        (Vector512.LoadUnsafe(ref first) + Vector512.LoadUnsafe(ref Unsafe.Add(ref first, laneStride)))
        + (Vector512.LoadUnsafe(ref Unsafe.Add(ref first, 2 * laneStride)) + Vector512.LoadUnsafe(ref Unsafe.Add(ref first, 3 * laneStride)));
}
