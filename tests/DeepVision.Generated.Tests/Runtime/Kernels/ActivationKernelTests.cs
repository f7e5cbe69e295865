using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

/// <summary>The loops over functions. What the functions of generated code compute is tested where they are printed.</summary>
public class ActivationKernelTests
{
    private const int Count = 2;
    private const int Pixels = 5;

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(37)]
    public void EveryValueIsMappedAndThePaddingIsZero(int channels)
    {
        Activations x = Activations.Random(1, Count, Pixels, channels, -8, 8);
        int pixels = Count * Pixels;

        Activations y = Activations.Dirty(Count, Pixels, channels);
        ActivationKernels.Forward<Double>(ref x.Data[0], ref y.Data[0], pixels, channels, x.Stride);
        y.AssertClose((n, p, c) => 2 * (double)x[n, p, c], 0);

        y = Activations.Dirty(Count, Pixels, channels);
        ActivationKernels.Forward<DoubleAndOne>(ref x.Data[0], ref y.Data[0], pixels, channels, x.Stride);
        y.AssertClose((n, p, c) => 2 * (double)x[n, p, c] + 1, 1e-7);
    }

    [Fact]
    public void SourceAndTargetMayBeOneBuffer()
    {
        const int channels = 21;
        Activations x = Activations.Random(1, Count, Pixels, channels), y = x.Copy();
        ActivationKernels.Forward<DoubleAndOne>(ref y.Data[0], ref y.Data[0], Count * Pixels, channels, x.Stride);
        y.AssertClose((n, p, c) => 2 * (double)x[n, p, c] + 1, 1e-7);
    }

    [Fact]
    public void GradientsComeOfTheOneBehindAndOfWhatIsKept()
    {
        const int channels = 21;
        Activations kept = Activations.Random(2, Count, Pixels, channels, -1, 1), dy = Activations.Random(3, Count, Pixels, channels);
        int pixels = Count * Pixels;

        Activations dx = Activations.Dirty(Count, Pixels, channels);
        ActivationKernels.InputGradient<Double>(ref kept.Data[0], ref dy.Data[0], ref dx.Data[0], pixels, kept.Stride);
        dx.AssertClose((n, p, c) => dy[n, p, c] * (double)kept[n, p, c], 1e-7);

        Activations inPlace = dy.Copy();
        ActivationKernels.InputGradient<Double>(ref kept.Data[0], ref inPlace.Data[0], ref inPlace.Data[0], pixels, kept.Stride);
        Compare.Same(dx.Span, inPlace.Span);
    }

    private readonly struct Double : IElementwiseFunction
    {
        public static bool KeepsZero => true;

        public static Vector512<float> Value(Vector512<float> x) => x + x;

        public static Vector512<float> InputGradient(Vector512<float> gradient, Vector512<float> kept) => gradient * kept;
    }

    private readonly struct DoubleAndOne : IElementwiseFunction
    {
        public static bool KeepsZero => false;

        public static Vector512<float> Value(Vector512<float> x) => x + x + Vector512<float>.One;

        public static Vector512<float> InputGradient(Vector512<float> gradient, Vector512<float> kept) => gradient + gradient;
    }
}
