using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016) over the channels of each pixel: y = γ·(x − μ)/√(σ² + ε) + β. Each pixel has
/// <c>stride</c> floats (a multiple of 16), whose padding stays zero. What is kept of the pixels lies as one vector for each sample:
/// first one number for each pixel, then the other.
/// </summary>
public static class LayerNormKernels
{
    /// <summary>Mean and 1/√(σ² + ε) of each pixel.</summary>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="statistics">Receives the means of a sample's pixels, then the inverse deviations.</param>
    /// <param name="statisticsLength">Floats from one sample's statistics to the next's.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Statistics(ref float source, ref float statistics, int statisticsLength, int count, int pixels, int channels, int stride, float epsilon)
    {
        nuint place = 0;
        for (nint sample = 0; sample < count; sample++)
        {
            ref float means = ref Unsafe.Add(ref statistics, sample * statisticsLength);
            for (nint pixel = 0; pixel < pixels; pixel++, place += (nuint)stride)
            {
                Vector512<float> sum = Vector512<float>.Zero, squares = sum;
                for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
                    sum += Vector512.LoadUnsafe(ref source, place + channel);
                float mean = Lanes.Sum(sum) / channels;
                for (int channel = 0; channel < stride; channel += Lanes.Count)
                {
                    Vector512<float> distance = (Vector512.LoadUnsafe(ref source, place + (nuint)channel) - Vector512.Create(mean)) & Lanes.Mask(channels - channel);
                    squares = Vector512.FusedMultiplyAdd(distance, distance, squares);
                }

                Unsafe.Add(ref means, pixel) = mean;
                Unsafe.Add(ref means, pixels + pixel) = 1f / MathF.Sqrt(Lanes.Sum(squares) / channels + epsilon);
            }
        }
    }

    /// <summary>y = γ·(x − μ)·inverse deviation + β.</summary>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="statistics">Mean and inverse deviation of each pixel.</param>
    /// <param name="statisticsLength">Floats from one sample's statistics to the next's.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="target">First float of the first sample written; may be the source.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize(ref float source, ref float statistics, int statisticsLength, ref float scale, ref float shift, ref float target, int count, int pixels, int channels, int stride)
    {
        nuint place = 0;
        for (nint sample = 0; sample < count; sample++)
        {
            ref float means = ref Unsafe.Add(ref statistics, sample * statisticsLength);
            for (nint pixel = 0; pixel < pixels; pixel++)
            {
                Vector512<float> mean = Vector512.Create(Unsafe.Add(ref means, pixel)), inverse = Vector512.Create(Unsafe.Add(ref means, pixels + pixel));
                for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
                {
                    Vector512<float> normalised = (Vector512.LoadUnsafe(ref source, place) - mean) * inverse;
                    Vector512<float> value = Vector512.FusedMultiplyAdd(
                        normalised, Vector512.LoadUnsafe(ref scale, (nuint)channel), Vector512.LoadUnsafe(ref shift, (nuint)channel));
                    (value & Lanes.Mask(channels - channel)).StoreUnsafe(ref target, place);
                }
            }
        }
    }

    /// <summary>Means over the channels of each pixel that the gradient needs: of γ·dy and of γ·dy·x̂, with x̂ = (x − μ)·inverse deviation.</summary>
    /// <param name="source">The layer's inputs x.</param>
    /// <param name="gradient">dy.</param>
    /// <param name="statistics">Mean and inverse deviation of each pixel.</param>
    /// <param name="statisticsLength">Floats from one sample's statistics to the next's, and of the means that are made.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="gradientMeans">Receives the means of a sample's pixels of γ·dy, then those of γ·dy·x̂.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GradientMeans(ref float source, ref float gradient, ref float statistics, int statisticsLength, ref float scale, ref float gradientMeans, int count, int pixels, int channels, int stride)
    {
        nuint place = 0;
        for (nint sample = 0; sample < count; sample++)
        {
            ref float means = ref Unsafe.Add(ref statistics, sample * statisticsLength);
            ref float results = ref Unsafe.Add(ref gradientMeans, sample * statisticsLength);
            for (nint pixel = 0; pixel < pixels; pixel++)
            {
                Vector512<float> mean = Vector512.Create(Unsafe.Add(ref means, pixel)), sum = Vector512<float>.Zero, products = sum;
                for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count, place += Lanes.Count)
                {
                    Vector512<float> scaled = Vector512.LoadUnsafe(ref gradient, place) * Vector512.LoadUnsafe(ref scale, channel);
                    sum += scaled;
                    products = Vector512.FusedMultiplyAdd(scaled, Vector512.LoadUnsafe(ref source, place) - mean, products);
                }

                Unsafe.Add(ref results, pixel) = Lanes.Sum(sum) / channels;
                Unsafe.Add(ref results, pixels + pixel) = Lanes.Sum(products) * Unsafe.Add(ref means, pixels + pixel) / channels;
            }
        }
    }

    /// <summary>dx = (γ·dy − mean(γ·dy) − x̂·mean(γ·dy·x̂))·inverse deviation.</summary>
    /// <param name="source">The layer's inputs x.</param>
    /// <param name="gradient">dy.</param>
    /// <param name="statistics">Mean and inverse deviation of each pixel.</param>
    /// <param name="gradientMeans">What <see cref="GradientMeans"/> made.</param>
    /// <param name="statisticsLength">Floats from one sample's statistics or means to the next's.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="target">Receives dx; may be the gradient.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(ref float source, ref float gradient, ref float statistics, ref float gradientMeans, int statisticsLength, ref float scale, ref float target, int count, int pixels, int channels, int stride)
    {
        nuint place = 0;
        for (nint sample = 0; sample < count; sample++)
        {
            ref float means = ref Unsafe.Add(ref statistics, sample * statisticsLength);
            ref float averages = ref Unsafe.Add(ref gradientMeans, sample * statisticsLength);
            for (nint pixel = 0; pixel < pixels; pixel++)
            {
                Vector512<float> mean = Vector512.Create(Unsafe.Add(ref means, pixel)), inverse = Vector512.Create(Unsafe.Add(ref means, pixels + pixel));
                Vector512<float> average = Vector512.Create(Unsafe.Add(ref averages, pixel)), tilt = inverse * Unsafe.Add(ref averages, pixels + pixel);
                for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
                {
                    Vector512<float> difference = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref gradient, place), Vector512.LoadUnsafe(ref scale, (nuint)channel), -average);
                    Vector512<float> distance = Vector512.LoadUnsafe(ref source, place) - mean;
                    (Vector512.FusedMultiplyAdd(-distance, tilt, difference) * inverse & Lanes.Mask(channels - channel)).StoreUnsafe(ref target, place);
                }
            }
        }
    }

    /// <summary>Adds dy·x̂ and dy of all pixels, in their order, to the gradients of γ and β.</summary>
    /// <param name="source">The layer's inputs x.</param>
    /// <param name="gradient">dy.</param>
    /// <param name="statistics">Mean and inverse deviation of each pixel.</param>
    /// <param name="statisticsLength">Floats from one sample's statistics to the next's.</param>
    /// <param name="scaleGradient">Gradient of γ.</param>
    /// <param name="shiftGradient">Gradient of β.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ParameterGradient(ref float source, ref float gradient, ref float statistics, int statisticsLength, ref float scaleGradient, ref float shiftGradient, int count, int pixels, int channels, int stride)
    {
        for (int channel = 0; channel < stride; channel += Lanes.Count)
        {
            Vector512<float> sum = Vector512.LoadUnsafe(ref shiftGradient, (nuint)channel), products = Vector512.LoadUnsafe(ref scaleGradient, (nuint)channel);
            nuint place = (nuint)channel;
            for (nint sample = 0; sample < count; sample++)
            {
                ref float means = ref Unsafe.Add(ref statistics, sample * statisticsLength);
                for (nint pixel = 0; pixel < pixels; pixel++, place += (nuint)stride)
                {
                    Vector512<float> dy = Vector512.LoadUnsafe(ref gradient, place);
                    Vector512<float> normalised = (Vector512.LoadUnsafe(ref source, place) - Vector512.Create(Unsafe.Add(ref means, pixel))) * Unsafe.Add(ref means, pixels + pixel);
                    sum += dy;
                    products = Vector512.FusedMultiplyAdd(dy, normalised, products);
                }
            }

            sum.StoreUnsafe(ref shiftGradient, (nuint)channel);
            (products & Lanes.Mask(channels - channel)).StoreUnsafe(ref scaleGradient, (nuint)channel);
        }
    }
}
