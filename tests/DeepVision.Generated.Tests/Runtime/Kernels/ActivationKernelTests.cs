using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

public class ActivationKernelTests
{
    private const int Count = 2;
    private const int Pixels = 5;
    private const float Slope = 0.1f;

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(37)]
    public void EveryActivationIsItsDefinition(int channels)
    {
        Activations x = Activations.Random(1, Count, Pixels, channels, -8, 8);
        int pixels = Count * Pixels;

        Activations y = Activations.Dirty(Count, Pixels, channels);
        ActivationKernels.ReLU(ref x.Data[0], ref y.Data[0], pixels, channels, x.Stride);
        y.AssertClose((n, p, c) => Math.Max(0, x[n, p, c]), 0);

        y = Activations.Dirty(Count, Pixels, channels);
        ActivationKernels.LeakyReLU(ref x.Data[0], ref y.Data[0], pixels, channels, x.Stride, Slope);
        y.AssertClose((n, p, c) => x[n, p, c] > 0 ? x[n, p, c] : Slope * (double)x[n, p, c], 1e-7);

        y = Activations.Dirty(Count, Pixels, channels);
        ActivationKernels.Sigmoid(ref x.Data[0], ref y.Data[0], pixels, channels, x.Stride);
        y.AssertClose((n, p, c) => Sigmoid(x[n, p, c]), 3e-7);

        y = Activations.Dirty(Count, Pixels, channels);
        ActivationKernels.Tanh(ref x.Data[0], ref y.Data[0], pixels, channels, x.Stride);
        y.AssertClose((n, p, c) => Math.Tanh(x[n, p, c]), 3e-7);
    }

    [Fact]
    public void TanhKeepsItsPrecisionNearZero()
    {
        for (float x = 1e-6f; x < 2f; x *= 1.37f)
        {
            Activations value = new(1, 1, 16);
            value.Span.Fill(x);
            value.Span[1] = -x;
            ActivationKernels.Tanh(ref value.Data[0], ref value.Data[0], 1, 16, 16);
            Assert.InRange(value.Data[0] / Math.Tanh(x), 1 - 5e-7, 1 + 5e-7);
            Assert.Equal(value.Data[0], -value.Data[1]);
        }
    }

    [Fact]
    public void LargeInputsSaturateAndNotANumberStays()
    {
        float[] inputs = [1000, -1000, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        Activations x = new(1, 1, inputs.Length);
        inputs.CopyTo(x.Data, 0);

        Activations y = new(1, 1, inputs.Length);
        ActivationKernels.Sigmoid(ref x.Data[0], ref y.Data[0], 1, inputs.Length, 16);
        Assert.Equal([1f, 0f, 1f, 0f, float.NaN], y.Data[..inputs.Length]);
        ActivationKernels.Tanh(ref x.Data[0], ref y.Data[0], 1, inputs.Length, 16);
        Assert.Equal([1f, -1f, 1f, -1f, float.NaN], y.Data[..inputs.Length]);
        ActivationKernels.ReLU(ref x.Data[0], ref y.Data[0], 1, inputs.Length, 16);
        Assert.Equal([1000f, 0f, float.PositiveInfinity, 0f, float.NaN], y.Data[..inputs.Length]);
        ActivationKernels.LeakyReLU(ref x.Data[0], ref y.Data[0], 1, inputs.Length, 16, 0.5f);
        Assert.Equal([1000f, -500f, float.PositiveInfinity, float.NegativeInfinity, float.NaN], y.Data[..inputs.Length]);
        y.AssertPaddingIsZero();
    }

    [Fact]
    public void GradientsFollowFromTheOutputs()
    {
        const int channels = 21;
        Activations y = Activations.Random(2, Count, Pixels, channels, -1, 1);
        Activations dy = Activations.Random(3, Count, Pixels, channels);
        int pixels = Count * Pixels;

        Activations dx = dy.Copy();
        ActivationKernels.ReLUGradient(ref y.Data[0], ref dx.Data[0], pixels, y.Stride);
        dx.AssertClose((n, p, c) => y[n, p, c] > 0 ? dy[n, p, c] : 0, 0);

        dx = dy.Copy();
        ActivationKernels.LeakyReLUGradient(ref y.Data[0], ref dx.Data[0], pixels, y.Stride, Slope);
        dx.AssertClose((n, p, c) => dy[n, p, c] * (y[n, p, c] > 0 ? 1.0 : Slope), 1e-7);

        dx = dy.Copy();
        ActivationKernels.SigmoidGradient(ref y.Data[0], ref dx.Data[0], pixels, y.Stride);
        dx.AssertClose((n, p, c) => dy[n, p, c] * (double)y[n, p, c] * (1.0 - y[n, p, c]), 3e-7);

        dx = dy.Copy();
        ActivationKernels.TanhGradient(ref y.Data[0], ref dx.Data[0], pixels, y.Stride);
        dx.AssertClose((n, p, c) => dy[n, p, c] * (1 - (double)y[n, p, c] * y[n, p, c]), 3e-7);
    }
}
