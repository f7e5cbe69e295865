using DeepVision.Generated.Tests.Reference.Layers;
using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.Reference.Tests;

/// <summary>
/// The reference's hand-written gradients against central differences: each layer stands behind a layer with parameters,
/// so that its input gradient is checked through them too.
/// </summary>
public class GradientCheckTests
{
    private static readonly SampleShape Image = new(5, 6, 2);

    [Theory]
    [InlineData(3, 3, 1, 1, 1, false, -1)]
    [InlineData(3, 2, 2, 1, 1, true, -1)]
    [InlineData(3, 3, 3, 1, 1, false, 2)]
    [InlineData(2, 2, 1, 2, 1, true, -1)]
    [InlineData(3, 1, 2, 2, 1, false, 1)]
    [InlineData(2, 3, 1, 1, 2, false, -1)]
    [InlineData(3, 3, 2, 1, 4, true, -1)]
    public void Convolution(int height, int width, int stride, int dilation, int groups, bool same, int pad)
    {
        PaddingRule padding = new(same, pad);
        Check(shape => new ConvolutionReference(
            shape,
            8,
            Window.Create(shape.Height, height, stride, dilation, padding),
            Window.Create(shape.Width, width, stride, dilation, padding),
            groups,
            bias: true));
    }

    [Theory]
    [InlineData(2, 2, false, -1, false)]
    [InlineData(3, 2, false, -1, true)]
    [InlineData(3, 2, false, 1, true)]
    [InlineData(3, 1, true, -1, false)]
    public void Pooling(int size, int stride, bool same, int pad, bool ceiling)
    {
        PaddingRule padding = new(same, pad);
        Window Axis(int length) => Window.Create(length, size, stride, 1, padding, ceiling);
        Check(shape => new MaxPoolingReference(shape, Axis(shape.Height), Axis(shape.Width)));
        Check(shape => new AveragePoolingReference(shape, Axis(shape.Height), Axis(shape.Width)));
    }

    [Theory]
    [InlineData(3, 3, 1, 1, 1, false, -1, 0)]
    [InlineData(3, 2, 2, 1, 2, true, -1, 0)]
    [InlineData(2, 3, 3, 2, 4, false, 1, 2)]
    public void TransposedConvolution(int height, int width, int stride, int dilation, int groups, bool same, int pad, int outputPadding)
    {
        TransposedAxis Axis(int length, int size) => TransposedAxis.Create(length, size, stride, dilation, new PaddingRule(same, pad), outputPadding);
        Check(shape => new TransposedConvolutionReference(shape, 8, Axis(shape.Height, height), Axis(shape.Width, width), groups, bias: true));
    }

    /// <summary>Of what another layer reads, beside a loss.</summary>
    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(0, 0.2)]
    [InlineData(0.3, 0.2)]
    public void ActivityPenalty(double l1, double l2)
    {
        DenseReference first = new(new SampleShape(1, 1, 5), 4, bias: true, new SampleShape(1, 1, 5));
        ActivationReference tanh = ActivationReference.Tanh(first.Output);
        DenseReference last = new(tanh.Output, 3, bias: true, tanh.Output);
        ReferenceNode[] nodes = [new("first", first, [ReferenceNode.NetworkInput]), new("tanh", tanh, [0]), new("last", last, [1])];
        GradientCheck.Run(new ReferenceNetwork(
            new SampleShape(1, 1, 5), nodes, [new ReferenceHead(1, new ActivityPenaltyReference(l1, l2)), new ReferenceHead(2, new MeanSquaredErrorReference())]));
    }

    [Fact]
    public void MovedPixels()
    {
        Check(shape => new PadReference(shape, 1, 0, 2, 3));
        Check(shape => new PadReference(shape, -1, 2, 0, -2));
        Check(shape => new UpsampleReference(shape, 2, 3, isBilinear: false));
        Check(shape => new UpsampleReference(shape, 3, 2, isBilinear: true));
        Check(shape => new ReshapeReference(shape, new SampleShape(shape.Width, 2, shape.Height * shape.Channels / 2)));
    }

    [Fact]
    public void ValuesMovedBetweenChannelsAndPixels()
    {
        Check(shape => MovedReference.PixelShuffle(shape, 2, isBlockMajor: false));
        Check(shape => MovedReference.PixelShuffle(shape, 2, isBlockMajor: true));
        foreach (bool isBlockMajor in (bool[])[false, true])
        {
            GradientCheck.Run(
                Image, new MeanSquaredErrorReference(), SmallConvolution, shape => MovedReference.PixelShuffle(shape, 2, !isBlockMajor), shape => MovedReference.PixelUnshuffle(shape, 2, isBlockMajor));
        }

        Check(shape => MovedReference.ChannelShuffle(shape, 2));
        Check(shape => MovedReference.SliceChannels(shape, 1, 2));
    }

    [Fact]
    public void SampleNormalisations()
    {
        Check(shape => SampleNormReference.Layer(shape, 0.1));
        Check(shape => SampleNormReference.Group(shape, 2, 0.1));
        Check(shape => new LocalResponseNormReference(shape, 3, 0.7, 0.75, 1));
        Check(shape => new LocalResponseNormReference(shape, 2, 0.7, 0.5, 2));
        Check(shape => new L2NormalizeReference(shape, 1e-12));
    }

    [Fact]
    public void NoiseAndDroppedChannels()
    {
        Check(shape => new GaussianNoiseReference(shape, 0.3f));
        Check(shape => new SpatialDropoutReference(shape, 0.4f));
    }

    [Fact]
    public void GlobalAveragePooling() => Check(shape => new GlobalAveragePoolingReference(shape));

    [Fact]
    public void RecurrentLayers()
    {
        foreach (RecurrentLayer layer in new RecurrentLayer[]
        {
            new SimpleRNN(3), new SimpleRNN(3) { Nonlinearity = Nonlinearity.ReLU, ReturnSequences = true, Bias = false }, new LSTM(3), new LSTM(2) { ReturnSequences = true, GoBackwards = true },
            new GRU(3), new GRU(2) { ReturnSequences = true, GoBackwards = true },
        })
        {
            GradientCheck.Run(
                new SampleShape(1, 4, 3), new MeanSquaredErrorReference(), shape => new ConvolutionReference(shape, 5, Window.Create(4, 1, 1, 1, PaddingRule.Valid), groups: 1, bias: true),
                shape => RecurrentReference.Of(shape, layer));
        }
    }

    [Fact]
    public void TokensAndRepeatedVectors()
    {
        GradientCheck.Run(
            new SampleShape(1, 1, 5), new MeanSquaredErrorReference(), shape => new TokenEmbeddingReference(shape, vocabulary: 4, units: 3, padding: -1),
            shape => RecurrentReference.Of(shape, new GRU(2)), shape => new RepeatReference(shape, steps: 3));
    }

    [Fact]
    public void PReLU() => Check(shape => new PReLUReference(shape));

    [Fact]
    public void LogSoftmax() => Check(shape => new LogSoftmaxReference(shape));

    [Fact]
    public void Activations()
    {
        Check(ActivationReference.ReLU);
        Check(ActivationReference.ReLU6);
        Check(shape => ActivationReference.LeakyReLU(shape, 0.1));
        Check(shape => ActivationReference.ELU(shape, 1));
        Check(shape => ActivationReference.ELU(shape, 0.3));
        Check(ActivationReference.GELU);
        Check(ActivationReference.SiLU);
        Check(ActivationReference.ApproximateGELU);
        Check(ActivationReference.SELU);
        Check(ActivationReference.Mish);
        Check(ActivationReference.HardSwish);
        Check(ActivationReference.Softplus);
        Check(ActivationReference.HardSigmoid);
        Check(ActivationReference.HardTanh);
        Check(ActivationReference.Softsign);
        Check(ActivationReference.Sigmoid);
        Check(ActivationReference.Tanh);
    }

    [Fact]
    public void Softmax() => Check(shape => new SoftmaxReference(shape));

    [Fact]
    public void Dropout() => Check(shape => new DropoutReference(shape, 0.4f));

    [Fact]
    public void BatchNorm() => Check(shape => new BatchNormReference(shape, 0.1, 1e-5));

    [Fact]
    public void DenseBehindFlatten() => GradientCheck.Run(
        Image,
        new MeanSquaredErrorReference(),
        SmallConvolution,
        shape => new FlattenReference(shape),
        shape => new DenseReference(shape, 3, bias: true, columns: new SampleShape(4, 5, 4)));

    [Fact]
    public void SoftmaxCrossEntropy() =>
        GradientCheck.Run(new SampleShape(1, 1, 4), new SoftmaxCrossEntropyReference(0.1, [0.5, 2, 1]), Scores);

    [Fact]
    public void MeanSquaredError() => GradientCheck.Run(new SampleShape(1, 1, 4), new MeanSquaredErrorReference(), Scores);

    [Fact]
    public void MeanAbsoluteError() => GradientCheck.Run(new SampleShape(1, 1, 4), new MeanAbsoluteErrorReference(), Scores);

    [Fact]
    public void Huber() => GradientCheck.Run(new SampleShape(1, 1, 4), new HuberReference(0.4), Scores);

    [Fact]
    public void LossesOfValues()
    {
        foreach (ValueLossReference loss in new[] { ValueLossReference.LogCosh, ValueLossReference.Poisson, ValueLossReference.Hinge, ValueLossReference.SquaredHinge, ValueLossReference.PerceptronCriterion })
            GradientCheck.Run(new SampleShape(1, 1, 4), loss, Scores);
    }

    [Fact]
    public void BinaryCrossEntropy() => GradientCheck.Run(new SampleShape(1, 1, 4), new BinaryCrossEntropyReference(), Scores);

    [Fact]
    public void LossesOfProbabilities()
    {
        SampleShape vector = new(1, 1, 4);
        GradientCheck.Run(vector, new DistributionReference(0.1, [0.5, 2, 1]), Scores);
        GradientCheck.Run(vector, new DistributionReference(isDivergence: true), Scores);
        foreach (double gamma in new[] { 0, 0.5, 2 })
        {
            GradientCheck.Run(vector, new BinaryFocalReference(gamma, 0.3), Scores);
            GradientCheck.Run(vector, new SoftmaxFocalReference(gamma, [0.5, 2, 1]), Scores);
        }

        GradientCheck.Run(Image, new SoftmaxFocalReference(2, ignoredLabel: 1), SmallConvolution);
    }

    [Fact]
    public void LossesOfDirectionsAndRegions()
    {
        GradientCheck.Run(new SampleShape(1, 1, 4), new CosineReference(), Scores);
        GradientCheck.Run(Image, new CosineReference(), SmallConvolution);
        GradientCheck.Run(new SampleShape(1, 1, 4), new DiceReference(0.5, ofClasses: false), Scores);
        GradientCheck.Run(Image, new DiceReference(1, ofClasses: false), SmallConvolution);
        GradientCheck.Run(Image, new DiceReference(1, ofClasses: true, ignoredLabel: 2), SmallConvolution);
    }

    [Fact]
    public void LossesOfEmbeddings()
    {
        SampleShape vector = new(1, 1, 4);
        GradientCheck.Run(vector, new EmbeddingReference(2, null), Scores);
        foreach (TripletMining mining in Enum.GetValues<TripletMining>())
            GradientCheck.Run(vector, new EmbeddingReference(1.5, mining), Scores);
    }

    private static void Check(Func<SampleShape, ReferenceLayer> layer) =>
        GradientCheck.Run(Image, new MeanSquaredErrorReference(), SmallConvolution, layer);

    private static ConvolutionReference SmallConvolution(SampleShape shape) => new(
        shape,
        4,
        Window.Create(shape.Height, 2, 1, 1, PaddingRule.Valid),
        Window.Create(shape.Width, 2, 1, 1, PaddingRule.Valid),
        groups: 1,
        bias: true);

    private static DenseReference Scores(SampleShape shape) => new(shape, 3, bias: true, columns: shape);
}
