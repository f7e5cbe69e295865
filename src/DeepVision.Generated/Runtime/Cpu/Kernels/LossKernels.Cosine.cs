using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class LossKernels
{
    /// <summary>
    /// 1 − cos of the angle between the channels of each pixel and those wanted; the loss of a sample is the mean over its pixels. The gradient by y is
    /// (cos·ŷ − t̂) / ‖y‖. A vector of zeros has no direction: its cosine and its gradient are 0.
    /// </summary>
    /// <param name="scores">First output of the first sample.</param>
    /// <param name="gradient">Gradient with respect to the outputs, times <paramref name="scale"/>; padding is written as zero.</param>
    /// <param name="targets">The values wanted, N,H,W,C without padding.</param>
    /// <param name="losses">The loss of each sample, not yet divided.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / number of samples.</param>
    public static void CosineSimilarity(ref float scores, ref float gradient, ReadOnlySpan<float> targets, Span<float> losses, int count, int pixels, int channels, int stride, float scale)
    {
        for (int sample = 0; sample < count; sample++)
        {
            float sum = 0f;
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                int row = sample * pixels + pixel;
                nint offset = (nint)row * stride;
                sum += CosineRow(ref Unsafe.Add(ref scores, offset), ref Unsafe.Add(ref gradient, offset), targets.Slice(row * channels, channels), stride, scale / pixels);
            }

            losses[sample] = sum / pixels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float CosineRow(ref float row, ref float gradient, ReadOnlySpan<float> target, int stride, float scale)
    {
        Vector512<float> products = Vector512<float>.Zero, squares = products, wanted = products;
        for (int channel = 0; channel < target.Length; channel += Lanes.Count)
        {
            Vector512<float> y = Vector512.LoadUnsafe(ref row, (nuint)channel), t = Wanted(target, channel);
            products = Vector512.FusedMultiplyAdd(y, t, products);
            squares = Vector512.FusedMultiplyAdd(y, y, squares);
            wanted = Vector512.FusedMultiplyAdd(t, t, wanted);
        }

        float length = MathF.Sqrt(Lanes.Sum(squares)), targetLength = MathF.Sqrt(Lanes.Sum(wanted));
        bool hasDirection = length != 0f && targetLength != 0f;
        float cosine = hasDirection ? Lanes.Sum(products) / length / targetLength : 0f;
        float ofRow = hasDirection ? scale * cosine / length / length : 0f, ofTarget = hasDirection ? scale / length / targetLength : 0f;
        for (int channel = 0; channel < stride; channel += Lanes.Count)
        {
            Vector512<float> value = channel < target.Length
                ? Vector512.LoadUnsafe(ref row, (nuint)channel) * ofRow - Wanted(target, channel) * ofTarget
                : Vector512<float>.Zero;
            (value & Lanes.Mask(target.Length - channel)).StoreUnsafe(ref gradient, (nuint)channel);
        }

        return 1f - cosine;
    }

    /// <summary>Sixteen targets of a row; zero behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Wanted(ReadOnlySpan<float> target, int channel)
    {
        int left = target.Length - channel;
        return Lanes.LoadPartial(ref Unsafe.Add(ref MemoryMarshal.GetReference(target), channel), left, left);
    }
}
