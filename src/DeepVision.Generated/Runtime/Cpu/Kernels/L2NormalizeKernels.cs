using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Divides the channels of each pixel by their Euclidean norm: y = x / max(‖x‖, ε). Each pixel has <c>stride</c> floats (a multiple of 16),
/// whose padding stays zero.
/// </summary>
public static class L2NormalizeKernels
{
    /// <summary>y = x / max(‖x‖, ε).</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; may be the source.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float source, ref float target, nint pixels, int channels, int stride, float epsilon)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            nuint place = (nuint)(pixel * stride);
            float norm = MathF.Sqrt(Product(ref source, ref source, place, stride));
            // Not-a-number is divided by, too.
            Vector512<float> divisor = Vector512.Create(norm <= epsilon ? epsilon : norm);
            for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
                (Vector512.LoadUnsafe(ref source, place) / divisor & Lanes.Mask(channels - channel)).StoreUnsafe(ref target, place);
        }
    }

    /// <summary>dx = (dy − x·Σ(x·dy)/‖x‖²)/‖x‖, or dy/ε where the norm is not above ε.</summary>
    /// <param name="source">The layer's inputs x.</param>
    /// <param name="gradient">dy.</param>
    /// <param name="target">Receives dx; may be the gradient.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(ref float source, ref float gradient, ref float target, nint pixels, int channels, int stride, float epsilon)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            nuint place = (nuint)(pixel * stride);
            float square = Product(ref source, ref source, place, stride), norm = MathF.Sqrt(square);
            bool isSmall = norm <= epsilon;
            Vector512<float> divisor = Vector512.Create(isSmall ? epsilon : norm);
            Vector512<float> along = Vector512.Create(isSmall ? 0f : Product(ref source, ref gradient, place, stride) / square);
            for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
            {
                Vector512<float> across = Vector512.FusedMultiplyAdd(-Vector512.LoadUnsafe(ref source, place), along, Vector512.LoadUnsafe(ref gradient, place));
                (across / divisor & Lanes.Mask(channels - channel)).StoreUnsafe(ref target, place);
            }
        }
    }

    /// <summary>The sum of the products of two pixels' channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Product(ref float first, ref float second, nuint place, int stride)
    {
        Vector512<float> sum = Vector512<float>.Zero;
        for (nuint end = place + (nuint)stride; place < end; place += Lanes.Count)
            sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref first, place), Vector512.LoadUnsafe(ref second, place), sum);
        return Lanes.Sum(sum);
    }
}
