using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Inverted dropout of whole channels (Tompson et al., CVPR 2015): in training a channel of a sample is dropped with probability
/// <c>rate</c> and scaled by 1 / (1 − rate) otherwise.
/// </summary>
public static class SpatialDropoutKernels
{
    /// <summary>
    /// Draws what the channels of each sample are multiplied by: 0 or 1 / (1 − rate). The number of a channel is that of the value at
    /// index sample · channels + channel in <see cref="DropoutKernels.Forward"/>.
    /// </summary>
    /// <param name="factors">Receives <paramref name="stride"/> floats for each sample, zeros behind the channels.</param>
    /// <param name="count">Samples.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    /// <param name="rate">Probability of being dropped, 0 to 1.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layer">The hash of the layer's name, see <see cref="RandomPurpose.Dropout"/>.</param>
    /// <param name="step">The training step.</param>
    /// <param name="firstSample">Index in the batch of the first sample.</param>
    public static void Draw(ref float factors, int count, int channels, int stride, float rate, int seed, int layer, long step, int firstSample)
    {
        ulong key = Philox.Key(seed, RandomPurpose.Dropout + layer);
        float kept = rate < 1f ? 1f / (1f - rate) : 0f;
        for (int sample = 0; sample < count; sample++)
        {
            long first = ((long)firstSample + sample) * channels;
            RandomWords words = Philox.Generate(key, (ulong)step, (ulong)first / 4);
            for (int channel = 0; channel < stride; channel++)
            {
                long index = first + channel;
                if (index % 4 == 0 && channel < channels)
                    words = Philox.Generate(key, (ulong)step, (ulong)index / 4);
                bool isKept = channel < channels && (words[(int)(index & 3)] >> 8) * (1f / (1 << 24)) >= rate;
                Unsafe.Add(ref factors, (nint)sample * stride + channel) = isKept ? kept : 0f;
            }
        }
    }

    /// <summary>Multiplies every pixel by the factors of its sample; what is infinite or not a number doesn't vanish.</summary>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="factors">Factors of the first sample's channels.</param>
    /// <param name="target">First float of the first sample written; may be the source.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ref float source, ref float factors, ref float target, int count, int pixels, int stride)
    {
        nuint place = 0;
        for (nint sample = 0; sample < count; sample++)
        {
            ref float own = ref Unsafe.Add(ref factors, sample * stride);
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count, place += Lanes.Count)
                    (Vector512.LoadUnsafe(ref source, place) * Vector512.LoadUnsafe(ref own, channel)).StoreUnsafe(ref target, place);
            }
        }
    }
}
