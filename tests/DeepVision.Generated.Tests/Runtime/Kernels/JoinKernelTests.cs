using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

/// <summary>What makes one value of several: sums, products with and without a gate, maxima, channels beside each other.</summary>
public class JoinKernelTests
{
    private const int Count = 3, Pixels = 7;

    [Theory]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(35)]
    public void SumsAndMeansAndProducts(int channels)
    {
        Activations a = Some(1, channels), b = Some(2, channels), y = Dirty(channels);
        SumKernels.Add(ref a.Data[0], ref b.Data[0], ref y.Data[0], y.Length);
        y.AssertClose((n, p, c) => a[n, p, c] + b[n, p, c], 1e-7);
        SumKernels.AddScaled(ref a.Data[0], ref b.Data[0], 0.25f, ref y.Data[0], y.Length);
        y.AssertClose((n, p, c) => (a[n, p, c] + b[n, p, c]) * 0.25, 1e-7);
        SumKernels.Scale(ref a.Data[0], 0.25f, ref y.Data[0], y.Length);
        y.AssertClose((n, p, c) => a[n, p, c] * 0.25, 1e-7);
        ProductKernels.Multiply(ref a.Data[0], ref b.Data[0], ref y.Data[0], y.Length);
        y.AssertClose((n, p, c) => a[n, p, c] * b[n, p, c], 1e-7);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(35)]
    public void GatesMultiplyChannelsAndPixels(int channels)
    {
        Activations x = Some(1, channels), ofChannels = Activations.Random(2, Count, 1, channels), ofPixels = Some(3, 1), y = Dirty(channels);
        ProductKernels.MultiplyChannels(ref x.Data[0], ref ofChannels.Data[0], ref y.Data[0], Count, Pixels, x.Stride);
        y.AssertClose((n, p, c) => x[n, p, c] * ofChannels[n, 0, c], 1e-7);
        ProductKernels.MultiplyPixels(ref x.Data[0], ref ofPixels.Data[0], ref y.Data[0], Count * Pixels, channels, x.Stride);
        y.AssertClose((n, p, c) => x[n, p, c] * ofPixels[n, p, 0], 1e-7);
        ProductKernels.MultiplyPixels(ref x.Data[0], ref ofPixels.Data[0], ref x.Data[0], Count * Pixels, channels, x.Stride);
        Compare.Same(y.Span, x.Span);
    }

    /// <summary>Nothing times infinity is not a number, but no padding.</summary>
    [Fact]
    public void AnInfiniteGateLeavesThePaddingZero()
    {
        Activations x = Some(1, 5), gate = Some(2, 1), y = Dirty(5);
        gate.Span[0] = float.PositiveInfinity;
        ProductKernels.MultiplyPixels(ref x.Data[0], ref gate.Data[0], ref y.Data[0], Count * Pixels, 5, x.Stride);
        y.AssertPaddingIsZero();
        Assert.True(float.IsInfinity(y[0, 0, 0]));
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(5, 1)]
    [InlineData(16, 8)]
    [InlineData(35, 6)]
    [InlineData(35, 49)]
    public void GradientsOfGatesAreAddedUp(int channels, int pixels)
    {
        Activations dy = Activations.Random(1, Count, pixels, channels), x = Activations.Random(2, Count, pixels, channels);
        Activations ofChannels = Activations.Dirty(Count, 1, channels), ofPixels = Activations.Dirty(Count, pixels, 1);
        ProductKernels.SumOverPixels(ref dy.Data[0], ref x.Data[0], ref ofChannels.Data[0], Count, pixels, x.Stride);
        ofChannels.AssertClose((n, _, c) => Enumerable.Range(0, pixels).Sum(p => (double)dy[n, p, c] * x[n, p, c]), 1e-6);
        ProductKernels.SumOverChannels(ref dy.Data[0], ref x.Data[0], ref ofPixels.Data[0], Count * pixels, x.Stride);
        ofPixels.AssertClose((n, p, _) => Enumerable.Range(0, channels).Sum(c => (double)dy[n, p, c] * x[n, p, c]), 1e-6);
    }

    /// <summary>The order of the sum is part of its meaning: the same bits from any vector width.</summary>
    [Fact]
    public void PixelsAreAddedInFourRows()
    {
        Activations dy = Activations.Random(1, 1, 11, 3), x = Activations.Random(2, 1, 11, 3), sums = Activations.Dirty(1, 1, 3);
        ProductKernels.SumOverPixels(ref dy.Data[0], ref x.Data[0], ref sums.Data[0], 1, 11, x.Stride);
        for (int channel = 0; channel < 3; channel++)
        {
            var rows = new float[4];
            for (int pixel = 0; pixel < 11; pixel++)
                rows[pixel % 4] = MathF.FusedMultiplyAdd(dy[0, pixel, channel], x[0, pixel, channel], rows[pixel % 4]);
            Assert.Equal((rows[0] + rows[1]) + (rows[2] + rows[3]), sums[0, 0, channel]);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(35)]
    public void TheFirstOfTheLargestWins(int channels)
    {
        // Whole numbers, many of them equal.
        Activations[] x = [.. Enumerable.Range(1, 4).Select(seed => Whole(seed, channels))];
        x[0][0, 0, 0] = float.NaN;
        x[2][0, 0, 1] = x[3][0, 0, 1] = float.NaN;
        x[1][0, 0, 2] = float.NaN;
        Activations y = Dirty(channels), silent = Dirty(channels);
        var winners = new byte[y.Length];
        MaximumKernels.Forward(ref x[0].Data[0], ref x[1].Data[0], ref y.Data[0], ref winners[0], 1, y.Length);
        MaximumKernels.Forward(ref x[0].Data[0], ref x[1].Data[0], ref silent.Data[0], y.Length);
        for (int number = 2; number < 4; number++)
        {
            MaximumKernels.Forward(ref y.Data[0], ref x[number].Data[0], ref y.Data[0], ref winners[0], number, y.Length);
            MaximumKernels.Forward(ref silent.Data[0], ref x[number].Data[0], ref silent.Data[0], y.Length);
        }

        y.AssertPaddingIsZero();
        for (int n = 0; n < Count; n++)
            for (int p = 0; p < Pixels; p++)
                for (int c = 0; c < channels; c++)
                {
                    float[] values = [.. x.Select(source => source[n, p, c])];
                    float largest = values.Any(float.IsNaN) ? float.NaN : values.Max();
                    Assert.Equal(largest, y[n, p, c]);
                    Assert.Equal(largest, silent[n, p, c]);
                    Assert.Equal(Array.FindIndex(values, value => value.Equals(largest)), winners[((n * Pixels) + p) * y.Stride + c]);
                }

        Activations dy = Some(9, channels), dx = Dirty(channels);
        MaximumKernels.Gradient(ref dy.Data[0], ref winners[0], 2, ref dx.Data[0], dx.Length);
        dx.AssertClose((n, p, c) => winners[((n * Pixels) + p) * y.Stride + c] == 2 ? dy[n, p, c] : 0, 0);
        MaximumKernels.Gradient(ref dy.Data[0], ref winners[0], 2, ref dy.Data[0], dx.Length);
        Compare.Same(dx.Span, dy.Span);
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(1, 1, 1)]
    [InlineData(8, 16)]
    [InlineData(15, 17)]
    [InlineData(24, 24)]
    [InlineData(16, 32)]
    [InlineData(3, 24, 5, 16)]
    [InlineData(12, 4, 40)]
    public void ChannelsLieBesideEachOtherAndComeBack(params int[] channels)
    {
        Activations[] sources = [.. channels.Select((count, index) => Some(index + 1, count))];
        Activations all = Dirty(channels.Sum());
        int first = 0;
        foreach (Activations source in sources)
        {
            ConcatKernels.CopyChannels(
                ref source.Data[0], source.Stride, ref all.Data[first], all.Stride, Count * Pixels, source.Channels, first == 0 && all.Channels < all.Stride);
            first += source.Channels;
        }

        all.AssertPaddingIsZero();
        first = 0;
        foreach (Activations source in sources)
        {
            Activations back = Dirty(source.Channels);
            ConcatKernels.CopyChannels(ref all.Data[first], all.Stride, ref back.Data[0], back.Stride, Count * Pixels, back.Channels, back.Channels < back.Stride);
            Compare.Same(source.Span, back.Span);
            first += source.Channels;
        }
    }

    /// <summary>The network's input comes without padding, and without room behind it.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void SourcesNeedNoPadding(int channels)
    {
        Activations source = Activations.Random(1, Count, Pixels, channels, stride: channels), target = Dirty(channels);
        float[] exact = source.Span.ToArray();
        ConcatKernels.CopyChannels(ref exact[0], channels, ref target.Data[0], target.Stride, Count * Pixels, channels, zeroesPadding: true);
        target.AssertClose((n, p, c) => source[n, p, c], 0);
    }

    private static Activations Some(int seed, int channels) => Activations.Random(seed, Count, Pixels, channels);

    private static Activations Dirty(int channels) => Activations.Dirty(Count, Pixels, channels);

    private static Activations Whole(int seed, int channels)
    {
        Activations values = Some(seed, channels);
        foreach (ref float value in values.Span)
            value = MathF.Round(value);
        return values;
    }
}
