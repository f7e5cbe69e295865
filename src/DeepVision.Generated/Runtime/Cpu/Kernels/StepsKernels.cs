using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The steps of sequences that end before the last step that there is room for. Each sample has a length of its own, a whole number from 1 to all steps;
/// what stands behind the end is never read.
/// </summary>
public static class StepsKernels
{
    /// <summary>The steps as they are, zeros behind the end: the gradient of itself too, and of <see cref="MaskLowest"/>.</summary>
    /// <param name="source">The first sample's sequence.</param>
    /// <param name="lengths">Its length.</param>
    /// <param name="lengthStride">Floats from a sample's length to that of the next.</param>
    /// <param name="target">Receives the first sample's steps.</param>
    /// <param name="count">Samples.</param>
    /// <param name="steps">Steps that there is room for.</param>
    /// <param name="stride">Floats of a step, padding included.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mask(ref float source, ref float lengths, int lengthStride, ref float target, int count, int steps, int stride)
    {
        for (int sample = 0; sample < count; sample++)
        {
            int length = LengthOf(ref lengths, sample * lengthStride, steps) * stride;
            nint place = (nint)sample * steps * stride;
            Span<float> to = Floats(ref target, place, steps * stride);
            Floats(ref source, place, length).CopyTo(to);
            to[length..].Clear();
        }
    }

    /// <summary>The steps as they are, −∞ behind the end, where no maximum is then.</summary>
    /// <param name="source">The first sample's sequence.</param>
    /// <param name="lengths">Its length.</param>
    /// <param name="lengthStride">Floats from a sample's length to that of the next.</param>
    /// <param name="target">Receives the first sample's steps.</param>
    /// <param name="count">Samples.</param>
    /// <param name="steps">Steps that there is room for.</param>
    /// <param name="stride">Floats of a step, padding included.</param>
    /// <param name="features">Values of a step; its padding stays zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaskLowest(ref float source, ref float lengths, int lengthStride, ref float target, int count, int steps, int stride, int features)
    {
        Mask(ref source, ref lengths, lengthStride, ref target, count, steps, stride);
        for (int sample = 0; sample < count; sample++)
        {
            for (int step = LengthOf(ref lengths, sample * lengthStride, steps); step < steps; step++)
                Floats(ref target, ((nint)sample * steps + step) * stride, features).Fill(float.NegativeInfinity);
        }
    }

    /// <summary>The last step first, zeros behind the end: the gradient of itself too.</summary>
    /// <inheritdoc cref="Mask" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reverse(ref float source, ref float lengths, int lengthStride, ref float target, int count, int steps, int stride)
    {
        for (int sample = 0; sample < count; sample++)
        {
            int length = LengthOf(ref lengths, sample * lengthStride, steps);
            nint place = (nint)sample * steps * stride;
            for (int step = 0; step < length; step++)
                Floats(ref source, place + (length - 1 - step) * stride, stride).CopyTo(Floats(ref target, place + step * stride, stride));
            Floats(ref target, place + length * stride, (steps - length) * stride).Clear();
        }
    }

    /// <summary>The last step of each sequence.</summary>
    /// <inheritdoc cref="Mask" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Last(ref float source, ref float lengths, int lengthStride, ref float target, int count, int steps, int stride)
    {
        for (int sample = 0; sample < count; sample++)
        {
            int last = LengthOf(ref lengths, sample * lengthStride, steps) - 1;
            Floats(ref source, ((nint)sample * steps + last) * stride, stride).CopyTo(Floats(ref target, (nint)sample * stride, stride));
        }
    }

    /// <summary>The gradient of <see cref="Last"/>: zeros but for the last step.</summary>
    /// <inheritdoc cref="Mask" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LastGradient(ref float source, ref float lengths, int lengthStride, ref float target, int count, int steps, int stride)
    {
        for (int sample = 0; sample < count; sample++)
        {
            int last = LengthOf(ref lengths, sample * lengthStride, steps) - 1;
            Span<float> to = Floats(ref target, (nint)sample * steps * stride, steps * stride);
            to.Clear();
            Floats(ref source, (nint)sample * stride, stride).CopyTo(to[(last * stride)..]);
        }
    }

    /// <summary>The mean of the steps, added from the first to the last.</summary>
    /// <inheritdoc cref="Mask" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mean(ref float source, ref float lengths, int lengthStride, ref float target, int count, int steps, int stride)
    {
        for (int sample = 0; sample < count; sample++)
        {
            int length = LengthOf(ref lengths, sample * lengthStride, steps);
            for (int feature = 0; feature < stride; feature += Lanes.Count)
            {
                ref float place = ref Unsafe.Add(ref source, (nint)sample * steps * stride + feature);
                Vector512<float> sum = Vector512<float>.Zero;
                for (int step = 0; step < length; step++)
                    sum += Vector512.LoadUnsafe(ref place, (nuint)(step * stride));
                (sum / Vector512.Create((float)length)).StoreUnsafe(ref target, (nuint)((nint)sample * stride + feature));
            }
        }
    }

    /// <summary>The gradient of <see cref="Mean"/>: an equal part for each step.</summary>
    /// <inheritdoc cref="Mask" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MeanGradient(ref float source, ref float lengths, int lengthStride, ref float target, int count, int steps, int stride)
    {
        for (int sample = 0; sample < count; sample++)
        {
            int length = LengthOf(ref lengths, sample * lengthStride, steps);
            nint place = (nint)sample * steps * stride;
            for (int feature = 0; feature < stride; feature += Lanes.Count)
            {
                Vector512<float> part = Vector512.LoadUnsafe(ref source, (nuint)((nint)sample * stride + feature)) / Vector512.Create((float)length);
                for (int step = 0; step < length; step++)
                    part.StoreUnsafe(ref target, (nuint)(place + step * stride + feature));
            }

            Floats(ref target, place + length * stride, (steps - length) * stride).Clear();
        }
    }

    /// <summary>The length of a sample. It has been checked; whatever it is, no kernel leaves its memory.</summary>
    private static int LengthOf(ref float lengths, int place, int steps) => Math.Clamp((int)Unsafe.Add(ref lengths, place), 1, steps);

    private static Span<float> Floats(ref float start, nint place, int length) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref start, place), length);
}
