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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBias(ref float source, ref float bias, ref float target, nint pixels, int stride)
    {
        nuint place = 0;
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count, place += Lanes.Count)
                (Vector512.LoadUnsafe(ref source, place) + Vector512.LoadUnsafe(ref bias, channel)).StoreUnsafe(ref target, place);
        }
    }

    /// <summary>Adds dy of all pixels, in their order, to the gradient of the bias.</summary>
    /// <param name="gradient">dy of the first pixel.</param>
    /// <param name="biasGradient">One float for each channel.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BiasGradient(ref float gradient, ref float biasGradient, nint pixels, int stride)
    {
        for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
        {
            Vector512<float> sum = Vector512.LoadUnsafe(ref biasGradient, channel);
            nuint place = channel;
            for (nint pixel = 0; pixel < pixels; pixel++, place += (nuint)stride)
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
