using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Moves values between channels and pixels, and between channels. Activations are N,H,W,C floats; each pixel has a stride of floats, whose
/// padding is written as zero.
/// </summary>
public static class ShuffleKernels
{
    /// <summary>A block of pixels for the channels of each pixel.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample: the small image with many channels.</param>
    /// <param name="target">First float of the first sample written; must not overlap the source.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Shuffle(in ShuffleGeometry geometry, ref float source, ref float target, int count)
    {
        int factor = geometry.Factor, channels = geometry.Channels;
        ref float to = ref target;
        for (nint row = 0; row < (nint)count * geometry.Height; row++)
        {
            for (int blockRow = 0; blockRow < factor; blockRow++)
            {
                ref float from = ref Unsafe.Add(ref source, row * geometry.Width * geometry.DeepStride);
                for (int column = 0; column < geometry.Width; column++)
                {
                    for (int place = blockRow * factor; place < (blockRow + 1) * factor; place++)
                    {
                        for (int channel = 0; channel < channels; channel++)
                            Unsafe.Add(ref to, channel) = Unsafe.Add(ref from, geometry.ChannelOf(place, channel));
                        for (int channel = channels; channel < geometry.FlatStride; channel++)
                            Unsafe.Add(ref to, channel) = 0;
                        to = ref Unsafe.Add(ref to, geometry.FlatStride);
                    }

                    from = ref Unsafe.Add(ref from, geometry.DeepStride);
                }
            }
        }
    }

    /// <summary>Channels for each block of pixels.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample: the large image with few channels.</param>
    /// <param name="target">First float of the first sample written; must not overlap the source.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unshuffle(in ShuffleGeometry geometry, ref float source, ref float target, int count)
    {
        int factor = geometry.Factor, channels = geometry.Channels;
        nint sourceRow = (nint)geometry.Width * factor * geometry.FlatStride;
        ref float to = ref target;
        for (nint row = 0; row < (nint)count * geometry.Height; row++)
        {
            for (int column = 0; column < geometry.Width; column++)
            {
                ref float corner = ref Unsafe.Add(ref source, row * factor * sourceRow + (nint)column * factor * geometry.FlatStride);
                for (int place = 0; place < factor * factor; place++)
                {
                    ref float from = ref Unsafe.Add(ref corner, place / factor * sourceRow + place % factor * geometry.FlatStride);
                    for (int channel = 0; channel < channels; channel++)
                        Unsafe.Add(ref to, geometry.ChannelOf(place, channel)) = Unsafe.Add(ref from, channel);
                }

                for (int channel = channels * factor * factor; channel < geometry.DeepStride; channel++)
                    Unsafe.Add(ref to, channel) = 0;
                to = ref Unsafe.Add(ref to, geometry.DeepStride);
            }
        }
    }

    /// <summary>Channels by turns from each group. The gradient is the same with as many groups as each has channels.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; must not overlap the source.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="groups">Groups.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ShuffleChannels(ref float source, ref float target, nint pixels, int channels, int stride, int groups)
    {
        int size = channels / groups;
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float from = ref Unsafe.Add(ref source, pixel * stride);
            ref float to = ref Unsafe.Add(ref target, pixel * stride);
            for (int place = 0; place < size; place++)
            {
                for (int group = 0; group < groups; group++)
                    Unsafe.Add(ref to, place * groups + group) = Unsafe.Add(ref from, group * size + place);
            }

            for (int channel = channels; channel < stride; channel++)
                Unsafe.Add(ref to, channel) = 0;
        }
    }
}
