using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Tests;

/// <summary>Layers of the reference against numbers worked out by hand from PyTorch's definitions.</summary>
public class KnownLayerValueTests
{
    private const int Digits = 12;

    private static readonly PassContext s_prediction = new(Training: false);

    /// <summary>Two steps of single units with weights of 1 and no bias: σ(1) · tanh(σ(1) · tanh(1)) behind the first.</summary>
    [Fact]
    public void LSTMRemembersByItsGates()
    {
        RecurrentReference layer = RecurrentReference.Of(new SampleShape(1, 2, 1), new LSTM(1) { ReturnSequences = true, Bias = false });
        foreach (ReferenceParameter parameter in layer.Parameters.Values)
            Array.Fill(parameter.Values, 1);
        double gate = 1 / (1 + Math.Exp(-1)), memory = gate * Math.Tanh(1), state = gate * Math.Tanh(memory);
        double later = 1 / (1 + Math.Exp(-1 - state)), next = later * memory + later * Math.Tanh(1 + state);

        AssertClose([state, later * Math.Tanh(next)], Forward(layer, 1, 1));
    }

    /// <summary>A row for each token; each row takes the gradients of its tokens, but for that of the padding.</summary>
    [Fact]
    public void EmbeddingLooksUpRows()
    {
        TokenEmbeddingReference layer = new(new SampleShape(1, 1, 4), vocabulary: 3, units: 2, padding: 0);
        double[] rows = [1, 2, 3, 4, 5, 6];
        rows.CopyTo(layer.Parameters["weight"].Values, 0);

        Assert.Equal([5, 6, 1, 2, 5, 6, 3, 4], Forward(layer, 2, 0, 2, 1));
        ReferenceTensor gradient = new(1, layer.Output);
        double[] values = [1, 10, 2, 20, 3, 30, 4, 40];
        values.CopyTo(gradient.Values, 0);
        layer.Backward(gradient);
        Assert.Equal([0, 0, 4, 40, 4, 40], layer.Parameters["weight"].Gradient);
    }

    /// <summary>Each value is spread by a kernel of ones.</summary>
    [Fact]
    public void TransposedConvolutionAddsUpWhereWindowsMeet()
    {
        TransposedAxis axis = TransposedAxis.Create(2, size: 2, stride: 1, dilation: 1, PaddingRule.Valid, outputPadding: 0);
        TransposedConvolutionReference layer = new(new SampleShape(2, 2, 1), 1, axis, axis, groups: 1, bias: true);
        Array.Fill(layer.Parameters["weight"].Values, 1);
        layer.Parameters["bias"].Values[0] = 0.5;

        Assert.Equal([1.5, 3.5, 2.5, 4.5, 10.5, 6.5, 3.5, 7.5, 4.5], Forward(layer, 1, 2, 3, 4));
    }

    /// <summary>The kernel isn't turned: PyTorch's order [in, out, row, column].</summary>
    [Fact]
    public void TransposedConvolutionWritesTheKernelAtEachStride()
    {
        TransposedAxis rows = TransposedAxis.Create(1, size: 1, stride: 1, dilation: 1, PaddingRule.Valid, outputPadding: 0);
        TransposedAxis columns = TransposedAxis.Create(2, size: 2, stride: 2, dilation: 1, PaddingRule.Valid, outputPadding: 1);
        TransposedConvolutionReference layer = new(new SampleShape(1, 2, 1), 1, rows, columns, groups: 1, bias: false);
        (layer.Parameters["weight"].Values[0], layer.Parameters["weight"].Values[1]) = (1, 10);

        Assert.Equal([2, 20, 3, 30, 0], Forward(layer, 2, 3));
    }

    /// <summary>The example of PyTorch's documentation: between the centres of pixels, and no corners that are aligned.</summary>
    [Fact]
    public void BilinearUpsamplingGoesFromCentreToCentre() =>
        Assert.Equal([1, 1.25, 1.75, 2], Forward(new UpsampleReference(new SampleShape(1, 2, 1), 1, 2, isBilinear: true), 1, 2));

    [Fact]
    public void NearestUpsamplingRepeatsPixels() =>
        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2], Forward(new UpsampleReference(new SampleShape(1, 2, 1), 2, 2, isBilinear: false), 1, 2));

    /// <summary>The example of PyTorch's documentation of nn.PixelShuffle, and that of tf.nn.depth_to_space: the same values for one channel.</summary>
    [Fact]
    public void ShuffledPixelsAreBlocks()
    {
        SampleShape deep = new(1, 2, 4), flat = new(2, 4, 1), pairs = new(1, 1, 8);
        Assert.Equal([1, 2, 5, 6, 3, 4, 7, 8], Forward(MovedReference.PixelShuffle(deep, 2, isBlockMajor: false), 1, 2, 3, 4, 5, 6, 7, 8));
        Assert.Equal([1, 2, 5, 6, 3, 4, 7, 8], Forward(MovedReference.PixelShuffle(deep, 2, isBlockMajor: true), 1, 2, 3, 4, 5, 6, 7, 8));
        Assert.Equal([1, 5, 2, 6, 3, 7, 4, 8], Forward(MovedReference.PixelShuffle(pairs, 2, isBlockMajor: false), 1, 2, 3, 4, 5, 6, 7, 8));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Forward(MovedReference.PixelShuffle(pairs, 2, isBlockMajor: true), 1, 2, 3, 4, 5, 6, 7, 8));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Forward(MovedReference.PixelUnshuffle(flat, 2, isBlockMajor: false), 1, 2, 5, 6, 3, 4, 7, 8));
    }

    /// <summary>The example of PyTorch's documentation of nn.ChannelShuffle.</summary>
    [Fact]
    public void ShuffledChannelsComeByTurns() =>
        Assert.Equal([1, 3, 2, 4], Forward(MovedReference.ChannelShuffle(new SampleShape(1, 1, 4), 2), 1, 2, 3, 4));

    /// <summary>The variance of {1, 3, 5, 7} is 5, biased.</summary>
    [Fact]
    public void NormalisationsOfSamplesUseTheBiasedVariance()
    {
        double[] expected = [.. new[] { -3, -1, 1, 3 }.Select(distance => distance / Math.Sqrt(5 + 0.5))];

        AssertClose(expected, Forward(SampleNormReference.Layer(new SampleShape(1, 1, 4), 0.5), 1, 3, 5, 7));
        AssertClose(expected, Forward(SampleNormReference.Group(new SampleShape(1, 2, 2), 1, 0.5), 1, 3, 5, 7));
        AssertClose(expected, Forward(SampleNormReference.Group(new SampleShape(2, 2, 1), 1, 0.5), 1, 3, 5, 7));
    }

    /// <summary>Two channels of one pixel each are two groups, neighbours one.</summary>
    [Fact]
    public void GroupsAreNeighbouringChannels() =>
        AssertClose([-1, 1, -1, 1], Forward(SampleNormReference.Group(new SampleShape(1, 1, 4), 2, 0), 1, 3, 50, 70));

    /// <summary>Odd sizes reach as far on both sides, even ones further back; α is divided by the size.</summary>
    [Fact]
    public void LocalResponseNormDividesByNeighbouringChannels()
    {
        SampleShape shape = new(1, 1, 3);
        AssertClose([1 / 6.0, 2 / 15.0, 3 / 14.0], Forward(new LocalResponseNormReference(shape, 3, alpha: 3, beta: 1, k: 1), 1, 2, 3));
        AssertClose([1 / 2.0, 2 / 6.0, 3 / 14.0], Forward(new LocalResponseNormReference(shape, 2, alpha: 2, beta: 1, k: 1), 1, 2, 3));
    }

    [Fact]
    public void L2NormalizeGivesUnitLength()
    {
        AssertClose([0.6, 0.8, 1, 0], Forward(new L2NormalizeReference(new SampleShape(1, 2, 2), 1e-12), 3, 4, 2, 0));
        AssertClose([0.3, 0.4], Forward(new L2NormalizeReference(new SampleShape(1, 1, 2), 10), 3, 4));
    }

    [Fact]
    public void NoiseHasMeanZeroAndTheDeviationAskedFor()
    {
        const int count = 40_000;
        GaussianNoiseReference layer = new(new SampleShape(1, 1, count), 0.5f);

        double[] noise = layer.Forward(new ReferenceTensor(1, layer.Input), new PassContext(Training: true, Seed: 5)).Values;

        double mean = noise.Average();
        Assert.InRange(mean, -0.01, 0.01);
        Assert.InRange(Math.Sqrt(noise.Average(value => (value - mean) * (value - mean))), 0.49, 0.51);
        // 68.3 percent of normal numbers lie within one deviation.
        Assert.InRange(noise.Count(value => Math.Abs(value) < 0.5) / (double)count, 0.673, 0.693);
        Assert.Equal(noise.Length, noise.Distinct().Count());
    }

    private static double[] Forward(ReferenceLayer layer, params double[] values)
    {
        ReferenceTensor input = new(1, layer.Input);
        values.CopyTo(input.Values, 0);
        return layer.Forward(input, s_prediction).Values;
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Digits);
    }
}
