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

    /// <summary>target = f(first + second), where some of them lie among the channels of others.</summary>
    /// <param name="first">First pixel of the first term.</param>
    /// <param name="firstStride">Floats from one of its pixels to the next.</param>
    /// <param name="second">First pixel of the second term.</param>
    /// <param name="secondStride">Floats from one of its pixels to the next.</param>
    /// <param name="slope">Slope for negative sums: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">First pixel of the result; may be either term.</param>
    /// <param name="targetStride">Floats from one of its pixels to the next.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="stride">Floats of a pixel; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref float first, int firstStride, ref float second, int secondStride, float slope, ref float target, int targetStride, nint pixels, int stride)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float a = ref Unsafe.Add(ref first, pixel * firstStride), b = ref Unsafe.Add(ref second, pixel * secondStride);
            ref float sums = ref Unsafe.Add(ref target, pixel * targetStride);
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
            {
                Vector512<float> sum = Vector512.LoadUnsafe(ref a, channel) + Vector512.LoadUnsafe(ref b, channel);
                Lanes.Activate(sum, slope).StoreUnsafe(ref sums, channel);
            }
        }
    }

    /// <summary>The sum of two gradients by the output of an activation becomes the gradient by its input, where some of them lie among the channels of others.</summary>
    /// <param name="first">First pixel of the first gradient.</param>
    /// <param name="firstStride">Floats from one of its pixels to the next.</param>
    /// <param name="second">First pixel of the second gradient.</param>
    /// <param name="secondStride">Floats from one of its pixels to the next.</param>
    /// <param name="values">First pixel of the activation's outputs.</param>
    /// <param name="valuesStride">Floats from one of their pixels to the next.</param>
    /// <param name="slope">Slope for negative values: 0 is ReLU.</param>
    /// <param name="target">First pixel of the result, whose pixels lie side by side; may be either gradient.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="stride">Floats of a pixel; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradients(
        ref float first, int firstStride, ref float second, int secondStride, ref float values, int valuesStride, float slope, ref float target, nint pixels, int stride)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float a = ref Unsafe.Add(ref first, pixel * firstStride), b = ref Unsafe.Add(ref second, pixel * secondStride);
            ref float y = ref Unsafe.Add(ref values, pixel * valuesStride), dx = ref Unsafe.Add(ref target, pixel * stride);
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
            {
                Vector512<float> sum = Vector512.LoadUnsafe(ref a, channel) + Vector512.LoadUnsafe(ref b, channel);
                Lanes.ActivationGradient(Vector512.LoadUnsafe(ref y, channel), sum, slope).StoreUnsafe(ref dx, channel);
            }
        }
    }

    /// <summary>Copies values; for kernels that work in place on what others still need.</summary>
    /// <param name="source">First value of the source.</param>
    /// <param name="target">First value of the target; must not overlap the source.</param>
    /// <param name="length">Values.</param>
    public static void Copy(ref float source, ref float target, nint length) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, checked((int)length)).CopyTo(MemoryMarshal.CreateSpan(ref target, checked((int)length)));
}
