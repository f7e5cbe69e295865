using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Group normalisation (Wu and He 2018) of each sample: y = γ·(x − μ)/√(σ² + ε) + β, with mean and variance over the pixels and channels of a
/// group. Each pixel has <c>stride</c> floats (a multiple of 16), whose padding stays zero. What is kept of a sample are two numbers for each
/// channel, as two pixels: first one number of all channels, then the other.
/// </summary>
public static class GroupNormKernels
{
    /// <summary>Mean and sum of squared distances from it, of each channel of each sample.</summary>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="moments">Receives the means of a sample's channels, then the sums of squares.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="stride">Floats per pixel.</param>
    public static void Moments(ref float source, ref float moments, int count, int pixels, int stride)
    {
        for (nint sample = 0; sample < count; sample++)
            BatchNormKernels.Statistics(ref Unsafe.Add(ref source, sample * pixels * stride), pixels, stride, ref Unsafe.Add(ref moments, sample * 2 * stride));
    }

    /// <summary>Mean and 1/√(σ² + ε) of each group, for each of its channels (Chan, Golub and LeVeque 1979).</summary>
    /// <param name="moments">What <see cref="Moments"/> made.</param>
    /// <param name="statistics">Receives the means of a sample's channels, then the inverse deviations.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="groups">Groups; divides the channels.</param>
    /// <param name="epsilon">ε.</param>
    public static void Statistics(ref float moments, ref float statistics, int count, int pixels, int channels, int stride, int groups, float epsilon)
    {
        int size = channels / groups;
        for (nint sample = 0; sample < count; sample++)
        {
            ref float means = ref Unsafe.Add(ref moments, sample * 2 * stride);
            ref float results = ref Unsafe.Add(ref statistics, sample * 2 * stride);
            for (int group = 0; group < groups; group++)
            {
                double mean = 0, squares = 0;
                for (int channel = 0; channel < size; channel++)
                {
                    double delta = Unsafe.Add(ref means, group * size + channel) - mean;
                    mean += delta / (channel + 1);
                    squares += Unsafe.Add(ref means, stride + group * size + channel) + delta * delta * pixels * channel / (channel + 1);
                }

                double inverse = 1 / Math.Sqrt(squares / ((double)pixels * size) + epsilon);
                Fill(ref Unsafe.Add(ref results, group * size), size, stride, (float)mean, (float)inverse);
            }

            Fill(ref Unsafe.Add(ref results, channels), stride - channels, stride, 0f, 0f);
        }
    }

    /// <summary>y = γ·(x − μ)·inverse deviation + β.</summary>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="statistics">Mean and inverse deviation of each sample's channels.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="target">First float of the first sample written; may be the source.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="stride">Floats per pixel.</param>
    public static void Normalize(ref float source, ref float statistics, ref float scale, ref float shift, ref float target, int count, int pixels, int stride)
    {
        for (nint sample = 0; sample < count; sample++)
        {
            ref float mean = ref Unsafe.Add(ref statistics, sample * 2 * stride);
            nint place = sample * pixels * stride;
            BatchNormKernels.Normalize<TileIdentity>(
                ref Unsafe.Add(ref source, place), ref Unsafe.Add(ref target, place), ref mean, ref Unsafe.Add(ref mean, stride), ref scale, ref shift, pixels, stride, slope: 1f);
        }
    }

    /// <summary>Σ dy and Σ dy·x̂ of each channel of each sample, with x̂ = (x − μ)·inverse deviation.</summary>
    /// <param name="source">The layer's inputs x.</param>
    /// <param name="gradient">dy.</param>
    /// <param name="statistics">Mean and inverse deviation of each sample's channels.</param>
    /// <param name="sums">Receives Σ dy of a sample's channels, then Σ dy·x̂.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="stride">Floats per pixel.</param>
    public static void GradientSums(ref float source, ref float gradient, ref float statistics, ref float sums, int count, int pixels, int stride)
    {
        for (nint sample = 0; sample < count; sample++)
        {
            ref float mean = ref Unsafe.Add(ref statistics, sample * 2 * stride);
            nint place = sample * pixels * stride;
            BatchNormKernels.GradientSums<TileIdentity>(
                ref Unsafe.Add(ref source, place), ref Unsafe.Add(ref gradient, place), slope: 1f, ref mean, ref Unsafe.Add(ref mean, stride),
                ref Unsafe.NullRef<float>(), ref Unsafe.NullRef<float>(), pixels, stride, ref Unsafe.Add(ref sums, sample * 2 * stride));
        }
    }

    /// <summary>Means over each group that the gradient needs, for each of its channels: of γ·dy and of γ·dy·x̂.</summary>
    /// <param name="sums">What <see cref="GradientSums"/> made.</param>
    /// <param name="scale">γ.</param>
    /// <param name="means">Receives the means of γ·dy of a sample's channels, then those of γ·dy·x̂.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="channels">Channels that count.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="groups">Groups; divides the channels.</param>
    public static void GradientMeans(ref float sums, ref float scale, ref float means, int count, int pixels, int channels, int stride, int groups)
    {
        int size = channels / groups;
        double values = (double)pixels * size;
        for (nint sample = 0; sample < count; sample++)
        {
            ref float own = ref Unsafe.Add(ref sums, sample * 2 * stride);
            ref float results = ref Unsafe.Add(ref means, sample * 2 * stride);
            for (int group = 0; group < groups; group++)
            {
                double sum = 0, products = 0;
                for (int channel = group * size; channel < (group + 1) * size; channel++)
                {
                    double factor = Unsafe.Add(ref scale, channel);
                    sum += factor * Unsafe.Add(ref own, channel);
                    products += factor * Unsafe.Add(ref own, stride + channel);
                }

                Fill(ref Unsafe.Add(ref results, group * size), size, stride, (float)(sum / values), (float)(products / values));
            }

            Fill(ref Unsafe.Add(ref results, channels), stride - channels, stride, 0f, 0f);
        }
    }

    /// <summary>dx = (γ·dy − mean(γ·dy) − x̂·mean(γ·dy·x̂))·inverse deviation.</summary>
    /// <param name="source">The layer's inputs x.</param>
    /// <param name="gradient">dy.</param>
    /// <param name="statistics">Mean and inverse deviation of each sample's channels.</param>
    /// <param name="means">What <see cref="GradientMeans"/> made.</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="target">Receives dx; may be the gradient.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(ref float source, ref float gradient, ref float statistics, ref float means, ref float scale, ref float target, int count, int pixels, int stride)
    {
        for (nint sample = 0; sample < count; sample++)
        {
            nuint own = (nuint)(sample * 2 * stride);
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
            {
                nuint first = own + channel, second = first + (nuint)stride;
                Vector512<float> mean = Vector512.LoadUnsafe(ref statistics, first), inverse = Vector512.LoadUnsafe(ref statistics, second);
                Vector512<float> average = Vector512.LoadUnsafe(ref means, first), tilt = Vector512.LoadUnsafe(ref means, second) * inverse;
                Vector512<float> factor = Vector512.LoadUnsafe(ref scale, channel);
                nuint place = (nuint)(sample * pixels * stride) + channel;
                for (int pixel = 0; pixel < pixels; pixel++, place += (nuint)stride)
                {
                    Vector512<float> difference = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref gradient, place), factor, -average);
                    Vector512<float> distance = Vector512.LoadUnsafe(ref source, place) - mean;
                    (Vector512.FusedMultiplyAdd(-distance, tilt, difference) * inverse).StoreUnsafe(ref target, place);
                }
            }
        }
    }

    /// <summary>Adds the sums of all samples, in their order, to the gradients of γ and β.</summary>
    /// <param name="sums">What <see cref="GradientSums"/> made.</param>
    /// <param name="scaleGradient">Gradient of γ.</param>
    /// <param name="shiftGradient">Gradient of β.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ParameterGradient(ref float sums, ref float scaleGradient, ref float shiftGradient, int count, int stride)
    {
        for (nint sample = 0; sample < count; sample++)
        {
            nuint own = (nuint)(sample * 2 * stride);
            for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
            {
                (Vector512.LoadUnsafe(ref shiftGradient, channel) + Vector512.LoadUnsafe(ref sums, own + channel)).StoreUnsafe(ref shiftGradient, channel);
                (Vector512.LoadUnsafe(ref scaleGradient, channel) + Vector512.LoadUnsafe(ref sums, own + (nuint)stride + channel)).StoreUnsafe(ref scaleGradient, channel);
            }
        }
    }

    /// <summary>Two numbers for some channels.</summary>
    private static void Fill(ref float results, int channels, int stride, float first, float second)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            Unsafe.Add(ref results, channel) = first;
            Unsafe.Add(ref results, stride + channel) = second;
        }
    }
}
