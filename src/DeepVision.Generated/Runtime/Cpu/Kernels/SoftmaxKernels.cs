using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Softmax over the channels of each pixel, p = exp(x − max) / Σ exp(x − max), and its logarithm.</summary>
public static class SoftmaxKernels
{
    /// <summary>Probabilities from scores; the padding is written as zero.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; may be the source.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float source, ref float target, nint pixels, int channels, int stride)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float from = ref Unsafe.Add(ref source, pixel * stride);
            ref float to = ref Unsafe.Add(ref target, pixel * stride);
            float sum = Exponentials(ref from, ref to, Maximum(ref from, channels), channels, stride);
            Scale(ref to, 1f / sum, stride);
        }
    }

    /// <summary>dx = y·(dy − Σ dy·y), in place.</summary>
    /// <param name="values">The probabilities y.</param>
    /// <param name="gradient">dy, replaced by dx.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(ref float values, ref float gradient, nint pixels, int channels, int stride)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            nuint first = (nuint)(pixel * stride), end = first + (nuint)stride;
            Vector512<float> products = Vector512<float>.Zero;
            for (nuint i = first; i < end; i += Lanes.Count)
                products = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref values, i), Vector512.LoadUnsafe(ref gradient, i), products);
            Vector512<float> mean = Vector512.Create(Lanes.Sum(products));
            for (nuint i = first; i < end; i += Lanes.Count)
                (Vector512.LoadUnsafe(ref values, i) * (Vector512.LoadUnsafe(ref gradient, i) - mean)).StoreUnsafe(ref gradient, i);
        }
    }

    /// <summary>Logarithms of the probabilities, x − max − log Σ exp(x − max); the padding is written as zero.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogForward(ref float source, ref float target, nint pixels, int channels, int stride)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float from = ref Unsafe.Add(ref source, pixel * stride);
            ref float to = ref Unsafe.Add(ref target, pixel * stride);
            float maximum = Maximum(ref from, channels);
            float logarithm = (float)PortableMath.Log(Exponentials(ref from, ref to, maximum, channels, stride));
            for (int channel = 0; channel < stride; channel += Lanes.Count)
            {
                Vector512<float> value = Vector512.LoadUnsafe(ref from, (nuint)channel) - Vector512.Create(maximum) - Vector512.Create(logarithm);
                (value & Lanes.Mask(channels - channel)).StoreUnsafe(ref to, (nuint)channel);
            }
        }
    }

    /// <summary>dx = dy − exp(y)·Σ dy, in place.</summary>
    /// <param name="values">The logarithms y.</param>
    /// <param name="gradient">dy, replaced by dx.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogGradient(ref float values, ref float gradient, nint pixels, int channels, int stride)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float logarithms = ref Unsafe.Add(ref values, pixel * stride);
            ref float changes = ref Unsafe.Add(ref gradient, pixel * stride);
            Vector512<float> sums = Vector512<float>.Zero;
            for (nuint i = 0; i < (nuint)stride; i += Lanes.Count)
                sums += Vector512.LoadUnsafe(ref changes, i);
            Vector512<float> sum = Vector512.Create(Lanes.Sum(sums));
            for (int channel = 0; channel < stride; channel += Lanes.Count)
            {
                Vector512<float> share = LaneMath.Exp(Vector512.LoadUnsafe(ref logarithms, (nuint)channel)) * sum;
                ((Vector512.LoadUnsafe(ref changes, (nuint)channel) - share) & Lanes.Mask(channels - channel)).StoreUnsafe(ref changes, (nuint)channel);
            }
        }
    }

    /// <summary>The largest score; not-a-number if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Maximum(ref float scores, int channels)
    {
        Vector512<float> lowest = Vector512.Create(float.NegativeInfinity), best = lowest;
        for (int channel = 0; channel < channels; channel += Lanes.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref scores, (nuint)channel);
            best = Vector512.Max(best, Vector512.ConditionalSelect(Lanes.Mask(channels - channel), value, lowest));
        }

        float maximum = best[0];
        for (int lane = 1; lane < Lanes.Count; lane++)
            maximum = MathF.Max(maximum, best[lane]);
        return maximum;
    }

    /// <summary>Writes exp(x − maximum), zeroes the padding, and returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Exponentials(ref float source, ref float target, float maximum, int channels, int stride)
    {
        Vector512<float> sum = Vector512<float>.Zero, shift = Vector512.Create(maximum);
        for (int channel = 0; channel < stride; channel += Lanes.Count)
        {
            Vector512<float> value = LaneMath.Exp(Vector512.LoadUnsafe(ref source, (nuint)channel) - shift) & Lanes.Mask(channels - channel);
            value.StoreUnsafe(ref target, (nuint)channel);
            sum += value;
        }

        return Lanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(ref float values, float factor, int stride)
    {
        for (nuint i = 0; i < (nuint)stride; i += Lanes.Count)
            (Vector512.LoadUnsafe(ref values, i) * factor).StoreUnsafe(ref values, i);
    }
}
