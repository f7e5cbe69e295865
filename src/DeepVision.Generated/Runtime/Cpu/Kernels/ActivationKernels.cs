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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TFunction>(ref float source, ref float target, nint pixels, int channels, int stride)
        where TFunction : struct, IElementwiseFunction
    {
        if (TFunction.KeepsZero)
        {
            nuint length = (nuint)(pixels * stride);
            for (nuint i = 0; i < length; i += Lanes.Count)
                TFunction.Value(Vector512.LoadUnsafe(ref source, i)).StoreUnsafe(ref target, i);
            return;
        }

        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            nuint offset = (nuint)(pixel * stride);
            for (int channel = 0; channel < stride; channel += Lanes.Count, offset += Lanes.Count)
            {
                Vector512<float> value = TFunction.Value(Vector512.LoadUnsafe(ref source, offset));
                (value & Lanes.Mask(channels - channel)).StoreUnsafe(ref target, offset);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TFunction>(ref float kept, ref float source, ref float target, nint pixels, int stride)
        where TFunction : struct, IElementwiseFunction
    {
        nuint length = (nuint)(pixels * stride);
        for (nuint i = 0; i < length; i += Lanes.Count)
            TFunction.InputGradient(Vector512.LoadUnsafe(ref source, i), Vector512.LoadUnsafe(ref kept, i)).StoreUnsafe(ref target, i);
    }
}
