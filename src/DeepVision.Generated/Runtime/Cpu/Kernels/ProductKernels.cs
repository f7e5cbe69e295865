using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Products of activations, and of activations and a gate: a factor for each channel of a sample, or for each pixel. Activations
/// are N,H,W,C floats; each pixel has <c>stride</c> floats (a multiple of 16), of which the first <c>channels</c> count and the
/// rest are zero. A gate of pixels has one channel, so its pixels are 16 floats apart.
/// </summary>
public static class ProductKernels
{
    /// <summary>target = first · second, value by value.</summary>
    /// <param name="first">First float of the first factor.</param>
    /// <param name="second">First float of the second factor.</param>
    /// <param name="target">First float of the product; may be either factor.</param>
    /// <param name="length">Floats, padding included; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ref float first, ref float second, ref float target, nint length)
    {
        for (nint index = 0; index < length; index += Lanes.Count)
            (Vector512.LoadUnsafe(ref first, (nuint)index) * Vector512.LoadUnsafe(ref second, (nuint)index)).StoreUnsafe(ref target, (nuint)index);
    }

    /// <summary>Multiplies each pixel by the factors of its sample's channels.</summary>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="gate">First factor of the first sample.</param>
    /// <param name="target">First float of the first sample written; may be the source.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="stride">Floats per pixel, and per sample of the gate.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyChannels(ref float source, ref float gate, ref float target, int count, int pixels, int stride)
    {
        nuint place = 0;
        for (int sample = 0; sample < count; sample++)
        {
            ref float factors = ref Unsafe.Add(ref gate, (nint)sample * stride);
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count, place += Lanes.Count)
                    (Vector512.LoadUnsafe(ref source, place) * Vector512.LoadUnsafe(ref factors, channel)).StoreUnsafe(ref target, place);
            }
        }
    }

    /// <summary>Multiplies all channels of each pixel by the pixel's factor; the padding stays zero whatever that is.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="gate">Factor of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; may be the source.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel of source and target.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyPixels(ref float source, ref float gate, ref float target, nint pixels, int channels, int stride)
    {
        nuint place = 0;
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            Vector512<float> factor = Vector512.Create(Unsafe.Add(ref gate, pixel * Lanes.Count));
            for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
                (Vector512.LoadUnsafe(ref source, place) * factor & Lanes.Mask(channels - channel)).StoreUnsafe(ref target, place);
        }
    }

    /// <summary>
    /// The gradient of a gate of channels: for each channel of each sample the sum of first · second over its pixels. The
    /// pixels are added in four rows, pixel p to row p mod 4, and these as (0 + 1) + (2 + 3).
    /// </summary>
    /// <param name="first">First float of the first factors.</param>
    /// <param name="second">First float of the second factors.</param>
    /// <param name="target">First sum of the first sample.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="stride">Floats per pixel, and per sample of the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumOverPixels(ref float first, ref float second, ref float target, int count, int pixels, int stride)
    {
        nuint distance = (nuint)stride, rows = 4 * distance;
        for (int sample = 0; sample < count; sample++)
        {
            for (int channel = 0; channel < stride; channel += Lanes.Count)
            {
                nuint place = (nuint)((nint)sample * pixels * stride + channel);
                Vector512<float> sum0 = Vector512<float>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
                int pixel = 0;
                for (; pixel <= pixels - 4; pixel += 4, place += rows)
                {
                    sum0 = AddProduct(ref first, ref second, place, sum0);
                    sum1 = AddProduct(ref first, ref second, place + distance, sum1);
                    sum2 = AddProduct(ref first, ref second, place + 2 * distance, sum2);
                    sum3 = AddProduct(ref first, ref second, place + 3 * distance, sum3);
                }

                if (pixel < pixels)
                    sum0 = AddProduct(ref first, ref second, place, sum0);
                if (pixel + 1 < pixels)
                    sum1 = AddProduct(ref first, ref second, place + distance, sum1);
                if (pixel + 2 < pixels)
                    sum2 = AddProduct(ref first, ref second, place + 2 * distance, sum2);
                ((sum0 + sum1) + (sum2 + sum3)).StoreUnsafe(ref target, (nuint)((nint)sample * stride + channel));
            }
        }
    }

    /// <summary>
    /// The gradient of a gate of pixels: for each pixel the sum of first · second over its channels, every sixteenth to one
    /// lane, and the lanes in a binary tree.
    /// </summary>
    /// <param name="first">First float of the first factors.</param>
    /// <param name="second">First float of the second factors.</param>
    /// <param name="target">Sum of the first pixel; fifteen zeros of padding are written behind each.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel of the factors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumOverChannels(ref float first, ref float second, ref float target, nint pixels, int stride)
    {
        nuint place = 0;
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            Vector512<float> sums = Vector512<float>.Zero;
            for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
                sums = AddProduct(ref first, ref second, place, sums);
            Vector512.CreateScalar(Lanes.Sum(sums)).StoreUnsafe(ref target, (nuint)(pixel * Lanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddProduct(ref float first, ref float second, nuint place, Vector512<float> sum) =>
        Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref first, place), Vector512.LoadUnsafe(ref second, place), sum);
}
