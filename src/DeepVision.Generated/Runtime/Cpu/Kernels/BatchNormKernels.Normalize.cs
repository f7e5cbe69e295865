using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class BatchNormKernels
{
    /// <summary>y = activation(γ·(x − μ)·inverseDeviation + β) with the batch's own statistics, for training.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; may be the source.</param>
    /// <param name="mean">μ.</param>
    /// <param name="inverseDeviation">1/√(σ² + ε).</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize<TActivation>(ref float source, ref float target, ref float mean, ref float inverseDeviation, ref float scale, ref float shift, nint pixels, int stride, float slope)
        where TActivation : struct, ITileActivation =>
        Normalize<TActivation, TileWithoutAddend>(ref source, ref target, ref mean, ref inverseDeviation, ref scale, ref shift, ref target, pixels, stride, stride, stride, slope);

    /// <summary>y = activation(γ·(x − μ)·inverseDeviation + β) with the batch's own statistics, for training; x or y lies among the channels of others.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written.</param>
    /// <param name="mean">μ.</param>
    /// <param name="inverseDeviation">1/√(σ² + ε).</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="sourceStride">Floats from one pixel read to the next.</param>
    /// <param name="targetStride">Floats from one pixel written to the next.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize<TActivation>(ref float source, ref float target, ref float mean, ref float inverseDeviation, ref float scale, ref float shift, nint pixels, int stride, int sourceStride, int targetStride, float slope)
        where TActivation : struct, ITileActivation =>
        Normalize<TActivation, TileWithoutAddend>(ref source, ref target, ref mean, ref inverseDeviation, ref scale, ref shift, ref target, pixels, stride, sourceStride, targetStride, slope);

    /// <summary>y = activation(γ·(x − μ)·inverseDeviation + β + addend) with the batch's own statistics, for training.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; may be the source or the addend.</param>
    /// <param name="mean">μ.</param>
    /// <param name="inverseDeviation">1/√(σ² + ε).</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="addend">The addend of the first pixel.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize<TActivation>(ref float source, ref float target, ref float mean, ref float inverseDeviation, ref float scale, ref float shift, ref float addend, nint pixels, int stride, float slope)
        where TActivation : struct, ITileActivation =>
        Normalize<TActivation, TileAddend>(ref source, ref target, ref mean, ref inverseDeviation, ref scale, ref shift, ref addend, pixels, stride, stride, stride, slope);

    // In the order of memory, which is far from the processor where the batch is large: pixels some way ahead come while these four, which share what
    // is read for a channel, are normalised.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalize<TActivation, TAddend>(ref float source, ref float target, ref float mean, ref float inverseDeviation, ref float scale, ref float shift, ref float addend, nint pixels, int stride, int sourceStride, int targetStride, float slope)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
    {
        nuint step = (nuint)sourceStride, targetStep = (nuint)targetStride;
        nuint place = 0, targetPlace = 0, ahead = PixelsAhead(stride, operands: TAddend.IsPresent ? 2 : 1) * step;
        for (nint left = pixels; left > 0;)
        {
            nint rows = left >= 4 ? 4 : 1;
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
            {
                Vector512<float> center = Vector512.LoadUnsafe(ref mean, channel), start = Vector512.LoadUnsafe(ref shift, channel);
                Vector512<float> factor = Vector512.LoadUnsafe(ref scale, channel) * Vector512.LoadUnsafe(ref inverseDeviation, channel);
                nuint from = place + channel, to = targetPlace + channel, next = from + ahead;
                CachePrefetch.Line(ref Unsafe.Add(ref source, next));
                CachePrefetch.Line(ref Unsafe.Add(ref source, next + step));
                CachePrefetch.Line(ref Unsafe.Add(ref source, next + 2 * step));
                CachePrefetch.Line(ref Unsafe.Add(ref source, next + 3 * step));
                if (TAddend.IsPresent)
                {
                    CachePrefetch.Line(ref Unsafe.Add(ref addend, next));
                    CachePrefetch.Line(ref Unsafe.Add(ref addend, next + step));
                    CachePrefetch.Line(ref Unsafe.Add(ref addend, next + 2 * step));
                    CachePrefetch.Line(ref Unsafe.Add(ref addend, next + 3 * step));
                }

                Affine<TActivation, TAddend>(ref source, ref target, ref addend, from, to, center, factor, start, slope);
                if (rows == 1)
                    continue;
                Affine<TActivation, TAddend>(ref source, ref target, ref addend, from + step, to + targetStep, center, factor, start, slope);
                Affine<TActivation, TAddend>(ref source, ref target, ref addend, from + 2 * step, to + 2 * targetStep, center, factor, start, slope);
                Affine<TActivation, TAddend>(ref source, ref target, ref addend, from + 3 * step, to + 3 * targetStep, center, factor, start, slope);
            }

            left -= rows;
            place += (nuint)rows * step;
            targetPlace += (nuint)rows * targetStep;
        }
    }

    /// <summary>y = activation(γ·(x − running mean)/√(running variance + ε) + β), for prediction.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; may be the source.</param>
    /// <param name="runningMean">Running mean; its padding is zero.</param>
    /// <param name="runningVariance">Running variance; its padding is zero.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Predict<TActivation>(ref float source, ref float target, ref float runningMean, ref float runningVariance, ref float scale, ref float shift, nint pixels, int stride, float epsilon, float slope)
        where TActivation : struct, ITileActivation =>
        Predict<TActivation, TileWithoutAddend>(ref source, ref target, ref runningMean, ref runningVariance, ref scale, ref shift, ref target, pixels, stride, stride, stride, epsilon, slope);

    /// <summary>y = activation(γ·(x − running mean)/√(running variance + ε) + β), for prediction; x or y lies among the channels of others.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written.</param>
    /// <param name="runningMean">Running mean; its padding is zero.</param>
    /// <param name="runningVariance">Running variance; its padding is zero.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="sourceStride">Floats from one pixel read to the next.</param>
    /// <param name="targetStride">Floats from one pixel written to the next.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Predict<TActivation>(ref float source, ref float target, ref float runningMean, ref float runningVariance, ref float scale, ref float shift, nint pixels, int stride, int sourceStride, int targetStride, float epsilon, float slope)
        where TActivation : struct, ITileActivation =>
        Predict<TActivation, TileWithoutAddend>(ref source, ref target, ref runningMean, ref runningVariance, ref scale, ref shift, ref target, pixels, stride, sourceStride, targetStride, epsilon, slope);

    /// <summary>y = activation(γ·(x − running mean)/√(running variance + ε) + β + addend), for prediction.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; may be the source or the addend.</param>
    /// <param name="runningMean">Running mean; its padding is zero.</param>
    /// <param name="runningVariance">Running variance; its padding is zero.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="addend">The addend of the first pixel.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Predict<TActivation>(ref float source, ref float target, ref float runningMean, ref float runningVariance, ref float scale, ref float shift, ref float addend, nint pixels, int stride, float epsilon, float slope)
        where TActivation : struct, ITileActivation =>
        Predict<TActivation, TileAddend>(ref source, ref target, ref runningMean, ref runningVariance, ref scale, ref shift, ref addend, pixels, stride, stride, stride, epsilon, slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Predict<TActivation, TAddend>(ref float source, ref float target, ref float runningMean, ref float runningVariance, ref float scale, ref float shift, ref float addend, nint pixels, int stride, int sourceStride, int targetStride, float epsilon, float slope)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
    {
        nint blockPixels = BlockPixels(stride);
        for (nint first = 0; first < pixels; first += blockPixels)
        {
            nint length = Math.Min(blockPixels, pixels - first);
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
            {
                Vector512<float> factor = Vector512.LoadUnsafe(ref scale, channel)
                    * InverseDeviation(Vector512.LoadUnsafe(ref runningVariance, channel), epsilon);
                Vector512<float> mean = Vector512.LoadUnsafe(ref runningMean, channel), start = Vector512.LoadUnsafe(ref shift, channel);
                nuint place = (nuint)(first * sourceStride) + channel, targetPlace = (nuint)(first * targetStride) + channel;
                for (nint pixel = 0; pixel < length; pixel++, place += (nuint)sourceStride, targetPlace += (nuint)targetStride)
                    Affine<TActivation, TAddend>(ref source, ref target, ref addend, place, targetPlace, mean, factor, start, slope);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Affine<TActivation, TAddend>(ref float source, ref float target, ref float addend, nuint place, nuint targetPlace, Vector512<float> mean, Vector512<float> factor, Vector512<float> shift, float slope)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
    {
        Vector512<float> value = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref source, place) - mean, factor, shift);
        if (TAddend.IsPresent)
            value += Vector512.LoadUnsafe(ref addend, place);
        TActivation.Apply<Width512, Vector512<float>>(value, slope).StoreUnsafe(ref target, targetPlace);
    }
}
