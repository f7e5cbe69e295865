using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Local response normalisation (Krizhevsky, Sutskever and Hinton 2012) over neighbouring channels of a pixel: y = x·d^−β with
/// d = k + α/size·Σ x². Each pixel has <c>stride</c> floats (a multiple of 16), whose padding stays zero.
/// </summary>
/// <remarks>Channels pass by in parts, which lie on the stack with what their windows reach on both sides.</remarks>
public static class LocalResponseNormKernels
{
    /// <summary>The largest window.</summary>
    private const int LargestSize = 255;

    /// <summary>Channels of one part.</summary>
    private const int PartLength = 256;

    /// <summary>What a part needs at most: the windows of its windows, and some more for whole vectors.</summary>
    private const int LineLength = PartLength + 2 * LargestSize + 2 * Lanes.Count;

    /// <summary>y = x·d^−β.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; must not overlap the source.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="size">Channels of a window, 1 to 255: from c − ⌊size / 2⌋ on.</param>
    /// <param name="alpha">α.</param>
    /// <param name="beta">β.</param>
    /// <param name="k">k, above 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float source, ref float target, nint pixels, int channels, int stride, int size, float alpha, float beta, float k)
    {
        Span<float> line = stackalloc float[LineLength];
        ref float values = ref MemoryMarshal.GetReference(line);
        int before = size / 2;
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float from = ref Unsafe.Add(ref source, pixel * stride);
            for (int first = 0; first < stride; first += PartLength)
            {
                int length = Math.Min(PartLength, stride - first);
                Load(ref from, channels, first - before, length + size - 1, ref values);
                for (int place = 0; place < length; place += Lanes.Count)
                {
                    Vector512<float> logarithm = LaneMath.Log(Denominator(ref values, place, size, alpha, k));
                    Vector512<float> value = Vector512.LoadUnsafe(ref values, (nuint)(place + before)) * LaneMath.Exp(logarithm * -beta);
                    (value & Lanes.Mask(channels - first - place)).StoreUnsafe(ref target, (nuint)(pixel * stride + first + place));
                }
            }
        }
    }

    /// <summary>dx[c] = dy[c]·d[c]^−β − 2αβ/size·x[c]·Σ dy·x·d^(−β−1), over the channels whose windows have c in them.</summary>
    /// <param name="source">The layer's inputs x.</param>
    /// <param name="gradient">dy.</param>
    /// <param name="target">Receives dx; must overlap neither.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="size">Channels of a window, 1 to 255.</param>
    /// <param name="alpha">α.</param>
    /// <param name="beta">β.</param>
    /// <param name="k">k, above 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(ref float source, ref float gradient, ref float target, nint pixels, int channels, int stride, int size, float alpha, float beta, float k)
    {
        Span<float> line = stackalloc float[LineLength], gradientLine = stackalloc float[LineLength], productLine = stackalloc float[LineLength];
        ref float values = ref MemoryMarshal.GetReference(line);
        ref float gradients = ref MemoryMarshal.GetReference(gradientLine);
        ref float products = ref MemoryMarshal.GetReference(productLine);
        int before = size / 2, after = size - 1 - before;
        Vector512<float> factor = Vector512.Create(-2f * alpha * beta / size);
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            ref float from = ref Unsafe.Add(ref source, pixel * stride);
            ref float dy = ref Unsafe.Add(ref gradient, pixel * stride);
            for (int first = 0; first < stride; first += PartLength)
            {
                int length = Math.Min(PartLength, stride - first);

                // The windows that have a channel in them begin at those of the channels from c − after to c + before.
                int reached = length + size - 1;
                Load(ref from, channels, first - after - before, reached + size - 1, ref values);
                Load(ref dy, channels, first - after, reached, ref gradients);
                for (int place = 0; place < reached; place += Lanes.Count)
                {
                    Vector512<float> denominator = Denominator(ref values, place, size, alpha, k);
                    Vector512<float> own = Vector512.LoadUnsafe(ref gradients, (nuint)place) * LaneMath.Exp(LaneMath.Log(denominator) * -beta);
                    own.StoreUnsafe(ref gradients, (nuint)place);
                    (own * Vector512.LoadUnsafe(ref values, (nuint)(place + before)) / denominator).StoreUnsafe(ref products, (nuint)place);
                }

                for (int place = 0; place < length; place += Lanes.Count)
                {
                    Vector512<float> sum = Vector512<float>.Zero;
                    for (int neighbour = 0; neighbour < size; neighbour++)
                        sum += Vector512.LoadUnsafe(ref products, (nuint)(place + neighbour));
                    Vector512<float> value = Vector512.LoadUnsafe(ref values, (nuint)(place + after + before)) * factor;
                    Vector512<float> result = Vector512.FusedMultiplyAdd(value, sum, Vector512.LoadUnsafe(ref gradients, (nuint)(place + after)));
                    (result & Lanes.Mask(channels - first - place)).StoreUnsafe(ref target, (nuint)(pixel * stride + first + place));
                }
            }
        }
    }

    /// <summary>k + α/size·Σ x² of sixteen channels, whose windows begin at a place of the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Denominator(ref float values, int place, int size, float alpha, float k)
    {
        Vector512<float> squares = Vector512<float>.Zero;
        for (int neighbour = 0; neighbour < size; neighbour++)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref values, (nuint)(place + neighbour));
            squares = Vector512.FusedMultiplyAdd(value, value, squares);
        }

        return Vector512.FusedMultiplyAdd(squares, Vector512.Create(alpha / size), Vector512.Create(k));
    }

    /// <summary>Copies channels of a pixel into a line, with zeros where there are none, and some more for whole vectors.</summary>
    private static void Load(ref float pixel, int channels, int first, int length, ref float line)
    {
        Span<float> all = MemoryMarshal.CreateSpan(ref line, length + 2 * Lanes.Count);
        int begin = Math.Max(0, first), end = Math.Min(channels, first + length);
        if (begin >= end)
        {
            all.Clear();
            return;
        }

        all[..(begin - first)].Clear();
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref pixel, begin), end - begin).CopyTo(all[(begin - first)..]);
        all[(end - first)..].Clear();
    }
}
