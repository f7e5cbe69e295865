using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy, ICML 2015), y = γ·(x − μ)/√(σ² + ε) + β for each channel, optionally with an
/// activation behind it. Activations are N,H,W,C floats; each pixel has <c>stride</c> floats
/// (a multiple of 16), whose padding stays zero. Vectors over the channels have <c>stride</c> floats.
/// </summary>
/// <remarks>
/// Sums over a batch are kept in 16 lanes of consecutive samples and added in a fixed binary tree, so that the result
/// is the same for any number of threads.
/// </remarks>
public static partial class BatchNormKernels
{
    private const int LaneCount = 16;

    // Pixels of a block are visited once per sixteen channels, so a block should stay in the first-level cache.
    private const int BlockFloats = 4096;

    // Memory answers after some hundred cycles: a few cycles for each of so many cache lines, of all operands together.
    private const int LinesAhead = 128;

    /// <summary>Mean and sum of squared distances from it, for the pixels of one lane.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="pixels">Pixels of the lane; 0 gives zeros.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="partial">Receives 2 × <paramref name="stride"/> floats: means, then sums of squares.</param>
    /// <param name="sourceStride">Floats from one pixel of the source to the next where they lie among the channels of others; 0 where they lie side by side.</param>
    /// <param name="before">Pixels of the lane of which <paramref name="partial"/> has the results; 0 begins anew.</param>
    /// <param name="whole">
    /// Pixels of the lane, where blocks are those of one call for all of them: those that begin a block at the end are left to the call with the next pixels, which
    /// lie behind these. 0 where each call has blocks of its own.
    /// </param>
    /// <param name="channels">Floats of a pixel that are looked at, from the first on; 0 for all.</param>
    /// <remarks>
    /// Each block takes two passes in cache and is merged by Chan, Golub and LeVeque (1979), which loses no digits when the
    /// mean is large, as Σx² − (Σx)²/n does.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Statistics(ref float source, nint pixels, int stride, ref float partial, int sourceStride = 0, nint before = 0, nint whole = 0, int channels = 0)
    {
        (sourceStride, channels) = (PixelStride.Of(sourceStride, stride), PixelStride.Of(channels, stride));
        if (before == 0)
            Clear(ref partial, stride, channels);

        nint blockPixels = BlockPixels(stride);
        (nint begin, nint end) = Blocks(before, pixels, whole, blockPixels);
        for (nint first = begin; first < end; first += blockPixels)
        {
            nint length = Math.Min(blockPixels, end - first);
            nint summed = before + first;
            Vector512<float> blockShare = Vector512.Create((float)length / (summed + length));
            Vector512<float> spread = Vector512.Create((float)((double)summed * length / (summed + length)));
            for (int channel = 0; channel < channels; channel += Lanes.Count)
            {
                ref float block = ref Unsafe.Add(ref source, first * sourceStride + channel);
                Vector512<float> mean = Sum(ref block, length, sourceStride) / Vector512.Create((float)length);
                Vector512<float> squares = SquaredDistances(ref block, length, sourceStride, mean, ahead: (nuint)(blockPixels * sourceStride));

                nuint meanPlace = (nuint)channel, squaresPlace = (nuint)(stride + channel);
                Vector512<float> oldMean = Vector512.LoadUnsafe(ref partial, meanPlace);
                Vector512<float> delta = mean - oldMean;
                Vector512.FusedMultiplyAdd(delta, blockShare, oldMean).StoreUnsafe(ref partial, meanPlace);
                Vector512.FusedMultiplyAdd(delta * delta, spread, Vector512.LoadUnsafe(ref partial, squaresPlace) + squares)
                    .StoreUnsafe(ref partial, squaresPlace);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> InverseDeviation(Vector512<float> variance, float epsilon) =>
        Vector512<float>.One / Vector512.Sqrt(variance + Vector512.Create(epsilon));

    /// <summary>How many pixels ahead memory is asked for: so many cache lines that they are there in time, four pixels at least.</summary>
    private static nuint PixelsAhead(int stride, int operands) => Math.Max(4, (nuint)(LinesAhead / operands * Lanes.Count / stride));

    internal static nint BlockPixels(int stride) => Math.Max(16, BlockFloats / stride);

    /// <summary>The pixels that a call sums, counted from its first one: where blocks go on from call to call, those from the end of the last full block on.</summary>
    internal static (nint Begin, nint End) Blocks(nint before, nint pixels, nint whole, nint blockPixels)
    {
        if (whole == 0)
            return (0, pixels);
        nint end = before + pixels == whole ? whole : (before + pixels) / blockPixels * blockPixels;
        return (before / blockPixels * blockPixels - before, end - before);
    }

    /// <summary>Sets both sums of some channels to zero.</summary>
    internal static void Clear(ref float partial, int stride, int channels)
    {
        MemoryMarshal.CreateSpan(ref partial, channels).Clear();
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref partial, stride), channels).Clear();
    }

    // Four sums hide the latency of the addition; their order depends on the length alone.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Sum(ref float source, nint pixels, int stride)
    {
        Vector512<float> sum0 = Vector512<float>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
        nuint place = 0, step = (nuint)stride;
        nint pixel = 0;
        for (; pixel + 4 <= pixels; pixel += 4, place += 4 * step)
        {
            sum0 += Vector512.LoadUnsafe(ref source, place);
            sum1 += Vector512.LoadUnsafe(ref source, place + step);
            sum2 += Vector512.LoadUnsafe(ref source, place + 2 * step);
            sum3 += Vector512.LoadUnsafe(ref source, place + 3 * step);
        }

        for (; pixel < pixels; pixel++, place += step)
            sum0 += Vector512.LoadUnsafe(ref source, place);
        return (sum0 + sum1) + (sum2 + sum3);
    }

    // The second pass over a block, which is in cache: the next one comes from far away meanwhile.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> SquaredDistances(ref float source, nint pixels, int stride, Vector512<float> mean, nuint ahead)
    {
        Vector512<float> sum0 = Vector512<float>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
        nuint place = 0, step = (nuint)stride;
        nint pixel = 0;
        for (; pixel + 4 <= pixels; pixel += 4, place += 4 * step)
        {
            nuint next = place + ahead;
            CachePrefetch.Line(ref Unsafe.Add(ref source, next));
            CachePrefetch.Line(ref Unsafe.Add(ref source, next + step));
            CachePrefetch.Line(ref Unsafe.Add(ref source, next + 2 * step));
            CachePrefetch.Line(ref Unsafe.Add(ref source, next + 3 * step));
            Vector512<float> d0 = Vector512.LoadUnsafe(ref source, place) - mean;
            Vector512<float> d1 = Vector512.LoadUnsafe(ref source, place + step) - mean;
            Vector512<float> d2 = Vector512.LoadUnsafe(ref source, place + 2 * step) - mean;
            Vector512<float> d3 = Vector512.LoadUnsafe(ref source, place + 3 * step) - mean;
            sum0 = Vector512.FusedMultiplyAdd(d0, d0, sum0);
            sum1 = Vector512.FusedMultiplyAdd(d1, d1, sum1);
            sum2 = Vector512.FusedMultiplyAdd(d2, d2, sum2);
            sum3 = Vector512.FusedMultiplyAdd(d3, d3, sum3);
        }

        for (; pixel < pixels; pixel++, place += step)
        {
            Vector512<float> d = Vector512.LoadUnsafe(ref source, place) - mean;
            sum0 = Vector512.FusedMultiplyAdd(d, d, sum0);
        }

        return (sum0 + sum1) + (sum2 + sum3);
    }
}
