using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime.Cpu;
using Library = DeepVision.Generated.Runtime.Cpu.WinogradConvolution;

namespace DeepVision.Generated.Tests.Runtime.Kernels.Winograd;

/// <summary>Winograd convolutions that transform their weights themselves give the bits of those that read transformed ones, however their units are cut.</summary>
public class PackedWinogradTests
{
    /// <summary>
    /// Height, width, padding, inputs and outputs of the layer, block, samples, tiles of a pass, which register tiles fill: parts that are whole and parts that are not on either side, channels with
    /// padding, several passes.
    /// </summary>
    public static TheoryData<int, int, int, int, int, int, int, int> Cases => new()
    {
        { 4, 4, 1, 64, 32, 32, 3, 72 },
        { 4, 4, 1, 128, 64, 64, 30, 24 },
        { 7, 9, 1, 80, 100, 16, 2, 24 },
        { 6, 6, 0, 37, 48, 16, 5, 24 },
        { 8, 8, 1, 130, 40, 64, 1, 72 },
        { 3, 3, 2, 16, 144, 16, 2, 24 },
        { 14, 7, 1, 70, 48, 16, 9, 48 },
        { 13, 6, 1, 32, 64, 64, 1, 24 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ForwardGivesTheSameBits(int height, int width, int pad, int inputs, int outputs, int block, int samples, int passTiles)
    {
        var s = new Setup(height, width, pad, inputs, outputs, block, samples, passTiles);
        Activations bias = Activations.Random(3, 1, 1, outputs), addend = Activations.Random(4, samples, s.Pixels, outputs);
        Activations expected = Activations.Dirty(samples, s.Pixels, outputs), actual = Activations.Dirty(samples, s.Pixels, outputs);
        float[] planes = Setup.Transform(s.Weights, block, s.Forward), scratch = Setup.ScratchOf(s.Forward);
        Library.Forward(s.Forward, ref s.Source.Data[0], ref planes[0], ref bias.Data[0], 0.2f, ref expected.Data[0], ref scratch[0], samples);
        foreach ((int first, int end) in Setup.Units(outputs))
            PackedWinogradConvolution.Forward(s.Forward, ref s.Source.Data[0], new(s.Layout, ref s.Weights[0]), ref bias.Data[0], 0.2f, ref actual.Data[0], ref scratch[0], samples, first, end);
        Compare.Same(expected.Span, actual.Span);

        Library.Forward(s.Forward, ref s.Source.Data[0], ref planes[0], ref Unsafe.NullRef<float>(), ref addend.Data[0], 1f, ref expected.Data[0], ref scratch[0], samples);
        foreach ((int first, int end) in Setup.Units(outputs))
            PackedWinogradConvolution.Forward(s.Forward, ref s.Source.Data[0], new(s.Layout, ref s.Weights[0]), ref Unsafe.NullRef<float>(), ref addend.Data[0], 1f, ref actual.Data[0], ref scratch[0], samples, first, end);
        Compare.Same(expected.Span, actual.Span);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void APoolingGivesTheSameBitsAndWinners(int height, int width, int pad, int inputs, int outputs, int block, int samples, int passTiles)
    {
        var s = new Setup(height, width, pad, inputs, outputs, block, samples, passTiles);
        int pooled = s.Pooled.TargetHeight / 2 * (s.Pooled.TargetWidth / 2);
        Activations bias = Activations.Random(3, 1, 1, outputs), expected = Activations.Dirty(samples, pooled, outputs), actual = Activations.Dirty(samples, pooled, outputs);
        byte[] winners = new byte[expected.Length], others = new byte[expected.Length];
        float[] planes = Setup.Transform(s.Weights, block, s.Pooled), scratch = Setup.ScratchOf(s.Pooled);
        Library.ForwardPooled(s.Pooled, ref s.Source.Data[0], ref planes[0], ref bias.Data[0], 0f, ref expected.Data[0], ref winners[0], ref scratch[0], samples);
        foreach ((int first, int end) in Setup.Units(outputs))
            PackedWinogradConvolution.ForwardPooled(s.Pooled, ref s.Source.Data[0], new(s.Layout, ref s.Weights[0]), ref bias.Data[0], 0f, ref actual.Data[0], ref others[0], ref scratch[0], samples, first, end);
        Compare.Same(expected.Span, actual.Span);
        Assert.Equal(winners, others);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheInputGradientGivesTheSameBits(int height, int width, int pad, int inputs, int outputs, int block, int samples, int passTiles)
    {
        var s = new Setup(height, width, pad, inputs, outputs, block, samples, passTiles);
        Activations gradient = Activations.Random(3, samples, s.Pixels, outputs), values = Activations.Random(4, samples, height * width, inputs), addend = Activations.Random(5, samples, height * width, inputs);
        Activations expected = Activations.Dirty(samples, height * width, inputs), actual = Activations.Dirty(samples, height * width, inputs);
        const int TurnedBlock = 16;
        int blocks = (inputs + TurnedBlock - 1) / TurnedBlock;
        float[] turned = new float[blocks * 9 * outputs * TurnedBlock], scratch = Setup.ScratchOf(s.Backward);
        WeightTransforms.Transpose(s.Layout, 1, ref s.Weights[0], ref turned[0], 0, TurnedBlock, 0, blocks);
        float[] planes = Setup.Transform(turned, TurnedBlock, s.Backward);

        Library.InputGradient(s.Backward, ref gradient.Data[0], ref planes[0], ref values.Data[0], 0.2f, ref expected.Data[0], ref scratch[0], samples);
        foreach ((int first, int end) in Setup.Units(inputs))
            PackedWinogradConvolution.InputGradient(s.Backward, ref gradient.Data[0], new(s.Layout, ref s.Weights[0], isTurned: true), ref values.Data[0], 0.2f, ref actual.Data[0], ref scratch[0], samples, first, end);
        Compare.Same(expected.Span, actual.Span);

        Library.InputGradient(s.Backward, ref gradient.Data[0], ref planes[0], ref values.Data[0], ref addend.Data[0], 0f, ref expected.Data[0], ref scratch[0], samples);
        foreach ((int first, int end) in Setup.Units(inputs))
            PackedWinogradConvolution.InputGradient(s.Backward, ref gradient.Data[0], new(s.Layout, ref s.Weights[0], isTurned: true), ref values.Data[0], ref addend.Data[0], 0f, ref actual.Data[0], ref scratch[0], samples, first, end);
        Compare.Same(expected.Span, actual.Span);
    }

    private sealed class Setup
    {
        public Setup(int height, int width, int pad, int inputs, int outputs, int block, int samples, int passTiles)
        {
            int targetHeight = height - 2 + 2 * pad, targetWidth = width - 2 + 2 * pad;
            Source = Activations.Random(1, samples, height * width, inputs);
            Layout = new WeightLayout(outputs, inputs, 3, 3, inputs, block);
            Weights = WeightTransformTests.RandomWeights(Layout, 2);
            Pooled = new WinogradGeometry(height, width, inputs, Stride(inputs), targetHeight, targetWidth, Stride(outputs), pad, pad, passTiles);
            Forward = WinogradConvolution.WithShortTiles(Pooled);
            Backward = WinogradConvolution.WithShortTiles(
                new WinogradGeometry(targetHeight, targetWidth, outputs, Stride(outputs), height, width, Stride(inputs), 2 - pad, 2 - pad, passTiles));
        }

        public Activations Source { get; }

        public WeightLayout Layout { get; }

        public float[] Weights { get; }

        /// <summary>The way forward with a pooling behind it, whose windows no tile cuts.</summary>
        public WinogradGeometry Pooled { get; }

        public WinogradGeometry Forward { get; }

        public WinogradGeometry Backward { get; }

        public int Pixels => Forward.TargetHeight * Forward.TargetWidth;

        /// <summary>The last unit first, then those in front of it by twos.</summary>
        public static IEnumerable<(int First, int End)> Units(int outputs)
        {
            int units = (outputs + 31) / 32;
            yield return (units - 1, units);
            for (int end = units - 1; end > 0; end -= 2)
                yield return (Math.Max(0, end - 2), end);
        }

        public static float[] ScratchOf(in WinogradGeometry geometry)
        {
            float[] scratch = new float[256 + 36 * (int)(geometry.Plane(geometry.SourceStride) + geometry.Plane(Math.Max(32, geometry.TargetStride)) + 64 * 32 + 16) + 9 * 16 * 16];
            Array.Fill(scratch, float.NaN);
            return scratch;
        }

        public static float[] Transform(float[] weights, int block, in WinogradGeometry geometry)
        {
            float[] planes = new float[36 * (geometry.SourceChannels * geometry.TargetStride + 16)];
            WinogradWeights.Transform(ref weights[0], 0, block, geometry.SourceChannels, geometry.TargetStride, ref planes[0], 0, geometry.TargetStride / 16);
            return planes;
        }

        private static int Stride(int channels) => (channels + 15) / 16 * 16;
    }
}
