using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class BatchNormKernels
{
    /// <summary>y = activation(γ·(x − μ)·inverseDeviation + β) with the batch's own statistics, for training.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; may be the source.</param>
    /// <param name="mean">μ.</param>
    /// <param name="inverseDeviation">1/√(σ² + ε).</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="slope">Slope of the LeakyReLU: 1 = no activation, 0 = ReLU.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize(ref float source, ref float target, ref float mean, ref float inverseDeviation, ref float scale, ref float shift, nint pixels, int stride, float slope) =>
        Normalize<TileWithoutAddend>(ref source, ref target, ref mean, ref inverseDeviation, ref scale, ref shift, ref target, pixels, stride, slope);

    /// <summary>y = activation(γ·(x − μ)·inverseDeviation + β + addend) with the batch's own statistics, for training.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; may be the source or the addend.</param>
    /// <param name="mean">μ.</param>
    /// <param name="inverseDeviation">1/√(σ² + ε).</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="addend">The addend of the first pixel.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="slope">Slope of the LeakyReLU: 1 = no activation, 0 = ReLU.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize(ref float source, ref float target, ref float mean, ref float inverseDeviation, ref float scale, ref float shift, ref float addend, nint pixels, int stride, float slope) =>
        Normalize<TileAddend>(ref source, ref target, ref mean, ref inverseDeviation, ref scale, ref shift, ref addend, pixels, stride, slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalize<TAddend>(ref float source, ref float target, ref float mean, ref float inverseDeviation, ref float scale, ref float shift, ref float addend, nint pixels, int stride, float slope)
        where TAddend : struct, ITileAddend
    {
        nint blockPixels = BlockPixels(stride);
        for (nint first = 0; first < pixels; first += blockPixels)
        {
            nint length = Math.Min(blockPixels, pixels - first);
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
            {
                Vector512<float> factor = Vector512.LoadUnsafe(ref scale, channel) * Vector512.LoadUnsafe(ref inverseDeviation, channel);
                Affine<TAddend>(ref source, ref target, ref addend, (nuint)(first * stride) + channel, length, stride,
                    Vector512.LoadUnsafe(ref mean, channel), factor, Vector512.LoadUnsafe(ref shift, channel), slope);
            }
        }
    }

    /// <summary>y = activation(γ·(x − running mean)/√(running variance + ε) + β), for prediction.</summary>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="target">First float of the first pixel written; may be the source.</param>
    /// <param name="runningMean">Running mean; its padding is zero.</param>
    /// <param name="runningVariance">Running variance; its padding is zero.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="slope">Slope of the LeakyReLU: 1 = no activation, 0 = ReLU.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Predict(ref float source, ref float target, ref float runningMean, ref float runningVariance, ref float scale, ref float shift, nint pixels, int stride, float epsilon, float slope) =>
        Predict<TileWithoutAddend>(ref source, ref target, ref runningMean, ref runningVariance, ref scale, ref shift, ref target, pixels, stride, epsilon, slope);

    /// <summary>y = activation(γ·(x − running mean)/√(running variance + ε) + β + addend), for prediction.</summary>
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
    /// <param name="slope">Slope of the LeakyReLU: 1 = no activation, 0 = ReLU.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Predict(ref float source, ref float target, ref float runningMean, ref float runningVariance, ref float scale, ref float shift, ref float addend, nint pixels, int stride, float epsilon, float slope) =>
        Predict<TileAddend>(ref source, ref target, ref runningMean, ref runningVariance, ref scale, ref shift, ref addend, pixels, stride, epsilon, slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Predict<TAddend>(ref float source, ref float target, ref float runningMean, ref float runningVariance, ref float scale, ref float shift, ref float addend, nint pixels, int stride, float epsilon, float slope)
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
                Affine<TAddend>(ref source, ref target, ref addend, (nuint)(first * stride) + channel, length, stride,
                    Vector512.LoadUnsafe(ref runningMean, channel), factor, Vector512.LoadUnsafe(ref shift, channel), slope);
            }
        }
    }

    /// <summary>dx = dy·γ/√(running variance + ε): the way back through <see cref="Predict(ref float, ref float, ref float, ref float, ref float, ref float, nint, int, float, float)"/>, without an activation.</summary>
    /// <param name="gradient">dy of the first pixel.</param>
    /// <param name="target">Receives dx of the first pixel; may be dy.</param>
    /// <param name="runningVariance">Running variance; its padding is zero.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="pixels">Pixels of all samples: samples × height × width.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PredictionGradient(ref float gradient, ref float target, ref float runningVariance, ref float scale, nint pixels, int stride, float epsilon)
    {
        nint blockPixels = BlockPixels(stride);
        for (nint first = 0; first < pixels; first += blockPixels)
        {
            nint length = Math.Min(blockPixels, pixels - first);
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
            {
                Vector512<float> factor = Vector512.LoadUnsafe(ref scale, channel)
                    * InverseDeviation(Vector512.LoadUnsafe(ref runningVariance, channel), epsilon);
                nuint place = (nuint)(first * stride) + channel;
                for (nint pixel = 0; pixel < length; pixel++, place += (nuint)stride)
                    (Vector512.LoadUnsafe(ref gradient, place) * factor).StoreUnsafe(ref target, place);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Affine<TAddend>(ref float source, ref float target, ref float addend, nuint place, nint pixels, int stride, Vector512<float> mean, Vector512<float> factor, Vector512<float> shift, float slope)
        where TAddend : struct, ITileAddend
    {
        for (nint pixel = 0; pixel < pixels; pixel++, place += (nuint)stride)
        {
            Vector512<float> value = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref source, place) - mean, factor, shift);
            if (TAddend.IsPresent)
                value += Vector512.LoadUnsafe(ref addend, place);
            Lanes.Activate(value, slope).StoreUnsafe(ref target, place);
        }
    }
}
