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
    /// <summary>max(x, 0); not-a-number stays what it is.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    public static void ReLU(ref float source, ref float target, nint pixels, int channels, int stride) =>
        LeakyReLU(ref source, ref target, pixels, channels, stride, 0f);

    /// <summary>x where x is positive, <paramref name="slope"/>·x elsewhere.</summary>
    /// <inheritdoc cref="ReLU"/>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="slope">Slope for negative inputs; 0 is ReLU.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LeakyReLU(ref float source, ref float target, nint pixels, int channels, int stride, float slope)
    {
        nuint length = (nuint)(pixels * stride);
        for (nuint i = 0; i < length; i += Lanes.Count)
            Lanes.Activate(Vector512.LoadUnsafe(ref source, i), slope).StoreUnsafe(ref target, i);
    }

    /// <summary>1 / (1 + exp(−x)); the padding is written as zero.</summary>
    /// <inheritdoc cref="ReLU"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sigmoid(ref float source, ref float target, nint pixels, int channels, int stride)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            nuint offset = (nuint)(pixel * stride);
            for (int channel = 0; channel < stride; channel += Lanes.Count, offset += Lanes.Count)
            {
                // sigmoid(0) is 0.5, so that the padding would not stay zero by itself.
                Vector512<float> value = LaneMath.Sigmoid(Vector512.LoadUnsafe(ref source, offset));
                (value & Lanes.Mask(channels - channel)).StoreUnsafe(ref target, offset);
            }
        }
    }

    /// <summary>The hyperbolic tangent.</summary>
    /// <inheritdoc cref="ReLU"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tanh(ref float source, ref float target, nint pixels, int channels, int stride)
    {
        nuint length = (nuint)(pixels * stride);
        for (nuint i = 0; i < length; i += Lanes.Count)
            LaneMath.Tanh(Vector512.LoadUnsafe(ref source, i)).StoreUnsafe(ref target, i);
    }

    /// <summary>dx = dy, but 0 where y is 0 or less; in place. Behind a y that is not a number the gradient goes on, as in PyTorch.</summary>
    /// <param name="values">The activation's outputs y.</param>
    /// <param name="gradient">dy, replaced by dx.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReLUGradient(ref float values, ref float gradient, nint pixels, int stride)
    {
        nuint length = (nuint)(pixels * stride);
        for (nuint i = 0; i < length; i += Lanes.Count)
        {
            Vector512<float> blocked = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref values, i), Vector512<float>.Zero);
            Vector512.AndNot(Vector512.LoadUnsafe(ref gradient, i), blocked).StoreUnsafe(ref gradient, i);
        }
    }

    /// <summary>dx = dy, but <paramref name="slope"/>·dy where y is 0 or less; in place.</summary>
    /// <param name="values">The activation's outputs y.</param>
    /// <param name="gradient">dy, replaced by dx.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="slope">Slope for negative inputs, 0 or more (else y does not tell the sign of x).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LeakyReLUGradient(ref float values, ref float gradient, nint pixels, int stride, float slope)
    {
        nuint length = (nuint)(pixels * stride);
        for (nuint i = 0; i < length; i += Lanes.Count)
            Lanes.ActivationGradient(Vector512.LoadUnsafe(ref values, i), Vector512.LoadUnsafe(ref gradient, i), slope).StoreUnsafe(ref gradient, i);
    }

    /// <summary>dx = dy·y·(1 − y); in place.</summary>
    /// <inheritdoc cref="ReLUGradient"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SigmoidGradient(ref float values, ref float gradient, nint pixels, int stride)
    {
        nuint length = (nuint)(pixels * stride);
        for (nuint i = 0; i < length; i += Lanes.Count)
        {
            Vector512<float> y = Vector512.LoadUnsafe(ref values, i);
            (Vector512.LoadUnsafe(ref gradient, i) * (y * (Vector512<float>.One - y))).StoreUnsafe(ref gradient, i);
        }
    }

    /// <summary>dx = dy·(1 − y²); in place.</summary>
    /// <inheritdoc cref="ReLUGradient"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TanhGradient(ref float values, ref float gradient, nint pixels, int stride)
    {
        nuint length = (nuint)(pixels * stride);
        for (nuint i = 0; i < length; i += Lanes.Count)
        {
            Vector512<float> y = Vector512.LoadUnsafe(ref values, i);
            (Vector512.LoadUnsafe(ref gradient, i) * Vector512.FusedMultiplyAdd(-y, y, Vector512<float>.One)).StoreUnsafe(ref gradient, i);
        }
    }
}
