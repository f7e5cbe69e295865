using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Runtime;

/// <summary>Looks for values that are infinite or not a number.</summary>
internal static class FiniteValues
{
    /// <summary>Values that are on their way into the cache meanwhile: a page, past whose end a processor foresees nothing.</summary>
    private const int FloatsAhead = 1024;

    /// <summary>Index of the first value that is infinite or not a number; -1 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FindOther(ReadOnlySpan<float> values)
    {
        int step = 4 * Vector512<float>.Count, index = 0;
        Vector512<float> infinity = Vector512.Create(float.PositiveInfinity);
        ref float first = ref MemoryMarshal.GetReference(values);
        for (; index + step <= values.Length; index += step)
        {
            ref float part = ref Unsafe.Add(ref first, index);
            for (int line = 0; line < step; line += Vector512<float>.Count)
                CachePrefetch.Line(ref Unsafe.Add(ref part, FloatsAhead + line));
            Vector512<float> finite = IsFinite(ref part, 0, infinity) & IsFinite(ref part, 1, infinity)
                & IsFinite(ref part, 2, infinity) & IsFinite(ref part, 3, infinity);
            if (finite.AsInt32() != Vector512<int>.AllBitsSet)
                break;
        }

        for (; index < values.Length; index++)
        {
            if (!float.IsFinite(values[index]))
                return index;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> IsFinite(ref float part, nuint vector, Vector512<float> infinity) =>
        Vector512.LessThan(Vector512.Abs(Vector512.LoadUnsafe(ref part, vector * (nuint)Vector512<float>.Count)), infinity);
}
