using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Sums and means of activations or gradients that lie in memory alike, padding included.</summary>
public static class SumKernels
{
    /// <summary>target = first + second, value by value.</summary>
    /// <param name="first">First value of the first term.</param>
    /// <param name="second">First value of the second term.</param>
    /// <param name="target">First value of the sum; may be either term.</param>
    /// <param name="length">Values; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref float first, ref float second, ref float target, nint length)
    {
        for (nint index = 0; index < length; index += Vector512<float>.Count)
            (Vector512.LoadUnsafe(ref first, (nuint)index) + Vector512.LoadUnsafe(ref second, (nuint)index)).StoreUnsafe(ref target, (nuint)index);
    }

    /// <summary>target = (first + second) · scale, value by value: the last step of a mean.</summary>
    /// <param name="first">First value of the first term.</param>
    /// <param name="second">First value of the second term.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="target">First value of the result; may be either term.</param>
    /// <param name="length">Values; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(ref float first, ref float second, float scale, ref float target, nint length)
    {
        for (nint index = 0; index < length; index += Vector512<float>.Count)
            ((Vector512.LoadUnsafe(ref first, (nuint)index) + Vector512.LoadUnsafe(ref second, (nuint)index)) * scale).StoreUnsafe(ref target, (nuint)index);
    }

    /// <summary>target = source · scale, value by value: the gradient of a mean.</summary>
    /// <param name="source">First value of the source.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="target">First value of the result; may be the source.</param>
    /// <param name="length">Values; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ref float source, float scale, ref float target, nint length)
    {
        for (nint index = 0; index < length; index += Vector512<float>.Count)
            (Vector512.LoadUnsafe(ref source, (nuint)index) * scale).StoreUnsafe(ref target, (nuint)index);
    }

    /// <summary>target = f(first + second).</summary>
    /// <param name="first">First value of the first term.</param>
    /// <param name="second">First value of the second term.</param>
    /// <param name="slope">Slope for negative sums: 0 is ReLU.</param>
    /// <param name="target">First value of the result; may be either term.</param>
    /// <param name="length">Values; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref float first, ref float second, float slope, ref float target, nint length)
    {
        for (nint index = 0; index < length; index += Vector512<float>.Count)
        {
            Vector512<float> sum = Vector512.LoadUnsafe(ref first, (nuint)index) + Vector512.LoadUnsafe(ref second, (nuint)index);
            Lanes.Activate(sum, slope).StoreUnsafe(ref target, (nuint)index);
        }
    }

    /// <summary>The sum of two gradients by the output of an activation becomes the gradient by its input.</summary>
    /// <param name="first">First value of the first gradient.</param>
    /// <param name="second">First value of the second gradient.</param>
    /// <param name="values">First output of the activation.</param>
    /// <param name="slope">Slope for negative values: 0 is ReLU.</param>
    /// <param name="target">First value of the result; may be either gradient.</param>
    /// <param name="length">Values; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradients(ref float first, ref float second, ref float values, float slope, ref float target, nint length)
    {
        for (nint index = 0; index < length; index += Vector512<float>.Count)
        {
            Vector512<float> sum = Vector512.LoadUnsafe(ref first, (nuint)index) + Vector512.LoadUnsafe(ref second, (nuint)index);
            Lanes.ActivationGradient(Vector512.LoadUnsafe(ref values, (nuint)index), sum, slope).StoreUnsafe(ref target, (nuint)index);
        }
    }

    /// <summary>Copies values; for kernels that work in place on what others still need.</summary>
    /// <param name="source">First value of the source.</param>
    /// <param name="target">First value of the target; must not overlap the source.</param>
    /// <param name="length">Values.</param>
    public static void Copy(ref float source, ref float target, nint length) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, checked((int)length)).CopyTo(MemoryMarshal.CreateSpan(ref target, checked((int)length)));
}
