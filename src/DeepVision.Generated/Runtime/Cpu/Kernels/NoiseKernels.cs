using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Adds normal numbers to activations in training. Which, depends on seed, layer, step and the value's place in the batch alone.</summary>
public static class NoiseKernels
{
    /// <summary>
    /// y = x + deviation · n. The value at logical index i = sample·pixels·channels + pixel·channels + channel takes, of the block of
    /// <see cref="Philox"/> that a dropout in its place would draw from, the first two words if i mod 4 is below 2, else the last two: with
    /// Box and Muller's method the cosine for even i, the sine for odd.
    /// </summary>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="target">First float of the first sample written; may be the source.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixelsPerSample">Height × width.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    /// <param name="deviation">Standard deviation of the noise.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layer">The hash of the layer's name, see <see cref="RandomPurpose.Dropout"/>.</param>
    /// <param name="step">The training step.</param>
    /// <param name="firstSample">Index in the batch of the first sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref float source, ref float target, int count, int pixelsPerSample, int channels, int stride, float deviation, int seed, int layer, long step, int firstSample)
    {
        // A pixel may start anywhere within a quad: numbers are drawn in advance and read from where they are wanted.
        const int drawn = 8 * PhiloxLanes.Words;
        Span<float> numbers = stackalloc float[drawn];
        ref float firstNumber = ref MemoryMarshal.GetReference(numbers);
        ulong key = Philox.Key(seed, RandomPurpose.Dropout + layer);
        Vector512<float> factor = Vector512.Create(deviation);
        long index = (long)firstSample * pixelsPerSample * channels, start = index, end = index;
        nint pixels = (nint)count * pixelsPerSample;
        nuint place = 0;
        for (nint pixel = 0; pixel < pixels; pixel++, index += channels)
        {
            for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
            {
                Vector512<float> noise = Vector512<float>.Zero;
                if (channel < channels)
                {
                    long wanted = index + channel;
                    if (wanted + Lanes.Count > end)
                    {
                        start = wanted / 4 * 4;
                        end = start + drawn;
                        Draw(key, (ulong)step, (ulong)start / 4, numbers);
                    }

                    noise = Vector512.LoadUnsafe(ref firstNumber, (nuint)(wanted - start)) & Lanes.Mask(channels - channel);
                }

                Vector512.FusedMultiplyAdd(noise, factor, Vector512.LoadUnsafe(ref source, place)).StoreUnsafe(ref target, place);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Draw(ulong key, ulong step, ulong firstQuad, Span<float> numbers)
    {
        for (int i = 0; i < numbers.Length; i += PhiloxLanes.Words, firstQuad += PhiloxLanes.Words / 4)
        {
            PhiloxLanes.Generate(key, step, firstQuad, out Vector512<uint> first, out Vector512<uint> second);
            NormalLanes.Of(first).CopyTo(numbers[i..]);
            NormalLanes.Of(second).CopyTo(numbers[(i + Lanes.Count)..]);
        }
    }
}
