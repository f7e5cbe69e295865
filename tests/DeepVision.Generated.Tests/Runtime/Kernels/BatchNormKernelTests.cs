using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

public class BatchNormKernelTests
{
    private const int Channels = 21;
    private const int Stride = 32;
    private const float Epsilon = 1e-5f;

    private static Activations Vector(int seed, float low, float high) => Activations.Random(seed, 1, 1, Channels, low, high);

    private static double Mean(Activations x, int c) => Column(x, c).Average();

    private static double Variance(Activations x, int c) => Column(x, c).Average(value => (value - Mean(x, c)) * (value - Mean(x, c)));

    private static IEnumerable<double> Column(Activations x, int c) =>
        Enumerable.Range(0, x.Count * x.Pixels).Select(pixel => (double)x.Data[pixel * x.Stride + c]);

    /// <summary>Statistics over samples split into 16 lanes, lane l owning samples [lN/16, (l+1)N/16).</summary>
    private static (Activations Mean, Activations InverseDeviation) Statistics(Activations x, float momentum, Activations runningMean, Activations runningVariance)
    {
        const int laneStride = 3 * Stride;
        var partials = new float[16 * laneStride];
        Array.Fill(partials, float.NaN);
        var lanePixels = new long[16];
        for (int lane = 0; lane < 16; lane++)
        {
            int first = lane * x.Count / 16, last = (lane + 1) * x.Count / 16;
            lanePixels[lane] = (last - first) * x.Pixels;
            BatchNormKernels.Statistics(ref x.Data[first * x.Pixels * Stride], (nint)lanePixels[lane], Stride, ref partials[lane * laneStride]);
        }

        Activations mean = new(1, 1, Channels), inverseDeviation = new(1, 1, Channels);
        BatchNormKernels.CombineStatistics(ref partials[0], laneStride, lanePixels, Stride, Epsilon, momentum, ref mean.Data[0], ref inverseDeviation.Data[0], ref runningMean.Data[0], ref runningVariance.Data[0]);
        return (mean, inverseDeviation);
    }

    [Theory]
    [InlineData(40, 50, 0f)]
    [InlineData(5, 3, 0f)]
    [InlineData(1, 700, 0f)]
    [InlineData(16, 33, 1000f)]
    public void StatisticsAreThoseOfTheBatch(int count, int pixels, float offset)
    {
        Activations x = Activations.Random(1, count, pixels, Channels, offset - 1, offset + 2);
        Activations runningMean = Vector(2, -1, 1), runningVariance = Vector(3, 1, 2);
        Activations oldMean = runningMean.Copy(), oldVariance = runningVariance.Copy();
        (Activations mean, Activations inverseDeviation) = Statistics(x, 0.1f, runningMean, runningVariance);

        double n = count * pixels;
        mean.AssertClose((_, _, c) => Mean(x, c), 1e-6);
        Compare.Close(
            Enumerable.Range(0, Channels).Select(c => 1 / Math.Sqrt(Variance(x, c) + Epsilon)),
            inverseDeviation.Data.Take(Channels), offset == 0 ? 1e-6 : 1e-4);
        runningMean.AssertClose((_, _, c) => 0.9 * oldMean[0, 0, c] + 0.1 * Mean(x, c), 1e-6);
        runningVariance.AssertClose((_, _, c) => 0.9 * oldVariance[0, 0, c] + 0.1 * Variance(x, c) * n / (n - 1), offset == 0 ? 1e-6 : 1e-4);
    }

    [Fact]
    public void ASinglePixelHasNoVarianceAndNoNotANumber()
    {
        Activations x = Activations.Random(4, 1, 1, Channels), runningMean = new(1, 1, Channels), runningVariance = Vector(5, 1, 1);
        (Activations mean, Activations inverseDeviation) = Statistics(x, 0.5f, runningMean, runningVariance);
        mean.AssertClose((_, _, c) => x[0, 0, c], 0);
        Assert.All(inverseDeviation.Data.Take(Channels), value => Assert.Equal(1 / MathF.Sqrt(Epsilon), value, 0.01f));
        runningVariance.AssertClose((_, _, _) => 0.5, 0);
    }

    [Theory]
    [InlineData(nameof(TileIdentity), 1f)]
    [InlineData(nameof(TileReLU), 0f)]
    [InlineData(nameof(TileLeakyReLU), 0.2f)]
    [InlineData(nameof(TileReLU6), 0f)]
    public void NormalizeAndPredictAreTheDefinition(string activation, float slope)
    {
        switch (activation)
        {
            case nameof(TileIdentity):
                CheckOutputs<TileIdentity>(slope);
                break;
            case nameof(TileReLU):
                CheckOutputs<TileReLU>(slope);
                break;
            case nameof(TileLeakyReLU):
                CheckOutputs<TileLeakyReLU>(slope);
                break;
            default:
                CheckOutputs<TileReLU6>(slope);
                break;
        }
    }

    private static void CheckOutputs<TActivation>(float slope)
        where TActivation : struct, ITileActivation
    {
        Activations x = Activations.Random(6, 7, 100, Channels), mean = Vector(7, -1, 1), variance = Vector(8, 0.5f, 2);
        Activations inverse = new(1, 1, Channels), scale = Vector(9, -2, 2), shift = Vector(10, -1, 6);
        inverse.Span.Fill(1 / MathF.Sqrt(Epsilon));
        for (int c = 0; c < Channels; c++)
            inverse[0, 0, c] = 1 / MathF.Sqrt(variance[0, 0, c] + Epsilon);
        double Expected(int n, int p, int c)
        {
            double value = scale[0, 0, c] * (x[n, p, c] - (double)mean[0, 0, c]) / Math.Sqrt(variance[0, 0, c] + (double)Epsilon) + shift[0, 0, c];
            return value > 0 ? Math.Min(value, Ceiling<TActivation>()) : value * slope;
        }

        Activations y = Activations.Dirty(7, 100, Channels);
        BatchNormKernels.Normalize<TActivation>(ref x.Data[0], ref y.Data[0], ref mean.Data[0], ref inverse.Data[0], ref scale.Data[0], ref shift.Data[0], 700, Stride, slope);
        y.AssertClose(Expected, 1e-6);

        Activations parts = Activations.Dirty(7, 100, Channels);
        foreach ((int first, int count) in new[] { (0, 3), (3, 4) })
            BatchNormKernels.Normalize<TActivation>(ref x.From(first), ref parts.From(first), ref mean.Data[0], ref inverse.Data[0], ref scale.Data[0], ref shift.Data[0], count * 100, Stride, slope);
        Compare.Same(y.Span, parts.Span);

        y = Activations.Dirty(7, 100, Channels);
        BatchNormKernels.Predict<TActivation>(ref x.Data[0], ref y.Data[0], ref mean.Data[0], ref variance.Data[0], ref scale.Data[0], ref shift.Data[0], 700, Stride, Epsilon, slope);
        y.AssertClose(Expected, 1e-6);
    }

    [Theory]
    [InlineData(nameof(TileIdentity), 1f)]
    [InlineData(nameof(TileReLU), 0f)]
    [InlineData(nameof(TileLeakyReLU), 0.2f)]
    [InlineData(nameof(TileReLU6), 0f)]
    public void GradientsAreTheDefinition(string activation, float slope)
    {
        switch (activation)
        {
            case nameof(TileIdentity):
                CheckGradients<TileIdentity>(slope);
                break;
            case nameof(TileReLU):
                CheckGradients<TileReLU>(slope);
                break;
            case nameof(TileLeakyReLU):
                CheckGradients<TileLeakyReLU>(slope);
                break;
            default:
                CheckGradients<TileReLU6>(slope);
                break;
        }
    }

    private static void CheckGradients<TActivation>(float slope)
        where TActivation : struct, ITileActivation
    {
        const int count = 20, pixels = 41;
        Activations x = Activations.Random(11, count, pixels, Channels), dy = Activations.Random(12, count, pixels, Channels);
        Activations scale = Vector(14, -2, 2), shift = Vector(13, -1, 6);
        (Activations mean, Activations inverse) = Statistics(x, 0.1f, new(1, 1, Channels), new(1, 1, Channels));

        const int laneStride = 2 * Stride;
        var partials = new float[16 * laneStride];
        for (int lane = 0; lane < 16; lane++)
        {
            int first = lane * count / 16, last = (lane + 1) * count / 16;
            BatchNormKernels.GradientSums<TActivation>(ref x.From(first), ref dy.From(first), slope, ref mean.Data[0], ref inverse.Data[0], ref scale.Data[0], ref shift.Data[0], (last - first) * pixels, Stride, ref partials[lane * laneStride]);
        }

        Activations scaleGradient = Activations.Dirty(1, 1, Channels), shiftGradient = Activations.Dirty(1, 1, Channels);
        BatchNormKernels.CombineGradientSums(ref partials[0], laneStride, Stride, ref scaleGradient.Data[0], ref shiftGradient.Data[0]);

        double[] means = Enumerable.Range(0, Channels).Select(c => Mean(x, c)).ToArray();
        double[] deviations = Enumerable.Range(0, Channels).Select(c => Math.Sqrt(Variance(x, c) + Epsilon)).ToArray();
        double Incoming(int n, int p, int c)
        {
            double value = scale[0, 0, c] * (x[n, p, c] - means[c]) / deviations[c] + shift[0, 0, c];
            return dy[n, p, c] * (value <= 0 ? slope : value >= Ceiling<TActivation>() ? 0 : 1);
        }

        double Total(int c, Func<int, int, int, double> value) =>
            Enumerable.Range(0, count).Sum(n => Enumerable.Range(0, pixels).Sum(p => value(n, p, c)));
        double[] shiftSums = Enumerable.Range(0, Channels).Select(c => Total(c, Incoming)).ToArray();
        double[] scaleSums = Enumerable.Range(0, Channels).Select(c => Total(c, (n, p, k) => Incoming(n, p, k) * (x[n, p, k] - means[k]) / deviations[k])).ToArray();
        shiftGradient.AssertClose((_, _, c) => shiftSums[c], 5e-6);
        scaleGradient.AssertClose((_, _, c) => scaleSums[c], 5e-6);

        Activations dx = Activations.Dirty(count, pixels, Channels);
        BatchNormKernels.InputGradient<TActivation>(ref x.Data[0], ref dy.Data[0], slope, ref dx.Data[0], ref mean.Data[0], ref inverse.Data[0], ref scale.Data[0], ref shift.Data[0], ref scaleGradient.Data[0], ref shiftGradient.Data[0], count * pixels, count * pixels, Stride);
        const double n = count * pixels;
        dx.AssertClose((s, p, c) => scale[0, 0, c] / deviations[c]
            * (Incoming(s, p, c) - shiftSums[c] / n - (x[s, p, c] - means[c]) / deviations[c] * scaleSums[c] / n), 5e-6);
    }

    private static double Ceiling<TActivation>() => typeof(TActivation) == typeof(TileReLU6) ? 6 : double.PositiveInfinity;

    /// <summary>A lane that comes sample by sample, and in each of them a vector of channels at a time, has the sums of one call to the bit.</summary>
    [Fact]
    public void SumsOfALaneDontDependOnItsCalls()
    {
        const int Samples = 4, Pixels = 77, Lane = Samples * Pixels;
        Activations x = Activations.Random(31, Samples, Pixels, Channels), dy = Activations.Random(32, Samples, Pixels, Channels);
        Activations mean = Vector(33, -1, 1), inverseDeviation = Vector(34, 0.5f, 2), scale = Vector(35, 0.5f, 2), shift = Vector(36, -1, 1);
        float[] statistics = new float[2 * Stride], sums = new float[2 * Stride], partStatistics = new float[2 * Stride], partSums = new float[2 * Stride];
        Array.Fill(partStatistics, float.NaN);
        Array.Fill(partSums, float.NaN);
        BatchNormKernels.Statistics(ref x.Data[0], Lane, Stride, ref statistics[0]);
        BatchNormKernels.GradientSums<TileReLU>(
            ref x.Data[0], ref dy.Data[0], 0f, ref mean.Data[0], ref inverseDeviation.Data[0], ref scale.Data[0], ref shift.Data[0], Lane, Stride, ref sums[0]);

        for (int before = 0; before < Lane; before += Pixels)
        {
            for (int channel = 0; channel < Stride; channel += 16)
            {
                int place = before * Stride + channel;
                BatchNormKernels.Statistics(ref x.Data[place], Pixels, Stride, ref partStatistics[channel], before: before, whole: Lane, channels: 16);
                BatchNormKernels.GradientSums<TileReLU>(
                    ref x.Data[place], ref dy.Data[place], 0f, ref mean.Data[channel], ref inverseDeviation.Data[channel], ref scale.Data[channel], ref shift.Data[channel],
                    Pixels, Stride, ref partSums[channel], before: before, whole: Lane, channels: 16);
            }
        }

        Compare.Same(statistics, partStatistics);
        Compare.Same(sums, partSums);
    }

    [Fact]
    public void AnEmptyLaneIsZero()
    {
        Activations x = new(1, 1, Channels), mean = new(1, 1, Channels);
        var partial = new float[2 * Stride];
        Array.Fill(partial, float.NaN);
        BatchNormKernels.Statistics(ref x.Data[0], 0, Stride, ref partial[0]);
        Assert.All(partial, value => Assert.Equal(0f, value));
        Array.Fill(partial, float.NaN);
        BatchNormKernels.GradientSums<TileIdentity>(ref x.Data[0], ref x.Data[0], 1f, ref mean.Data[0], ref mean.Data[0], ref mean.Data[0], ref mean.Data[0], 0, Stride, ref partial[0]);
        Assert.All(partial, value => Assert.Equal(0f, value));
    }
}
