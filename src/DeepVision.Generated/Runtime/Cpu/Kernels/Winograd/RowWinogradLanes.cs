using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>What the transforms of rows read and write.</summary>
internal static class RowWinogradLanes
{
    /// <summary>Sixteen floats in two halves: those of two tiles, or of one where they lie side by side.</summary>
    /// <param name="lower">The lower half.</param>
    /// <param name="upper">Floats from there to the upper half.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float lower, nint upper) =>
        Vector256.LoadUnsafe(ref lower).ToVector512Unsafe().WithUpper(Vector256.LoadUnsafe(ref Unsafe.Add(ref lower, upper)));

    /// <summary>Adds to sixteen floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector512<float> value, ref float target) => (Vector512.LoadUnsafe(ref target) + value).StoreUnsafe(ref target);
}
