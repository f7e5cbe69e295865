using DeepVision.Generated.Runtime;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

public class DropoutKernelTests
{
    private const int Seed = -42;
    private const int Layer = 7;
    private const long Step = 5_000_000_000;

    [Theory]
    [InlineData(3, 10, 4)]
    [InlineData(1, 128, 4)]
    [InlineData(9, 16, 3)]
    [InlineData(2, 48, 5)]
    [InlineData(5, 33, 2)]
    public void TheMaskIsPhiloxAtTheLogicalIndex(int pixels, int channels, int count)
    {
        const float rate = 0.3f;
        const int firstSample = 3;
        Activations x = Activations.Random(1, count, pixels, channels, 1, 2);
        Activations y = Activations.Dirty(count, pixels, channels);
        var mask = new byte[x.Length];
        Array.Fill(mask, (byte)77);
        DropoutKernels.Forward(ref x.Data[0], ref y.Data[0], ref mask[0], count, pixels, channels, x.Stride, rate, Seed, Layer, Step, firstSample);

        ulong key = (ulong)(0x40000000 + Layer) << 32 | unchecked((uint)Seed);
        bool Kept(int n, int p, int c)
        {
            long index = ((long)(firstSample + n) * pixels + p) * channels + c;
            uint word = Philox.Generate(key, (ulong)Step, (ulong)index / 4)[(int)(index % 4)];
            return (word >> 8) / 16777216.0 >= rate;
        }

        y.AssertClose((n, p, c) => Kept(n, p, c) ? x[n, p, c] / (1 - (double)rate) : 0, 1e-6);
        for (int place = 0; place < mask.Length; place++)
        {
            (int pixel, int channel) = Math.DivRem(place, x.Stride);
            bool kept = channel < channels && Kept(pixel / pixels, pixel % pixels, channel);
            Assert.Equal(kept ? 1 : 0, mask[place]);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(48)]
    public void SplittingTheBatchChangesNothing(int channels)
    {
        Activations x = Activations.Random(2, 7, 3, channels);
        Activations whole = x.Copy(), parts = x.Copy();
        byte[] wholeMask = new byte[x.Length], partMask = new byte[x.Length];
        DropoutKernels.Forward(ref x.Data[0], ref whole.Data[0], ref wholeMask[0], 7, 3, channels, x.Stride, 0.5f, 1, 2, 3, 0);
        DropoutKernels.Forward(ref x.Data[0], ref parts.Data[0], ref partMask[0], 3, 3, channels, x.Stride, 0.5f, 1, 2, 3, 0);
        DropoutKernels.Forward(ref x.From(3), ref parts.From(3), ref partMask[3 * 3 * x.Stride], 4, 3, channels, x.Stride, 0.5f, 1, 2, 3, 3);
        Compare.Same(whole.Span, parts.Span);
        Assert.Equal(wholeMask, partMask);
    }

    [Fact]
    public void TheGradientPassesWhereValuesWereKept()
    {
        Activations dy = Activations.Random(3, 2, 3, 20);
        var mask = new byte[dy.Length];
        for (int i = 0; i < mask.Length; i++)
            mask[i] = i % dy.Stride < 20 ? (byte)(i * 7 % 3 % 2) : (byte)0;
        Activations dx = dy.Copy();
        DropoutKernels.Gradient(ref dx.Data[0], ref mask[0], 6, dy.Stride, 0.25f);
        dx.AssertClose((n, p, c) => mask[(n * 3 + p) * dy.Stride + c] * dy[n, p, c] / 0.75, 1e-6);
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(1f, 0f)]
    public void TheExtremesKeepAllOrNothing(float rate, float factor)
    {
        Activations x = Activations.Random(4, 2, 2, 32);
        Activations y = x.Copy();
        var mask = new byte[x.Length];
        DropoutKernels.Forward(ref y.Data[0], ref y.Data[0], ref mask[0], 2, 2, 32, 32, rate, 1, 2, 3, 0);
        y.AssertClose((n, p, c) => x[n, p, c] * factor, 0);
    }

    [Fact]
    public void AboutTheAskedShareIsDropped()
    {
        Activations x = Activations.Random(5, 10, 100, 64);
        var mask = new byte[x.Length];
        DropoutKernels.Forward(ref x.Data[0], ref x.Data[0], ref mask[0], 10, 100, 64, 64, 0.2f, 9, 1, 1, 0);
        double share = mask.Count(value => value == 0) / (double)mask.Length;
        Assert.InRange(share, 0.19, 0.21);
    }
}
