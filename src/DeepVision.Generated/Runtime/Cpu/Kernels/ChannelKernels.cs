using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// What adds one number for each channel, and the gradient of that. Each pixel has <c>stride</c> floats (a multiple of 16), whose padding
/// stays zero.
/// </summary>
public static class ChannelKernels
{
    /// <summary>y = x + b.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="bias">One float for each channel, zeros behind them.</param>
    /// <param name="target">First float of the first pixel written; may be the source.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="sourceStride">Floats from one pixel of the source to the next where they lie among the channels of others; 0 where they lie side by side.</param>
    /// <param name="targetStride">The same for the target.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBias(ref float source, ref float bias, ref float target, nint pixels, int stride, int sourceStride = 0, int targetStride = 0)
    {
        (sourceStride, targetStride) = (PixelStride.Of(sourceStride, stride), PixelStride.Of(targetStride, stride));
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float x = ref Unsafe.Add(ref source, pixel * sourceStride), y = ref Unsafe.Add(ref target, pixel * targetStride);
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
                (Vector512.LoadUnsafe(ref x, channel) + Vector512.LoadUnsafe(ref bias, channel)).StoreUnsafe(ref y, channel);
        }
    }

    /// <summary>Adds dy of all pixels, in their order, to the gradient of the bias.</summary>
    /// <param name="gradient">dy of the first pixel.</param>
    /// <param name="biasGradient">One float for each channel.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="gradientStride">Floats from one pixel of dy to the next where they lie among the channels of others; 0 where they lie side by side.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BiasGradient(ref float gradient, ref float biasGradient, nint pixels, int stride, int gradientStride = 0)
    {
        gradientStride = PixelStride.Of(gradientStride, stride);
        for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
        {
            Vector512<float> sum = Vector512.LoadUnsafe(ref biasGradient, channel);
            nuint place = channel;
            for (nint pixel = 0; pixel < pixels; pixel++, place += (nuint)gradientStride)
                sum += Vector512.LoadUnsafe(ref gradient, place);
            sum.StoreUnsafe(ref biasGradient, channel);
        }
    }

    /// <summary>Adds what belongs to the next step of a sequence, and counts it.</summary>
    /// <param name="source">The step.</param>
    /// <param name="positions">What is added to each step, one behind the other.</param>
    /// <param name="state">Steps counted before; becomes one more.</param>
    /// <param name="target">Receives the sum; may be the source.</param>
    /// <param name="stride">Floats of a step.</param>
    public static void AddPosition(ref float source, ref float positions, ref float state, ref float target, int stride)
    {
        AddBias(ref source, ref Unsafe.Add(ref positions, (nint)state * stride), ref target, 1, stride);
        state++;
    }
}
