using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

/// <summary>Convolutions that normalise what they read give what a normalisation and a convolution behind it do, to the bit.</summary>
public class NormalizedConvolutionTests
{
    private const int Count = 2;

    // Channels, height, width, vertical and horizontal stride, padding above and on the left.
    public static TheoryData<int, int, int, int, int, int, int> Shapes => new()
    {
        { 16, 4, 4, 1, 1, 1, 1 },
        { 48, 9, 11, 1, 1, 1, 1 },
        { 21, 13, 6, 1, 1, 0, 0 },
        { 32, 6, 7, 1, 1, 2, 1 },
        { 16, 8, 8, 2, 2, 1, 1 },
        { 40, 15, 17, 2, 2, 1, 1 },
        { 32, 14, 12, 1, 2, 0, 0 },
        { 16, 11, 10, 3, 2, 2, 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_value_is_that_of_both_kernels(int channels, int height, int width, int verticalStride, int horizontalStride, int padTop, int padLeft)
    {
        Check<TileIdentity, TileIdentity>(1f, 1f);
        Check<TileReLU6, TileIdentity>(0f, 1f);
        Check<TileReLU, TileReLU6>(0f, 0f);
        Check<TileLeakyReLU, TileLeakyReLU>(0.25f, 0.125f);

        void Check<TNormalized, TActivation>(float normalizedSlope, float slope)
            where TNormalized : struct, ITileActivation
            where TActivation : struct, ITileActivation
        {
            int outputHeight = (height + 2 * padTop - 3) / verticalStride + 1, outputWidth = (width + 2 * padLeft - 3) / horizontalStride + 1;
            Activations x = Activations.Random(1, Count, height * width, channels), normalized = Activations.Dirty(Count, height * width, channels);
            Activations mean = Activations.Random(2, 1, 1, channels), inverseDeviation = Activations.Random(3, 1, 1, channels);
            Activations scale = Activations.Random(4, 1, 1, channels), shift = Activations.Random(5, 1, 1, channels), bias = Activations.Random(6, 1, 1, channels);
            WeightLayout layout = new(channels, 1, 3, 3, 1, 16);
            float[] weights = WeightTransformTests.RandomWeights(layout, 7);
            GroupedGeometry geometry = new(
                height, width, x.Stride, outputHeight, outputWidth, x.Stride, 3, 3, verticalStride, horizontalStride, 1, 1, padTop, padLeft, channels, channels, channels);
            NormalizedSource normalization = new(ref mean.Data[0], ref inverseDeviation.Data[0], ref scale.Data[0], ref shift.Data[0], normalizedSlope);
            BatchNormKernels.Normalize<TNormalized>(
                ref x.Data[0], ref normalized.Data[0], ref mean.Data[0], ref inverseDeviation.Data[0], ref scale.Data[0], ref shift.Data[0], Count * x.Pixels, x.Stride, normalizedSlope);
            foreach (bool isBiased in new[] { true, false })
            {
                ref float start = ref isBiased ? ref bias.Data[0] : ref Unsafe.NullRef<float>();
                Activations expected = Activations.Dirty(Count, outputHeight * outputWidth, channels), y = Activations.Dirty(Count, outputHeight * outputWidth, channels);
                GroupedConvolution.Forward<TActivation>(geometry, layout, ref normalized.Data[0], ref weights[0], ref start, slope, ref expected.Data[0], Count);
                NormalizedConvolution.Forward<TNormalized, TActivation>(geometry, layout, ref x.Data[0], normalization, ref weights[0], ref start, slope, ref y.Data[0], Count);
                Compare.Same(expected.Span, y.Span);
            }
        }
    }

    [Fact]
    public void Other_convolutions_are_refused()
    {
        var values = new float[16 * 64];
        GroupedGeometry geometry = new(8, 8, 16, 8, 8, 16, 5, 5, 1, 1, 1, 1, 2, 2, 16, 16, 16);
        Assert.Throws<NotSupportedException>(() => NormalizedConvolution.Forward<TileReLU, TileIdentity>(
            geometry, new WeightLayout(16, 1, 5, 5, 1, 16), ref values[0], new NormalizedSource(ref values[0], ref values[0], ref values[0], ref values[0], 0f),
            ref values[0], ref Unsafe.NullRef<float>(), 1f, ref values[0], 1));
    }
}
