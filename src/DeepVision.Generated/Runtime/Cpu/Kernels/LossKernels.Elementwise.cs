using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class LossKernels
{
    /// <summary>The loss of each sample, the sum over its values, and the gradient times <paramref name="scale"/>.</summary>
    /// <typeparam name="TLoss">The loss of a value.</typeparam>
    /// <param name="scores">First output of the first sample.</param>
    /// <param name="gradient">Gradient with respect to the outputs; padding is written as zero.</param>
    /// <param name="targets">The values wanted, N,H,W,C without padding.</param>
    /// <param name="losses">The loss of each sample, not yet divided.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / number of values.</param>
    /// <param name="lengths">How many pixels of each sample count, the steps of its sequence; empty = all. The others have no loss, and their gradient is zero.</param>
    /// <exception cref="ArgumentException"><paramref name="targets"/> is shorter than samples × pixels × channels.</exception>
    public static void Elementwise<TLoss>(ref float scores, ref float gradient, ReadOnlySpan<float> targets, Span<float> losses, int count, int pixels, int channels, int stride, float scale, ReadOnlySpan<float> lengths = default)
        where TLoss : struct, IElementwiseLoss
    {
        long needed = (long)count * pixels * channels;
        if (targets.Length < needed)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{Quantity.Of(needed, "target value")} must be there for {count} × {pixels} × {channels} (samples, pixels, channels), but there are {targets.Length}."),
                nameof(targets));
        }

        for (int sample = 0; sample < count; sample++)
        {
            nint offset = (nint)sample * pixels * stride;
            losses[sample] = ElementwiseSample<TLoss>(
                ref Unsafe.Add(ref scores, offset),
                ref Unsafe.Add(ref gradient, offset),
                targets[(sample * pixels * channels)..],
                Counted(lengths, sample, pixels),
                pixels,
                channels,
                stride,
                scale);
        }
    }

    /// <summary>The penalty on the values of each sample, which have no targets, their sum, and the gradient times <paramref name="scale"/>.</summary>
    /// <typeparam name="TLoss">The penalty of a value.</typeparam>
    /// <param name="values">First value of the first sample.</param>
    /// <param name="gradient">Gradient with respect to the values; padding is written as zero.</param>
    /// <param name="losses">The penalty of each sample, not yet divided.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / samples.</param>
    /// <param name="lengths">How many pixels of each sample count, the steps of its sequence; empty = all. The others have no penalty, and their gradient is zero.</param>
    public static void Penalty<TLoss>(ref float values, ref float gradient, Span<float> losses, int pixels, int channels, int stride, float scale, ReadOnlySpan<float> lengths = default)
        where TLoss : struct, IElementwiseLoss
    {
        for (int sample = 0; sample < losses.Length; sample++)
        {
            nint offset = (nint)sample * pixels * stride;
            losses[sample] = ElementwiseSample<TLoss>(
                ref Unsafe.Add(ref values, offset), ref Unsafe.Add(ref gradient, offset), [], Counted(lengths, sample, pixels), pixels, channels, stride, scale);
        }
    }

    /// <summary>One sample, of whose pixels the first <paramref name="counted"/> count; a penalty has no targets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float ElementwiseSample<TLoss>(ref float scores, ref float gradient, ReadOnlySpan<float> targets, int counted, int pixels, int channels, int stride, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        ref float wanted = ref MemoryMarshal.GetReference(targets);
        Vector512<float> sum = Vector512<float>.Zero;
        for (nint pixel = 0; pixel < counted; pixel++)
        {
            nint pixelTargets = pixel * channels;
            nuint place = (nuint)(pixel * stride);
            for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
            {
                if (channel >= channels)
                {
                    Vector512<float>.Zero.StoreUnsafe(ref gradient, place);
                    continue;
                }

                nint next = pixelTargets + channel;
                Vector512<float> target = targets.IsEmpty
                    ? Vector512<float>.Zero
                    : Lanes.LoadPartial(ref Unsafe.Add(ref wanted, next), channels - channel, targets.Length - next);
                TLoss.Evaluate(Vector512.LoadUnsafe(ref scores, place), target, out Vector512<float> loss, out Vector512<float> derivative);
                Vector512<float> mask = Lanes.Mask(channels - channel);
                sum += loss & mask;
                (derivative * scale & mask).StoreUnsafe(ref gradient, place);
            }
        }

        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref gradient, (nint)counted * stride), (pixels - counted) * stride).Clear();
        return Lanes.Sum(sum);
    }
}
