using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Activation functions and their gradients, element by element. Activations are N,H,W,C floats; each pixel has
/// <c>stride</c> floats (a multiple of 16), of which the first <c>channels</c> count and the rest are zero. Source and
/// target may be the same buffer.
/// </summary>
public static class ActivationKernels
{
    /// <summary>y = f(x); the padding is zero.</summary>
    /// <typeparam name="TFunction">f.</typeparam>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="sourceStride">Floats from one pixel of the source to the next where they lie among the channels of others; 0 where they lie side by side.</param>
    /// <param name="targetStride">The same for the target.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TFunction>(ref float source, ref float target, nint pixels, int channels, int stride, int sourceStride = 0, int targetStride = 0)
        where TFunction : struct, IElementwiseFunction
    {
        if (TFunction.KeepsZero && (sourceStride | targetStride) == 0)
        {
            nuint length = (nuint)(pixels * stride);
            for (nuint i = 0; i < length; i += Lanes.Count)
                TFunction.Value(Vector512.LoadUnsafe(ref source, i)).StoreUnsafe(ref target, i);
            return;
        }

        (sourceStride, targetStride) = (PixelStride.Of(sourceStride, stride), PixelStride.Of(targetStride, stride));
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float x = ref Unsafe.Add(ref source, pixel * sourceStride), y = ref Unsafe.Add(ref target, pixel * targetStride);
            for (int channel = 0; channel < stride; channel += Lanes.Count)
            {
                Vector512<float> value = TFunction.Value(Vector512.LoadUnsafe(ref x, (nuint)channel));
                (value & Lanes.Mask(channels - channel)).StoreUnsafe(ref y, (nuint)channel);
            }
        }
    }

    /// <summary>dx by dy.</summary>
    /// <typeparam name="TFunction">The activation.</typeparam>
    /// <param name="kept">What the activation keeps for its gradient: its inputs x or its outputs y.</param>
    /// <param name="source">dy.</param>
    /// <param name="target">dx.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="keptStride">Floats from one pixel kept to the next where they lie among the channels of others; 0 where they lie side by side.</param>
    /// <param name="sourceStride">The same for dy.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TFunction>(ref float kept, ref float source, ref float target, nint pixels, int stride, int keptStride = 0, int sourceStride = 0)
        where TFunction : struct, IElementwiseFunction
    {
        // Side by side they are one long row.
        nint rows = (keptStride | sourceStride) == 0 ? 1 : pixels, length = pixels * stride / Math.Max(1, rows);
        for (nint row = 0; row < rows; row++)
        {
            ref float values = ref Unsafe.Add(ref kept, row * PixelStride.Of(keptStride, stride)), dy = ref Unsafe.Add(ref source, row * PixelStride.Of(sourceStride, stride)), dx = ref Unsafe.Add(ref target, row * length);
            for (nuint i = 0; i < (nuint)length; i += Lanes.Count)
                TFunction.InputGradient(Vector512.LoadUnsafe(ref dy, i), Vector512.LoadUnsafe(ref values, i)).StoreUnsafe(ref dx, i);
        }
    }
}
