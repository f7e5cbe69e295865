using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Puts the channels of activations beside each other, and takes them apart.</summary>
public static class ConcatKernels
{
    /// <summary>
    /// Copies some channels of every pixel to their place among others. Nothing else is read or written, so several calls, in
    /// any order, fill a pixel; one of them, the first, zeroes its padding.
    /// </summary>
    /// <param name="source">First channel of the first pixel.</param>
    /// <param name="sourceStride">Floats from one pixel of the source to the next.</param>
    /// <param name="target">Where the first channel of the first pixel goes; must not overlap the source.</param>
    /// <param name="targetStride">Floats from one pixel of the target to the next.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="channels">Channels copied.</param>
    /// <param name="zeroesPadding">
    /// Whether the last 16 floats of every pixel of the target are set to zero in front of it: for a target that begins with the
    /// first channel of a pixel, whose stride is a multiple of 16.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyChannels(ref float source, int sourceStride, ref float target, int targetStride, nint pixels, int channels, bool zeroesPadding)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float from = ref Unsafe.Add(ref source, pixel * sourceStride);
            ref float to = ref Unsafe.Add(ref target, pixel * targetStride);
            if (zeroesPadding)
                Vector512<float>.Zero.StoreUnsafe(ref to, (nuint)(targetStride - Lanes.Count));
            Copy(ref from, ref to, channels);
        }
    }

    /// <summary>Puts the channels of every pixel to their place among zeros: the gradient of what takes some channels out.</summary>
    /// <param name="source">First channel of the first pixel.</param>
    /// <param name="sourceStride">Floats from one pixel of the source to the next.</param>
    /// <param name="target">First float of the first pixel written; must not overlap the source.</param>
    /// <param name="targetStride">Floats from one pixel of the target to the next.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="first">Where the first channel goes.</param>
    /// <param name="channels">Channels copied.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PlaceChannels(ref float source, int sourceStride, ref float target, int targetStride, nint pixels, int first, int channels)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float to = ref Unsafe.Add(ref target, pixel * targetStride);
            MemoryMarshal.CreateSpan(ref to, targetStride).Clear();
            Copy(ref Unsafe.Add(ref source, pixel * sourceStride), ref Unsafe.Add(ref to, first), channels);
        }
    }

    /// <summary>Copies floats in the widest steps that fit; the last step lies over the one before it where they don't divide the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref float from, ref float to, int length)
    {
        if (length >= Vector512<float>.Count)
        {
            nuint last = (nuint)(length - Vector512<float>.Count);
            for (nuint i = 0; i < last; i += (nuint)Vector512<float>.Count)
                Vector512.LoadUnsafe(ref from, i).StoreUnsafe(ref to, i);
            Vector512.LoadUnsafe(ref from, last).StoreUnsafe(ref to, last);
        }
        else if (length >= Vector256<float>.Count)
        {
            nuint last = (nuint)(length - Vector256<float>.Count);
            Vector256.LoadUnsafe(ref from).StoreUnsafe(ref to);
            Vector256.LoadUnsafe(ref from, last).StoreUnsafe(ref to, last);
        }
        else if (length >= Vector128<float>.Count)
        {
            nuint last = (nuint)(length - Vector128<float>.Count);
            Vector128.LoadUnsafe(ref from).StoreUnsafe(ref to);
            Vector128.LoadUnsafe(ref from, last).StoreUnsafe(ref to, last);
        }
        else
        {
            for (nint i = 0; i < length; i++)
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
        }
    }
}
