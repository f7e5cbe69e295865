using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Inverted dropout (Srivastava et al., JMLR 2014): in training a value is dropped with probability <c>rate</c> and
/// scaled by 1 / (1 − rate) otherwise, so that prediction needs no layer at all. Which values are dropped depends on
/// seed, layer, step and the value's place in the batch alone.
/// </summary>
public static class DropoutKernels
{
    private const float WordScale = 1f / (1 << 24);

    /// <summary>
    /// Draws the mask and applies it. The value at logical index i = sample·pixels·channels + pixel·channels + channel
    /// takes word i mod 4 of <see cref="Philox"/> with the counter (i / 4, step) and the key of <see cref="RandomPurpose.Dropout"/>
    /// plus <paramref name="layer"/>. It is dropped when the word's upper 24 bits, as a fraction of 2²⁴, are below <paramref name="rate"/>. Dropping is a multiplication by zero: what is
    /// infinite or not a number doesn't vanish.
    /// </summary>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="target">First float of the first sample written; may be the source.</param>
    /// <param name="mask">One byte for every float, padding included: 1 = kept, 0 = dropped or padding.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixelsPerSample">Height × width.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    /// <param name="rate">Probability of being dropped, 0 to 1.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layer">The hash of the layer's name, see <see cref="RandomPurpose.Dropout"/>.</param>
    /// <param name="step">The training step.</param>
    /// <param name="firstSample">Index in the batch of the first sample.</param>
    public static void Forward(ref float source, ref float target, ref byte mask, int count, int pixelsPerSample, int channels, int stride, float rate, int seed, int layer, long step, int firstSample) =>
        DropPixels(ref source, ref target, ref mask, (nint)count * pixelsPerSample, channels, stride, rate, seed, layer, step, (long)firstSample * pixelsPerSample * channels);

    /// <summary>The same for pixels of which the first value has the index <paramref name="firstIndex"/>; where there is no padding, a multiple of 4.</summary>
    internal static void DropPixels(ref float source, ref float target, ref byte mask, nint pixels, int channels, int stride, float rate, int seed, int layer, long step, long firstIndex)
    {
        ulong key = Philox.Key(seed, RandomPurpose.Dropout + layer);
        if (channels == stride)
            ForwardUnpadded(ref source, ref target, ref mask, pixels * stride, rate, key, (ulong)step, firstIndex);
        else
            ForwardPadded(ref source, ref target, ref mask, pixels, channels, stride, rate, key, (ulong)step, firstIndex);
    }

    /// <summary>dx = dy / (1 − rate) where the mask is 1, dy · 0 elsewhere; in place.</summary>
    /// <param name="gradient">dy, replaced by dx.</param>
    /// <param name="mask">The mask of the forward pass.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="rate">Probability of being dropped, 0 to 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(ref float gradient, ref byte mask, nint pixels, int stride, float rate)
    {
        Vector512<float> scale = Vector512.Create(Scale(rate));
        nuint length = (nuint)(pixels * stride);
        for (nuint i = 0; i < length; i += Lanes.Count)
        {
            Vector512<float> kept = Vector512.GreaterThan(Lanes.LoadBytes(ref Unsafe.Add(ref mask, i)), Vector512<int>.Zero).AsSingle();
            (Vector512.LoadUnsafe(ref gradient, i) * (scale & kept)).StoreUnsafe(ref gradient, i);
        }
    }

    // Without padding, logical and physical order are the same and start at a multiple of 16: whole quads everywhere.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardUnpadded(ref float source, ref float target, ref byte mask, nint length, float rate, ulong key, ulong step, long firstIndex)
    {
        for (nint i = 0; i < length; i += PhiloxLanes.Words)
        {
            PhiloxLanes.Generate(key, step, (ulong)(firstIndex + i) / 4, out Vector512<uint> first, out Vector512<uint> second);
            Apply(first, rate, Vector512<float>.AllBitsSet, ref Unsafe.Add(ref source, i), ref Unsafe.Add(ref target, i), ref Unsafe.Add(ref mask, i));
            nint next = i + Lanes.Count;
            if (next < length)
                Apply(second, rate, Vector512<float>.AllBitsSet, ref Unsafe.Add(ref source, next), ref Unsafe.Add(ref target, next), ref Unsafe.Add(ref mask, next));
        }
    }

    // With padding, a pixel may start anywhere within a quad: words are drawn in advance and read from where they are wanted.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardPadded(ref float source, ref float target, ref byte mask, nint pixels, int channels, int stride, float rate, ulong key, ulong step, long firstIndex)
    {
        const int drawn = 8 * PhiloxLanes.Words;
        Span<uint> words = stackalloc uint[drawn];
        ref uint firstWord = ref words[0];
        long index = firstIndex, wordsStart = firstIndex, wordsEnd = firstIndex;
        nint place = 0;
        for (nint pixel = 0; pixel < pixels; pixel++, index += channels)
        {
            for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
            {
                Vector512<uint> wanted = Vector512<uint>.Zero;
                if (channel < channels)
                {
                    if (index + channel + Lanes.Count > wordsEnd)
                    {
                        wordsStart = (index + channel) / 4 * 4;
                        wordsEnd = wordsStart + drawn;
                        Draw(key, step, (ulong)wordsStart / 4, words);
                    }

                    wanted = Vector512.LoadUnsafe(ref firstWord, (nuint)(index + channel - wordsStart));
                }

                Apply(wanted, rate, Lanes.Mask(channels - channel), ref Unsafe.Add(ref source, place), ref Unsafe.Add(ref target, place), ref Unsafe.Add(ref mask, place));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Draw(ulong key, ulong step, ulong firstQuad, Span<uint> words)
    {
        for (int i = 0; i < words.Length; i += PhiloxLanes.Words, firstQuad += PhiloxLanes.Words / 4)
        {
            PhiloxLanes.Generate(key, step, firstQuad, out Vector512<uint> first, out Vector512<uint> second);
            first.CopyTo(words[i..]);
            second.CopyTo(words[(i + Lanes.Count)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply(Vector512<uint> words, float rate, Vector512<float> counted, ref float source, ref float target, ref byte mask)
    {
        Vector512<float> fraction = Vector512.ConvertToSingle((words >> 8).AsInt32()) * WordScale;
        Vector512<float> kept = Vector512.GreaterThanOrEqual(fraction, Vector512.Create(rate)) & counted;
        Vector512<float> factor = Vector512.Create(Scale(rate)) & kept;
        (Vector512.LoadUnsafe(ref source) * factor & counted).StoreUnsafe(ref target);
        Lanes.StoreBytes(kept.AsInt32() & Vector512<int>.One, ref mask);
    }

    // A rate of 1 drops everything; as in PyTorch the result is zero, not a division by zero.
    private static float Scale(float rate) => rate < 1f ? 1f / (1f - rate) : 0f;
}
