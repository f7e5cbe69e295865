using System.Runtime.InteropServices;
using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Moves activations between layouts that differ in their padding.</summary>
public static class RepackKernels
{
    /// <summary>
    /// Copies the channels of every pixel and zeroes everything else of the target samples. The source needs neither
    /// alignment nor padding.
    /// </summary>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="sourcePixelStride">Floats from one source pixel to the next, <paramref name="channels"/> or more.</param>
    /// <param name="sourceSampleLength">Floats from one source sample to the next.</param>
    /// <param name="target">First float of the first sample written; must not overlap the source.</param>
    /// <param name="targetPixelStride">Floats from one target pixel to the next, <paramref name="channels"/> or more.</param>
    /// <param name="targetSampleLength">Floats from one target sample to the next, all of which are written.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels copied.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Repack(ref float source, int sourcePixelStride, nint sourceSampleLength, ref float target, int targetPixelStride, nint targetSampleLength, int count, int pixels, int channels)
    {
        for (int sample = 0; sample < count; sample++)
        {
            ref float from = ref Unsafe.Add(ref source, sample * sourceSampleLength);
            ref float to = ref Unsafe.Add(ref target, sample * targetSampleLength);
            Span<float> all = MemoryMarshal.CreateSpan(ref to, (int)targetSampleLength);
            if (sourcePixelStride == channels && targetPixelStride == channels)
            {
                int length = pixels * channels;
                MemoryMarshal.CreateReadOnlySpan(ref from, length).CopyTo(all);
                all[length..].Clear();
            }
            else if (channels < 8)
            {
                // A few channels are copied faster than a span copy can be called.
                all.Clear();
                for (nint pixel = 0; pixel < pixels; pixel++)
                    for (nint channel = 0; channel < channels; channel++)
                        Unsafe.Add(ref to, pixel * targetPixelStride + channel) = Unsafe.Add(ref from, pixel * sourcePixelStride + channel);
            }
            else
            {
                for (int pixel = 0; pixel < pixels; pixel++)
                {
                    int place = pixel * targetPixelStride;
                    MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref from, (nint)pixel * sourcePixelStride), channels).CopyTo(all[place..]);
                    int end = pixel + 1 < pixels ? place + targetPixelStride : all.Length;
                    all[(place + channels)..end].Clear();
                }
            }
        }
    }
}
