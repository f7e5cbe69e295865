namespace DeepVision.Generated.Tests.Runtime.Kernels;

/// <summary>
/// A buffer of activations as kernels see it: samples of pixels, each with padded channels. A fence of not-a-number
/// behind the last float shows kernels that read or write too far.
/// </summary>
internal sealed class Activations
{
    private const int Fence = 32;

    public Activations(int count, int pixels, int channels, int? stride = null)
    {
        (Count, Pixels, Channels, Stride) = (count, pixels, channels, stride ?? (channels + 15) / 16 * 16);
        // As in a network, where memory doesn't move: kernels form addresses in the padding, outside of it.
        Data = GC.AllocateArray<float>(Length + Fence, pinned: true);
        Data.AsSpan(Length).Fill(float.NaN);
    }

    public int Count { get; }

    public int Pixels { get; }

    public int Channels { get; }

    public int Stride { get; }

    public float[] Data { get; }

    public int Length => Count * Pixels * Stride;

    public Span<float> Span => Data.AsSpan(0, Length);

    public static Activations Random(int seed, int count, int pixels, int channels, float low = -3f, float high = 3f, int? stride = null)
    {
        var result = new Activations(count, pixels, channels, stride);
        var random = new Random(seed);
        for (int n = 0; n < count; n++)
            for (int p = 0; p < pixels; p++)
                for (int c = 0; c < channels; c++)
                    result[n, p, c] = low + (high - low) * random.NextSingle();
        return result;
    }

    /// <summary>A buffer full of rubbish, for kernels that promise to write everything.</summary>
    public static Activations Dirty(int count, int pixels, int channels, int? stride = null)
    {
        var result = new Activations(count, pixels, channels, stride);
        result.Span.Fill(float.NaN);
        return result;
    }

    public ref float this[int sample, int pixel, int channel] => ref Data[(sample * Pixels + pixel) * Stride + channel];

    /// <summary>The first float of a sample.</summary>
    public ref float From(int sample) => ref Data[sample * Pixels * Stride];

    public Activations Copy()
    {
        var copy = new Activations(Count, Pixels, Channels, Stride);
        Data.CopyTo(copy.Data, 0);
        return copy;
    }

    /// <summary>The values that count, N,H,W,C without padding.</summary>
    public double[] Logical() => Values().ToArray();

    /// <summary>The sum of one channel over all pixels of all samples.</summary>
    public double Sum(int channel) => Enumerable.Range(0, Count * Pixels).Sum(pixel => (double)Data[pixel * Stride + channel]);

    public void AssertClose(Func<int, int, int, double> expected, double tolerance = 1e-5)
    {
        AssertPaddingIsZero();
        var wanted = new List<double>();
        for (int n = 0; n < Count; n++)
            for (int p = 0; p < Pixels; p++)
                for (int c = 0; c < Channels; c++)
                    wanted.Add(expected(n, p, c));
        Compare.Close(wanted, Logical(), tolerance);
    }

    public void AssertPaddingIsZero()
    {
        for (int pixel = 0; pixel < Count * Pixels; pixel++)
            for (int c = Channels; c < Stride; c++)
                Assert.True(Data[pixel * Stride + c] == 0f, $"Padding channel {c} of pixel {pixel} is {Data[pixel * Stride + c]}.");
        Assert.All(Data.AsSpan(Length).ToArray(), value => Assert.Equal(float.NaN, value));
    }

    private IEnumerable<double> Values()
    {
        for (int pixel = 0; pixel < Count * Pixels; pixel++)
            for (int c = 0; c < Channels; c++)
                yield return Data[pixel * Stride + c];
    }
}

internal static class Compare
{
    /// <summary>The error of a tensor is max|a − b| / max|b|.</summary>
    public static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Count, actual.Count);
        double largest = Math.Max(1e-30, expected.Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (int i = 0; i < expected.Count; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]) / largest;
            Assert.True(error <= tolerance, $"Value {i} should be {expected[i]:R} but is {actual[i]:R}: an error of {error:E2}.");
        }
    }

    public static void Close(IEnumerable<double> expected, IEnumerable<float> actual, double tolerance = 1e-5) =>
        Close(expected.ToArray(), actual.Select(value => (double)value).ToArray(), tolerance);

    /// <summary>Equal to the last bit.</summary>
    public static void Same(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]),
                $"Value {i} is {expected[i]:R} in one call and {actual[i]:R} in two.");
        }
    }
}
