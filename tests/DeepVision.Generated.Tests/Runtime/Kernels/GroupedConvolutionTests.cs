using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

public class GroupedConvolutionTests
{
    private const int Count = 3;

    // Input channels, output channels, groups, kernel, stride, dilation, padding, block, whether the input is unpadded.
    public static TheoryData<int, int, int, int, int, int, int, int, bool> Cases => new()
    {
        { 16, 16, 16, 3, 1, 1, 1, 16, false },
        { 21, 21, 21, 3, 2, 1, 1, 32, false },
        { 40, 40, 40, 3, 1, 2, 2, 32, false },
        { 16, 16, 16, 1, 3, 1, 0, 16, false },
        { 16, 16, 16, 5, 2, 1, 2, 16, false },
        { 16, 16, 16, 3, 1, 1, 4, 16, false },
        { 16, 16, 16, 7, 1, 1, 3, 16, false },
        { 3, 3, 3, 3, 1, 1, 1, 16, true },
        { 6, 12, 3, 3, 2, 1, 1, 16, false },
        { 10, 20, 10, 2, 1, 2, 0, 32, false },
        { 6, 4, 2, 3, 1, 1, 2, 16, true },
    };

    internal sealed class Setup
    {
        public Setup(int inputs, int outputs, int groups, int kernel, int stride, int dilation, int pad, int block, bool unpadded)
        {
            const int height = 7, width = 9;
            int extent = (kernel - 1) * dilation + 1;
            int outputHeight = (height + 2 * pad - extent) / stride + 1, outputWidth = (width + 2 * pad - extent) / stride + 1;
            Source = Activations.Random(1, Count, height * width, inputs, stride: unpadded ? inputs : null);
            Gradient = Activations.Random(2, Count, outputHeight * outputWidth, outputs);
            Layout = new WeightLayout(outputs, inputs / groups, kernel, kernel, inputs / groups, block);
            Weights = WeightTransformTests.RandomWeights(Layout, 3);
            Bias = Activations.Random(4, 1, 1, outputs);
            Geometry = new GroupedGeometry(
                height, width, Source.Stride, outputHeight, outputWidth, Gradient.Stride, kernel, kernel, stride, stride, dilation, dilation, pad, pad, inputs, outputs, groups);
        }

        public Activations Source { get; }

        public Activations Gradient { get; }

        public Activations Bias { get; }

        public WeightLayout Layout { get; }

        public float[] Weights { get; }

        public GroupedGeometry Geometry { get; }

        /// <summary>Every product of the convolution: output pixel and channel, input pixel and channel, offset of the weight.</summary>
        public IEnumerable<(int OutputPixel, int Output, int InputPixel, int Input, int Weight)> Products()
        {
            GroupedGeometry g = Geometry;
            for (int row = 0; row < g.OutputHeight; row++)
                for (int column = 0; column < g.OutputWidth; column++)
                    for (int kernelRow = 0; kernelRow < g.KernelHeight; kernelRow++)
                        for (int kernelColumn = 0; kernelColumn < g.KernelWidth; kernelColumn++)
                        {
                            int y = row * g.VerticalStride + kernelRow * g.VerticalDilation - g.PadTop;
                            int x = column * g.HorizontalStride + kernelColumn * g.HorizontalDilation - g.PadLeft;
                            if (y < 0 || y >= g.InputHeight || x < 0 || x >= g.InputWidth)
                                continue;
                            for (int output = 0; output < g.OutputChannels; output++)
                                for (int input = 0; input < Layout.Inputs; input++)
                                {
                                    int group = output / (g.OutputChannels / g.Groups);
                                    yield return (row * g.OutputWidth + column, output, y * g.InputWidth + x, group * Layout.Inputs + input,
                                        Layout.PackedOffset(output, input, kernelRow, kernelColumn));
                                }
                        }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ForwardIsTheDefinition(int inputs, int outputs, int groups, int kernel, int stride, int dilation, int pad, int block, bool unpadded)
    {
        var s = new Setup(inputs, outputs, groups, kernel, stride, dilation, pad, block, unpadded);
        foreach (bool biased in new[] { true, false })
        {
            var expected = new double[Count, s.Gradient.Pixels, outputs];
            for (int n = 0; n < Count; n++)
                for (int p = 0; p < s.Gradient.Pixels; p++)
                    for (int o = 0; o < outputs; o++)
                        expected[n, p, o] = biased ? s.Bias[0, 0, o] : 0;
            foreach ((int outputPixel, int output, int inputPixel, int input, int weight) in s.Products())
                for (int n = 0; n < Count; n++)
                    expected[n, outputPixel, output] += (double)s.Source[n, inputPixel, input] * s.Weights[weight];

            Activations y = Activations.Dirty(Count, s.Gradient.Pixels, outputs);
            ref float bias = ref biased ? ref s.Bias.Data[0] : ref Unsafe.NullRef<float>();
            GroupedConvolution.Forward<TileIdentity>(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Weights[0], ref bias, 1f, ref y.Data[0], Count);
            y.AssertClose((n, p, c) => expected[n, p, c], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ForwardEndsWithAnActivation(int inputs, int outputs, int groups, int kernel, int stride, int dilation, int pad, int block, bool unpadded)
    {
        var s = new Setup(inputs, outputs, groups, kernel, stride, dilation, pad, block, unpadded);
        Activations sums = Activations.Dirty(Count, s.Gradient.Pixels, outputs), y = Activations.Dirty(Count, s.Gradient.Pixels, outputs);
        GroupedConvolution.Forward<TileIdentity>(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Weights[0], ref s.Bias.Data[0], 1f, ref sums.Data[0], Count);
        GroupedConvolution.Forward<TileLeakyReLU>(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Weights[0], ref s.Bias.Data[0], 0.25f, ref y.Data[0], Count);
        y.AssertClose((n, p, c) => sums[n, p, c] > 0 ? sums[n, p, c] : 0.25f * sums[n, p, c], 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void SomeRowsAreThoseOfTheWhole(int inputs, int outputs, int groups, int kernel, int stride, int dilation, int pad, int block, bool unpadded)
    {
        var s = new Setup(inputs, outputs, groups, kernel, stride, dilation, pad, block, unpadded);
        Activations whole = Activations.Dirty(Count, s.Gradient.Pixels, outputs), parts = Activations.Dirty(Count, s.Gradient.Pixels, outputs);
        GroupedConvolution.Forward<TileIdentity>(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Weights[0], ref s.Bias.Data[0], 1f, ref whole.Data[0], Count);
        int rows = Count * s.Geometry.OutputHeight;
        for (int row = 0; row < rows; row += 2)
            GroupedConvolution.Forward<TileIdentity>(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Weights[0], ref s.Bias.Data[0], 1f, ref parts.Data[0], row, Math.Min(row + 2, rows));

        Compare.Same(whole.Span, parts.Span);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void InputGradientIsTheDefinition(int inputs, int outputs, int groups, int kernel, int stride, int dilation, int pad, int block, bool unpadded)
    {
        var s = new Setup(inputs, outputs, groups, kernel, stride, dilation, pad, block, unpadded);
        var expected = new double[Count, s.Source.Pixels, inputs];
        foreach ((int outputPixel, int output, int inputPixel, int input, int weight) in s.Products())
            for (int n = 0; n < Count; n++)
                expected[n, inputPixel, input] += (double)s.Gradient[n, outputPixel, output] * s.Weights[weight];

        Activations dx = Activations.Dirty(Count, s.Source.Pixels, inputs, s.Source.Stride);
        GroupedConvolution.InputGradient(s.Geometry, s.Layout, ref s.Gradient.Data[0], ref s.Weights[0], ref dx.Data[0], Count);
        dx.AssertClose((n, p, c) => expected[n, p, c], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WeightGradientAddsSampleAfterSample(int inputs, int outputs, int groups, int kernel, int stride, int dilation, int pad, int block, bool unpadded)
    {
        var s = new Setup(inputs, outputs, groups, kernel, stride, dilation, pad, block, unpadded);
        float[] start = WeightTransformTests.RandomWeights(s.Layout, 5), gradient = [.. start], parts = [.. start];
        Activations biasStart = Activations.Random(6, 1, 1, outputs), biasGradient = biasStart.Copy(), biasParts = biasStart.Copy();
        double[] expected = start.Select(value => (double)value).ToArray();
        foreach ((int outputPixel, int output, int inputPixel, int input, int weight) in s.Products())
            for (int n = 0; n < Count; n++)
                expected[weight] += (double)s.Gradient[n, outputPixel, output] * s.Source[n, inputPixel, input];

        GroupedConvolution.WeightGradient(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Gradient.Data[0], ref gradient[0], ref biasGradient.Data[0], Count);
        Compare.Close(expected, gradient, 3e-6);
        biasGradient.AssertClose((_, _, o) => biasStart[0, 0, o] + Enumerable.Range(0, Count).Sum(n => Enumerable.Range(0, s.Gradient.Pixels).Sum(p => (double)s.Gradient[n, p, o])), 3e-6);

        GroupedConvolution.WeightGradient(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Gradient.Data[0], ref parts[0], ref biasParts.Data[0], 1);
        GroupedConvolution.WeightGradient(s.Geometry, s.Layout, ref s.Source.From(1), ref s.Gradient.From(1), ref parts[0], ref biasParts.Data[0], 2);
        Compare.Same(gradient, parts);
        Compare.Same(biasGradient.Span, biasParts.Span);

        parts = [.. start];
        GroupedConvolution.WeightGradient(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Gradient.Data[0], ref parts[0], ref Unsafe.NullRef<float>(), Count);
        Compare.Same(gradient, parts);
    }

    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(5, 1, 2)]
    [InlineData(2, 2, 0)]
    public void BandsOfChannelsAreThoseOfAllChannels(int kernel, int stride, int pad)
    {
        const int Channels = 48, Band = 16;
        var s = new Setup(Channels, Channels, Channels, kernel, stride, dilation: 1, pad, block: 32, unpadded: false);
        Activations y = Activations.Dirty(Count, s.Gradient.Pixels, Channels), dx = Activations.Dirty(Count, s.Source.Pixels, Channels);
        Activations bandY = Activations.Dirty(Count, s.Gradient.Pixels, Channels), bandDx = Activations.Dirty(Count, s.Source.Pixels, Channels);
        float[] dw = WeightTransformTests.RandomWeights(s.Layout, 5), bandDw = [.. dw];
        Activations db = Activations.Random(6, 1, 1, Channels), bandDb = db.Copy();
        GroupedConvolution.Forward<TileIdentity>(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Weights[0], ref s.Bias.Data[0], 1f, ref y.Data[0], Count);
        GroupedConvolution.InputGradient(s.Geometry, s.Layout, ref s.Gradient.Data[0], ref s.Weights[0], ref dx.Data[0], Count);
        GroupedConvolution.WeightGradient(s.Geometry, s.Layout, ref s.Source.Data[0], ref s.Gradient.Data[0], ref dw[0], ref db.Data[0], Count);

        for (int channel = 0; channel < Channels; channel += Band)
        {
            // A copy of the band, whose pixels lie side by side, in place of one operand.
            float[] source = Pick(s.Source, channel), gradient = Pick(s.Gradient, channel);
            FarBand next = new(ref s.Source.Data[0], channel, Band, (nint)Count * s.Source.Pixels, Channels);
            GroupedConvolution.Forward<TileIdentity>(
                s.Geometry.ChannelBand(channel, Band, Band, Channels), s.Layout, ref source[0], ref s.Weights[0], ref s.Bias.Data[0], 1f, ref bandY.Data[channel], Count, next);
            GroupedConvolution.InputGradient(
                s.Geometry.ChannelBand(channel, Band, Channels, Band), s.Layout, ref gradient[0], ref s.Weights[0], ref bandDx.Data[channel], Count, next);
            GroupedConvolution.WeightGradient(
                s.Geometry.ChannelBand(channel, Band, Band, Channels), s.Layout, ref source[0], ref s.Gradient.Data[channel], ref bandDw[0], ref bandDb.Data[0], Count, next, next);
        }

        Compare.Same(y.Span, bandY.Span);
        Compare.Same(dx.Span, bandDx.Span);
        Compare.Same(dw, bandDw);
        Compare.Same(db.Span, bandDb.Span);

        static float[] Pick(Activations all, int channel) =>
            [.. Enumerable.Range(0, Count * all.Pixels).SelectMany(pixel => all.Span.Slice(pixel * Channels + channel, Band).ToArray())];
    }
}
