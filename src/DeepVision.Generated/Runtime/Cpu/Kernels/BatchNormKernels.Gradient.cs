using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class BatchNormKernels
{
    /// <summary>
    /// The sums over one lane that all gradients need: Σ dy′ and Σ dy′·x̂, where dy′ is the gradient in front of the
    /// activation and x̂ = (x − μ)·inverseDeviation.
    /// </summary>
    /// <typeparam name="TActivation">The activation behind the layer; what it let pass follows from x, which is at hand.</typeparam>
    /// <param name="source">The layer's inputs x.</param>
    /// <param name="gradient">Gradient dy behind the activation.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="mean">μ.</param>
    /// <param name="inverseDeviation">1/√(σ² + ε).</param>
    /// <param name="scale">γ; its padding is zero. May be a null reference without an activation.</param>
    /// <param name="shift">β; its padding is zero. May be a null reference without an activation.</param>
    /// <param name="pixels">Pixels of the lane; 0 gives zeros.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="partial">Receives 2 × <paramref name="stride"/> floats: Σ dy′, then Σ dy′·x̂.</param>
    /// <param name="sourceStride">Floats from one pixel of x to the next where they lie among the channels of others; 0 where they lie side by side.</param>
    /// <param name="gradientStride">The same for dy.</param>
    /// <param name="before">Pixels of the lane of which <paramref name="partial"/> has the sums; 0 begins anew.</param>
    /// <param name="whole">
    /// Pixels of the lane, where blocks are those of one call for all of them: those that begin a block at the end are left to the call with the next pixels, which
    /// lie behind these. 0 where each call has blocks of its own.
    /// </param>
    /// <param name="channels">Floats of a pixel that are looked at, from the first on; 0 for all.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GradientSums<TActivation>(ref float source, ref float gradient, float slope, ref float mean, ref float inverseDeviation, ref float scale, ref float shift, nint pixels, int stride, ref float partial, int sourceStride = 0, int gradientStride = 0, nint before = 0, nint whole = 0, int channels = 0)
        where TActivation : struct, ITileActivation
    {
        (sourceStride, gradientStride) = (PixelStride.Of(sourceStride, stride), PixelStride.Of(gradientStride, stride));
        channels = PixelStride.Of(channels, stride);
        if (before == 0)
            Clear(ref partial, stride, channels);

        // The next block of x comes from far away while this one is summed; dy has just been made. Two vectors of channels go through a block together, because the
        // additions of one wait for each other.
        nint blockPixels = BlockPixels(stride);
        nint ahead = blockPixels * sourceStride;
        (nint begin, nint end) = Blocks(before, pixels, whole, blockPixels);
        for (nint first = begin; first < end; first += blockPixels)
        {
            nint length = Math.Min(blockPixels, end - first);
            ref float block = ref Unsafe.Add(ref source, first * sourceStride), gradientBlock = ref Unsafe.Add(ref gradient, first * gradientStride);
            nuint channel = 0;
            for (; channel + 2 * Lanes.Count <= (nuint)channels; channel += 2 * Lanes.Count)
            {
                nuint otherChannel = channel + Lanes.Count;
                Vector512<float> center = Vector512.LoadUnsafe(ref mean, channel), otherCenter = Vector512.LoadUnsafe(ref mean, otherChannel);
                (Vector512<float> factor, Vector512<float> start) = Scaling<TActivation>(ref inverseDeviation, ref scale, ref shift, channel);
                (Vector512<float> otherFactor, Vector512<float> otherStart) = Scaling<TActivation>(ref inverseDeviation, ref scale, ref shift, otherChannel);
                Vector512<float> sum = Vector512<float>.Zero, products = sum, otherSum = sum, otherProducts = sum;
                ref float x = ref Unsafe.Add(ref block, channel), dy = ref Unsafe.Add(ref gradientBlock, channel);
                for (nint pixel = 0; pixel < length; pixel++, x = ref Unsafe.Add(ref x, sourceStride), dy = ref Unsafe.Add(ref dy, gradientStride))
                {
                    AddToSums<TActivation>(ref x, ref dy, ahead, center, factor, start, slope, ref sum, ref products);
                    AddToSums<TActivation>(ref Unsafe.Add(ref x, Lanes.Count), ref Unsafe.Add(ref dy, Lanes.Count), ahead, otherCenter, otherFactor, otherStart, slope, ref otherSum, ref otherProducts);
                }

                AddToPartial(ref partial, channel, stride, ref inverseDeviation, sum, products);
                AddToPartial(ref partial, otherChannel, stride, ref inverseDeviation, otherSum, otherProducts);
            }

            if (channel < (nuint)channels)
            {
                Vector512<float> center = Vector512.LoadUnsafe(ref mean, channel);
                (Vector512<float> factor, Vector512<float> start) = Scaling<TActivation>(ref inverseDeviation, ref scale, ref shift, channel);
                Vector512<float> sum = Vector512<float>.Zero, products = sum;
                ref float x = ref Unsafe.Add(ref block, channel), dy = ref Unsafe.Add(ref gradientBlock, channel);
                for (nint pixel = 0; pixel < length; pixel++, x = ref Unsafe.Add(ref x, sourceStride), dy = ref Unsafe.Add(ref dy, gradientStride))
                    AddToSums<TActivation>(ref x, ref dy, ahead, center, factor, start, slope, ref sum, ref products);
                AddToPartial(ref partial, channel, stride, ref inverseDeviation, sum, products);
            }
        }
    }

    /// <summary>γ·inverseDeviation and β, where an activation asks for them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Factor, Vector512<float> Shift) Scaling<TActivation>(ref float inverseDeviation, ref float scale, ref float shift, nuint channel)
        where TActivation : struct, ITileActivation =>
        IsActivated<TActivation>() ? (Vector512.LoadUnsafe(ref scale, channel) * Vector512.LoadUnsafe(ref inverseDeviation, channel), Vector512.LoadUnsafe(ref shift, channel)) : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToSums<TActivation>(
        ref float source, ref float gradient, nint ahead, Vector512<float> mean, Vector512<float> factor, Vector512<float> shift, float slope, ref Vector512<float> sum, ref Vector512<float> products)
        where TActivation : struct, ITileActivation
    {
        CachePrefetch.Line(ref Unsafe.Add(ref source, ahead));
        Vector512<float> distance = Vector512.LoadUnsafe(ref source) - mean;
        Vector512<float> dy = Differentiate<TActivation>(Vector512.LoadUnsafe(ref gradient), distance, factor, shift, slope);
        sum += dy;
        products = Vector512.FusedMultiplyAdd(dy, distance, products);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToPartial(ref float partial, nuint channel, int stride, ref float inverseDeviation, Vector512<float> sum, Vector512<float> products)
    {
        nuint productsPlace = (nuint)stride + channel;
        products *= Vector512.LoadUnsafe(ref inverseDeviation, channel);
        (Vector512.LoadUnsafe(ref partial, channel) + sum).StoreUnsafe(ref partial, channel);
        (Vector512.LoadUnsafe(ref partial, productsPlace) + products).StoreUnsafe(ref partial, productsPlace);
    }

    /// <summary>dx = γ·inverseDeviation·(dy′ − Σdy′/n − x̂·Σ(dy′·x̂)/n), where n counts the pixels of the whole batch.</summary>
    /// <typeparam name="TActivation">The activation behind the layer.</typeparam>
    /// <param name="source">The layer's inputs x.</param>
    /// <param name="gradient">Gradient dy behind the activation.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives dx; may be <paramref name="gradient"/> or <paramref name="source"/>.</param>
    /// <param name="mean">μ.</param>
    /// <param name="inverseDeviation">1/√(σ² + ε).</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero. May be a null reference without an activation.</param>
    /// <param name="scaleGradient">The batch's gradient of γ.</param>
    /// <param name="shiftGradient">The batch's gradient of β.</param>
    /// <param name="totalPixels">Pixels of the whole batch: n.</param>
    /// <param name="pixels">Pixels of this call.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="sourceStride">Floats from one pixel of x to the next where they lie among the channels of others; 0 where they lie side by side.</param>
    /// <param name="gradientStride">The same for dy.</param>
    /// <param name="targetStride">The same for dx.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TActivation>(ref float source, ref float gradient, float slope, ref float target, ref float mean, ref float inverseDeviation, ref float scale, ref float shift, ref float scaleGradient, ref float shiftGradient, long totalPixels, nint pixels, int stride, int sourceStride = 0, int gradientStride = 0, int targetStride = 0)
        where TActivation : struct, ITileActivation
    {
        Vector512<float> share = Vector512.Create((float)(1.0 / totalPixels));

        // In the order of memory, four pixels at a time: those that are read some way behind them come from far away meanwhile.
        nuint step = (nuint)PixelStride.Of(targetStride, stride), sourceStep = (nuint)PixelStride.Of(sourceStride, stride), gradientStep = (nuint)PixelStride.Of(gradientStride, stride);
        nuint place = 0, sourcePlace = 0, gradientPlace = 0, sourceAhead = PixelsAhead(stride, operands: 2) * sourceStep, gradientAhead = PixelsAhead(stride, operands: 2) * gradientStep;
        for (nint left = pixels; left > 0;)
        {
            nint rows = left >= 4 ? 4 : 1;
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
            {
                Vector512<float> inverse = Vector512.LoadUnsafe(ref inverseDeviation, channel);
                Vector512<float> factor = Vector512.LoadUnsafe(ref scale, channel) * inverse;
                Vector512<float> start = IsActivated<TActivation>() ? Vector512.LoadUnsafe(ref shift, channel) : default;
                Vector512<float> center = Vector512.LoadUnsafe(ref mean, channel);
                Vector512<float> average = Vector512.LoadUnsafe(ref shiftGradient, channel) * share;
                Vector512<float> tilt = Vector512.LoadUnsafe(ref scaleGradient, channel) * share * inverse;
                nuint x = sourcePlace + channel, dy = gradientPlace + channel, dx = place + channel;
                InputGradient<TActivation>(ref source, ref gradient, ref target, x, dy, dx, center, factor, start, average, tilt, slope, sourceAhead, gradientAhead);
                if (rows == 1)
                    continue;
                InputGradient<TActivation>(ref source, ref gradient, ref target, x + sourceStep, dy + gradientStep, dx + step, center, factor, start, average, tilt, slope, sourceAhead, gradientAhead);
                InputGradient<TActivation>(ref source, ref gradient, ref target, x + 2 * sourceStep, dy + 2 * gradientStep, dx + 2 * step, center, factor, start, average, tilt, slope, sourceAhead, gradientAhead);
                InputGradient<TActivation>(ref source, ref gradient, ref target, x + 3 * sourceStep, dy + 3 * gradientStep, dx + 3 * step, center, factor, start, average, tilt, slope, sourceAhead, gradientAhead);
            }

            left -= rows;
            place += (nuint)rows * step;
            sourcePlace += (nuint)rows * sourceStep;
            gradientPlace += (nuint)rows * gradientStep;
        }
    }

    /// <summary>dx = γ/√(running variance + ε) · dy, for a frozen layer, whose statistics are constants.</summary>
    /// <param name="gradient">Gradient dy.</param>
    /// <param name="target">Receives dx; may be <paramref name="gradient"/>.</param>
    /// <param name="runningVariance">Running variance; its padding is zero.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PredictGradient(ref float gradient, ref float target, ref float runningVariance, ref float scale, nint pixels, int stride, float epsilon)
    {
        nint blockPixels = BlockPixels(stride);
        for (nint first = 0; first < pixels; first += blockPixels)
        {
            nint length = Math.Min(blockPixels, pixels - first);
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
            {
                Vector512<float> factor = Vector512.LoadUnsafe(ref scale, channel) * InverseDeviation(Vector512.LoadUnsafe(ref runningVariance, channel), epsilon);
                nuint place = (nuint)(first * stride) + channel;
                for (nint pixel = 0; pixel < length; pixel++, place += (nuint)stride)
                    (Vector512.LoadUnsafe(ref gradient, place) * factor).StoreUnsafe(ref target, place);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputGradient<TActivation>(
        ref float source, ref float gradient, ref float target, nuint sourcePlace, nuint gradientPlace, nuint targetPlace,
        Vector512<float> mean, Vector512<float> factor, Vector512<float> shift, Vector512<float> average, Vector512<float> tilt, float slope, nuint sourceAhead, nuint gradientAhead)
        where TActivation : struct, ITileActivation
    {
        CachePrefetch.Line(ref Unsafe.Add(ref source, sourcePlace + sourceAhead));
        CachePrefetch.Line(ref Unsafe.Add(ref gradient, gradientPlace + gradientAhead));
        Vector512<float> distance = Vector512.LoadUnsafe(ref source, sourcePlace) - mean;
        Vector512<float> dy = Differentiate<TActivation>(Vector512.LoadUnsafe(ref gradient, gradientPlace), distance, factor, shift, slope) - average;
        (Vector512.FusedMultiplyAdd(-distance, tilt, dy) * factor).StoreUnsafe(ref target, targetPlace);
    }

    /// <summary>The gradient in front of the activation, whose output is computed again in the way of <see cref="Affine"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Differentiate<TActivation>(Vector512<float> gradient, Vector512<float> distance, Vector512<float> factor, Vector512<float> shift, float slope)
        where TActivation : struct, ITileActivation
    {
        if (!IsActivated<TActivation>())
            return gradient;
        Vector512<float> value = TActivation.Apply<Width512, Vector512<float>>(Vector512.FusedMultiplyAdd(distance, factor, shift), slope);
        return TActivation.Differentiate<Width512, Vector512<float>>(gradient, value, slope);
    }

    private static bool IsActivated<TActivation>() => typeof(TActivation) != typeof(TileIdentity);
}
