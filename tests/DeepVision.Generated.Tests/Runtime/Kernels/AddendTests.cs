using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

/// <summary>
/// A kernel that adds something in its registers gives the bits of the kernel without, the addition and the activation,
/// one after the other.
/// </summary>
public class AddendTests
{
    // Inputs, outputs, block of the weights, samples: every tile of one sample and of several, with and without a rest.
    public static TheoryData<int, int, int, int> DenseShapes => new()
    {
        { 30, 10, 16, 1 },
        { 30, 10, 16, 27 },
        { 65, 84, 32, 1 },
        { 65, 84, 32, 19 },
        { 50, 208, 16, 1 },
        { 20, 128, 64, 1 },
        { 20, 128, 64, 9 },
        { 600, 64, 32, 70 },
    };

    [Theory]
    [MemberData(nameof(DenseShapes))]
    public void OfADenseLayer(int inputs, int outputs, int block, int samples)
    {
        Activations x = Activations.Random(1, samples, 1, inputs), bias = Activations.Random(2, 1, 1, outputs), addend = Activations.Random(3, samples, 1, outputs);
        var geometry = new DenseGeometry(inputs, x.Stride, outputs, addend.Stride, block);
        float[] weights = WeightTransformTests.RandomWeights(new WeightLayout(outputs, inputs, 1, 1, inputs, block), 4);
        foreach (float slope in new[] { 1f, 0f, 0.2f })
        {
            Activations expected = Activations.Dirty(samples, 1, outputs), actual = Activations.Dirty(samples, 1, outputs);
            DenseForward.Run(geometry, ref x.Data[0], ref weights[0], ref bias.Data[0], 1f, ref expected.Data[0], samples);
            SumKernels.Add(ref expected.Data[0], ref addend.Data[0], slope, ref expected.Data[0], expected.Length);
            DenseForward.Run(geometry, ref x.Data[0], ref weights[0], ref bias.Data[0], ref addend.Data[0], slope, ref actual.Data[0], samples);
            Compare.Same(expected.Span, actual.Span);

            // In place of the addend.
            actual = addend.Copy();
            DenseForward.Run(geometry, ref x.Data[0], ref weights[0], ref bias.Data[0], ref actual.Data[0], slope, ref actual.Data[0], samples);
            Compare.Same(expected.Span, actual.Span);
        }
    }

    [Theory]
    [MemberData(nameof(DenseShapes))]
    public void OfADenseLayersInputGradient(int inputs, int outputs, int block, int samples)
    {
        Activations dy = Activations.Random(1, samples, 1, outputs), values = Activations.Random(2, samples, 1, inputs), addend = Activations.Random(3, samples, 1, inputs);
        var geometry = new DenseGeometry(inputs, addend.Stride, outputs, dy.Stride, block);
        float[] weights = WeightTransformTests.RandomWeights(new WeightLayout(outputs, inputs, 1, 1, inputs, block), 4);
        float[] scratch = new float[64 * (dy.Stride + 64)];
        AssertAdds(values, addend, (float slope, ref float y, ref float dx) =>
                DenseInputGradient.Run(geometry, ref dy.Data[0], ref weights[0], ref y, slope, ref dx, ref scratch[0], samples),
            (float slope, ref float y, ref float dx) =>
                DenseInputGradient.Run(geometry, ref dy.Data[0], ref weights[0], ref y, ref addend.Data[0], slope, ref dx, ref scratch[0], samples));
    }

    // Whole tiles and tiles that overhang, a pass that ends within a sample, channels with padding.
    [Theory]
    [InlineData(8, 8, 16, 32, 2)]
    [InlineData(9, 7, 20, 36, 3)]
    public void OfAWinogradConvolution(int height, int width, int inputs, int outputs, int samples)
    {
        Activations x = Activations.Random(1, samples, height * width, inputs), bias = Activations.Random(2, 1, 1, outputs);
        Activations addend = Activations.Random(3, samples, height * width, outputs), values = Activations.Random(4, samples, height * width, outputs);
        var geometry = new WinogradGeometry(height, width, inputs, x.Stride, height, width, addend.Stride, 1, 1, PassTiles: 24);
        float[] weights = Activations.Random(5, 1, 1, 36 * (x.Stride * addend.Stride + 16)).Data;
        float[] scratch = new float[256 + 36 * (24 * (x.Stride + addend.Stride) + 32)];
        foreach (float slope in new[] { 1f, 0f, 0.2f })
        {
            Activations expected = Activations.Dirty(samples, height * width, outputs), actual = Activations.Dirty(samples, height * width, outputs);
            WinogradConvolution.Forward(geometry, ref x.Data[0], ref weights[0], ref bias.Data[0], 1f, ref expected.Data[0], ref scratch[0], samples);
            SumKernels.Add(ref expected.Data[0], ref addend.Data[0], slope, ref expected.Data[0], expected.Length);
            WinogradConvolution.Forward(geometry, ref x.Data[0], ref weights[0], ref bias.Data[0], ref addend.Data[0], slope, ref actual.Data[0], ref scratch[0], samples);
            Compare.Same(expected.Span, actual.Span);
        }

        AssertAdds(values, addend, (float slope, ref float y, ref float dx) =>
            {
                if (Unsafe.IsNullRef(ref y))
                    WinogradConvolution.Forward(geometry, ref x.Data[0], ref weights[0], ref y, 1f, ref dx, ref scratch[0], samples);
                else
                    WinogradConvolution.InputGradient(geometry, ref x.Data[0], ref weights[0], ref y, slope, ref dx, ref scratch[0], samples);
            },
            (float slope, ref float y, ref float dx) =>
            {
                if (Unsafe.IsNullRef(ref y))
                    WinogradConvolution.Forward(geometry, ref x.Data[0], ref weights[0], ref y, ref addend.Data[0], 1f, ref dx, ref scratch[0], samples);
                else
                    WinogradConvolution.InputGradient(geometry, ref x.Data[0], ref weights[0], ref y, ref addend.Data[0], slope, ref dx, ref scratch[0], samples);
            });
    }

    [Theory]
    [MemberData(nameof(GroupedConvolutionTests.Cases), MemberType = typeof(GroupedConvolutionTests))]
    public void OfAConvolutionWithGroups(int inputs, int outputs, int groups, int kernel, int stride, int dilation, int pad, int block, bool unpadded)
    {
        var s = new GroupedConvolutionTests.Setup(inputs, outputs, groups, kernel, stride, dilation, pad, block, unpadded);
        int count = s.Source.Count;
        Activations addend = Activations.Random(7, count, s.Gradient.Pixels, outputs);
        Activations expected = Activations.Dirty(count, s.Gradient.Pixels, outputs), actual = Activations.Dirty(count, s.Gradient.Pixels, outputs);
        GroupedConvolution.Forward<TileIdentity>(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Weights[0], ref s.Bias.Data[0], 1f, ref expected.Data[0], count);
        SumKernels.Add(ref expected.Data[0], ref addend.Data[0], ref expected.Data[0], expected.Length);
        GroupedConvolution.Forward<TileIdentity>(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Weights[0], ref s.Bias.Data[0], ref addend.Data[0], 1f, ref actual.Data[0], count);
        Compare.Same(expected.Span, actual.Span);

        // A network's input has no gradient to add to.
        if (unpadded)
            return;
        addend = Activations.Random(8, count, s.Source.Pixels, inputs);
        expected = Activations.Dirty(count, s.Source.Pixels, inputs);
        actual = Activations.Dirty(count, s.Source.Pixels, inputs);
        GroupedConvolution.InputGradient(s.Geometry, s.Layout, ref s.Gradient.Data[0], ref s.Weights[0], ref expected.Data[0], count);
        SumKernels.Add(ref expected.Data[0], ref addend.Data[0], ref expected.Data[0], expected.Length);
        GroupedConvolution.InputGradient(s.Geometry, s.Layout, ref s.Gradient.Data[0], ref s.Weights[0], ref addend.Data[0], ref actual.Data[0], count);
        Compare.Same(expected.Span, actual.Span);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(0f)]
    [InlineData(0.2f)]
    public void OfABatchNormalisation(float slope)
    {
        if (slope == 0)
            CheckBatchNormalisation<TileReLU>(slope);
        else
            CheckBatchNormalisation<TileLeakyReLU>(slope);
    }

    private static void CheckBatchNormalisation<TActivation>(float slope)
        where TActivation : struct, ITileActivation
    {
        const int count = 5, pixels = 60, channels = 20;
        Activations x = Activations.Random(1, count, pixels, channels), addend = Activations.Random(2, count, pixels, channels);
        Activations mean = Activations.Random(3, 1, 1, channels), spread = Activations.Random(4, 1, 1, channels, 1, 2);
        Activations scale = Activations.Random(5, 1, 1, channels), shift = Activations.Random(6, 1, 1, channels);
        Activations expected = Activations.Dirty(count, pixels, channels), actual = Activations.Dirty(count, pixels, channels);
        BatchNormKernels.Normalize<TileIdentity>(ref x.Data[0], ref expected.Data[0], ref mean.Data[0], ref spread.Data[0], ref scale.Data[0], ref shift.Data[0], count * pixels, x.Stride, 1f);
        SumKernels.Add(ref expected.Data[0], ref addend.Data[0], slope, ref expected.Data[0], expected.Length);
        BatchNormKernels.Normalize<TActivation>(ref x.Data[0], ref actual.Data[0], ref mean.Data[0], ref spread.Data[0], ref scale.Data[0], ref shift.Data[0], ref addend.Data[0], count * pixels, x.Stride, slope);
        Compare.Same(expected.Span, actual.Span);

        BatchNormKernels.Predict<TileIdentity>(ref x.Data[0], ref expected.Data[0], ref mean.Data[0], ref spread.Data[0], ref scale.Data[0], ref shift.Data[0], count * pixels, x.Stride, 1e-5f, 1f);
        SumKernels.Add(ref expected.Data[0], ref addend.Data[0], slope, ref expected.Data[0], expected.Length);
        BatchNormKernels.Predict<TActivation>(ref x.Data[0], ref actual.Data[0], ref mean.Data[0], ref spread.Data[0], ref scale.Data[0], ref shift.Data[0], ref addend.Data[0], count * pixels, x.Stride, 1e-5f, slope);
        Compare.Same(expected.Span, actual.Span);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.2f)]
    public void SumsAreActivatedAndGradientsOfSumsDifferentiatedByDefinition(float slope)
    {
        Activations a = Activations.Random(1, 3, 5, 20), b = Activations.Random(2, 3, 5, 20), y = Activations.Random(3, 3, 5, 20), sum = Activations.Dirty(3, 5, 20);
        SumKernels.Add(ref a.Data[0], ref b.Data[0], slope, ref sum.Data[0], sum.Length);
        sum.AssertClose((n, p, c) => a[n, p, c] + b[n, p, c] is > 0 and float positive ? positive : slope * (a[n, p, c] + b[n, p, c]), 1e-7);
        SumKernels.AddGradients(ref a.Data[0], ref b.Data[0], ref y.Data[0], slope, ref sum.Data[0], sum.Length);
        sum.AssertClose((n, p, c) => (a[n, p, c] + b[n, p, c]) * (y[n, p, c] > 0 ? 1 : slope), 1e-7);
    }

    private delegate void InputGradient(float slope, ref float values, ref float target);

    /// <summary>Without an activation in front and with one.</summary>
    private static void AssertAdds(Activations values, Activations addend, InputGradient without, InputGradient with)
    {
        Activations plain = Activations.Dirty(addend.Count, addend.Pixels, addend.Channels), expected = Activations.Dirty(addend.Count, addend.Pixels, addend.Channels);
        without(1f, ref Unsafe.NullRef<float>(), ref plain.Data[0]);
        foreach (float slope in new[] { 1f, 0f, 0.2f })
        {
            if (slope == 1f)
                SumKernels.Add(ref plain.Data[0], ref addend.Data[0], ref expected.Data[0], expected.Length);
            else
                SumKernels.AddGradients(ref plain.Data[0], ref addend.Data[0], ref values.Data[0], slope, ref expected.Data[0], expected.Length);
            Activations actual = Activations.Dirty(addend.Count, addend.Pixels, addend.Channels);
            with(slope, ref slope == 1f ? ref Unsafe.NullRef<float>() : ref values.Data[0], ref actual.Data[0]);
            // What ReLU stopped is a zero of either sign.
            Assert.Equal(expected.Span.ToArray(), actual.Span.ToArray());
        }
    }
}
