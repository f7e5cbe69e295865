using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

public class SoftmaxKernelTests
{
    [Theory]
    [InlineData(2, 5f)]
    [InlineData(10, 5f)]
    [InlineData(16, 90f)]
    [InlineData(100, 1000f)]
    public void ForwardIsTheDefinition(int channels, float range)
    {
        Activations x = Activations.Random(1, 3, 4, channels, -range, range);
        Activations y = Activations.Dirty(3, 4, channels);
        SoftmaxKernels.Forward(ref x.Data[0], ref y.Data[0], 12, channels, x.Stride);
        y.AssertClose((n, p, c) =>
        {
            double[] scores = Enumerable.Range(0, channels).Select(k => (double)x[n, p, k]).ToArray();
            return Math.Exp(x[n, p, c] - scores.Max()) / scores.Sum(score => Math.Exp(score - scores.Max()));
        }, 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(35)]
    public void GradientIsTheDefinition(int channels)
    {
        Activations y = Activations.Random(2, 3, 2, channels, 0, 1), dy = Activations.Random(3, 3, 2, channels);
        Activations dx = dy.Copy();
        SoftmaxKernels.Gradient(ref y.Data[0], ref dx.Data[0], 6, channels, y.Stride);
        dx.AssertClose((n, p, c) => y[n, p, c] * (dy[n, p, c] - Enumerable.Range(0, channels).Sum(k => (double)dy[n, p, k] * y[n, p, k])), 1e-6);
    }
}
