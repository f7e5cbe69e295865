using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// What multiplies values of 0 or less by a slope for each channel, and its gradients. Each pixel has <c>stride</c> floats (a multiple of
/// 16), whose padding stays zero.
/// </summary>
public static class PReLUKernels
{
    /// <summary>y = x for x &gt; 0, else a · x.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="slopes">One float for each channel, zeros behind them.</param>
    /// <param name="target">First float of the first pixel written.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float source, ref float slopes, ref float target, nint pixels, int stride)
    {
        nuint place = 0;
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count, place += Lanes.Count)
            {
                Vector512<float> x = Vector512.LoadUnsafe(ref source, place);
                Vector512<float> sloped = x * Vector512.LoadUnsafe(ref slopes, channel);
                Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, sloped).StoreUnsafe(ref target, place);
            }
        }
    }

    /// <summary>dx = dy for x &gt; 0, else a · dy.</summary>
    /// <param name="source">x.</param>
    /// <param name="gradient">dy.</param>
    /// <param name="slopes">One float for each channel, zeros behind them.</param>
    /// <param name="target">dx; may be dy.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(ref float source, ref float gradient, ref float slopes, ref float target, nint pixels, int stride)
    {
        nuint place = 0;
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count, place += Lanes.Count)
            {
                Vector512<float> dy = Vector512.LoadUnsafe(ref gradient, place);
                Vector512<float> passes = Vector512.GreaterThan(Vector512.LoadUnsafe(ref source, place), Vector512<float>.Zero);
                Vector512.ConditionalSelect(passes, dy, dy * Vector512.LoadUnsafe(ref slopes, channel)).StoreUnsafe(ref target, place);
            }
        }
    }

    /// <summary>Adds dy · x of all pixels with x ≤ 0, in their order, to the gradient of the slopes.</summary>
    /// <param name="source">x.</param>
    /// <param name="gradient">dy.</param>
    /// <param name="slopeGradient">One float for each channel.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SlopeGradient(ref float source, ref float gradient, ref float slopeGradient, nint pixels, int stride)
    {
        for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
        {
            Vector512<float> sum = Vector512.LoadUnsafe(ref slopeGradient, channel);
            nuint place = channel;
            for (nint pixel = 0; pixel < pixels; pixel++, place += (nuint)stride)
            {
                Vector512<float> x = Vector512.LoadUnsafe(ref source, place);
                Vector512<float> more = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref gradient, place), sum);
                sum = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), sum, more);
            }

            sum.StoreUnsafe(ref slopeGradient, channel);
        }
    }
}
