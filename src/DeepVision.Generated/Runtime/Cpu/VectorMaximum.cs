using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Brings not-a-number back into a maximum. The native maximum of x64 loses it when it is the first operand, and one that
/// doesn't (<see cref="Vector512.Max{T}"/>) takes three to nine instructions instead of one; this takes two for every pair.
/// </summary>
public static class VectorMaximum
{
    /// <summary>The maximum, or not-a-number where one of two values that it was taken of is.</summary>
    /// <param name="maximum">The native maximum of these and others.</param>
    /// <param name="first">One of the values.</param>
    /// <param name="second">Another one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> KeepNaN(Vector512<float> maximum, Vector512<float> first, Vector512<float> second)
    {
        if (Avx512F.IsSupported)
            return Vector512.ConditionalSelect(Avx512F.CompareUnordered(first, second), Vector512.Create(float.NaN), maximum);
        return maximum | ~(Vector512.Equals(first, first) & Vector512.Equals(second, second));
    }

    /// <inheritdoc cref="KeepNaN(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> KeepNaN(Vector256<float> maximum, Vector256<float> first, Vector256<float> second)
    {
        // All bits set are not a number.
        if (Avx.IsSupported)
            return maximum | Avx.CompareUnordered(first, second);
        return maximum | ~(Vector256.Equals(first, first) & Vector256.Equals(second, second));
    }

    /// <inheritdoc cref="KeepNaN(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> KeepNaN(Vector128<float> maximum, Vector128<float> first, Vector128<float> second)
    {
        if (Sse.IsSupported)
            return maximum | Sse.CompareUnordered(first, second);
        return maximum | ~(Vector128.Equals(first, first) & Vector128.Equals(second, second));
    }
}
