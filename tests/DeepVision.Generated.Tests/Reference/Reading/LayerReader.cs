using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Reading;

/// <summary>Makes the reference of a layer for the values that it reads.</summary>
internal static class LayerReader
{
    public static ReferenceOperation Read(Layer layer, IReadOnlyList<LayerValue> inputs)
    {
        SampleShape[] shapes = [.. inputs.Select(input => input.Shape)];
        if (layer is RecurrentLayer recurrent && shapes.Length > 1)
            return new InitialStateReference(RecurrentReference.Of(shapes[0], recurrent), recurrent, shapes[1..]);
        if (layer is MultiHeadAttention or ScaledDotProductAttention)
            return Attention(layer, inputs);

        if (shapes[0].Steps > 0 && layer is not Reshape)
        {
            SampleShape[] ofOne = [.. shapes.Select(shape => shape with { Steps = 0 })];
            return new EachImageReference(layer is Join ofImages ? Join(ofImages, ofOne) : Single(layer, ofOne.Single(), ofOne[0]), shapes, givesVectors: layer is Flatten or GlobalAvgPool2D or GlobalMaxPool2D);
        }

        return layer is Join join ? Join(join, shapes) : Single(layer, shapes.Single(), inputs[0].Columns);
    }

    /// <summary>Attention, of whose inputs the last may be the lengths of keys and values.</summary>
    public static ReferenceOperation Attention(Layer layer, IReadOnlyList<LayerValue> inputs, bool hasLengths = false)
    {
        SampleShape[] shapes = [.. inputs.Select(input => input.Shape)];
        return layer is ScaledDotProductAttention attention
            ? new AttentionReference(shapes, attention.Heads, attention.Causal, hasLengths, attention.Dropout)
            : new MultiHeadAttentionReference(shapes, (MultiHeadAttention)layer, hasLengths);
    }

    private static ReferenceOperation Join(Join join, SampleShape[] shapes) => join.GetType().Name switch
    {
        "Add" => SumReference.Add(shapes),
        "Average" => SumReference.Average(shapes),
        "Maximum" => new MaximumReference(shapes),
        "Multiply" => new MultiplyReference(shapes),
        "Concat" => new ConcatReference(shapes),
        _ => throw new NotSupportedException($"The reference knows no join {join.GetType().Name}."),
    };

    private static ReferenceLayer Single(Layer layer, SampleShape input, SampleShape columns) => layer switch
    {
        Conv2D convolution => Convolution(convolution, input, convolution.Filters, convolution.Groups),
        DepthwiseConv2D convolution => Convolution(convolution, input, input.Channels * convolution.DepthMultiplier, input.Channels),
        ConvTranspose2D convolution => TransposedConvolution(convolution, input),
        MaxPool2D pooling => new MaxPoolingReference(input, Rows(pooling, input), Columns(pooling, input)),
        AvgPool2D pooling => new AveragePoolingReference(input, Rows(pooling, input), Columns(pooling, input)),
        GlobalAvgPool2D => new GlobalAveragePoolingReference(input),
        GlobalMaxPool2D => new MaxPoolingReference(input, Whole(input.Height), Whole(input.Width)),
        Conv1D convolution => new ConvolutionReference(
            input, convolution.Filters, SequenceAxis(input, convolution.KernelSize, convolution.Stride, convolution.Dilation, convolution.Padding, convolution.Pad), convolution.Groups, convolution.Bias),
        MaxPool1D pooling => new MaxPoolingReference(input, Whole(1), SequenceAxis(input, pooling)),
        AvgPool1D pooling => new AveragePoolingReference(input, Whole(1), SequenceAxis(input, pooling)),
        GlobalAvgPool1D => new GlobalAveragePoolingReference(input),
        GlobalMaxPool1D => new MaxPoolingReference(input, Whole(1), Whole(input.Width)),
        ZeroPad2D pad => new PadReference(input, pad.Top, pad.Left, pad.Bottom, pad.Right),
        Crop2D crop => new PadReference(input, -crop.Top, -crop.Left, -crop.Bottom, -crop.Right),
        Upsample2D upsample => new UpsampleReference(input, upsample.Vertical, upsample.Horizontal, upsample.Interpolation == Interpolation.Bilinear),
        PixelShuffle shuffle => MovedReference.PixelShuffle(input, shuffle.Factor, shuffle.BlockMajor),
        PixelUnshuffle shuffle => MovedReference.PixelUnshuffle(input, shuffle.Factor, shuffle.BlockMajor),
        ChannelShuffle shuffle => MovedReference.ChannelShuffle(input, shuffle.Groups),
        SliceChannels slice => MovedReference.SliceChannels(input, slice.First, slice.Count),
        Reshape reshape => new ReshapeReference(input, ShapeOf(reshape.Dimensions)),
        Flatten => new FlattenReference(input),
        Dense dense => new DenseReference(input, dense.Units, dense.Bias, columns),
        Embedding embedding => new TokenEmbeddingReference(input, embedding.VocabularySize, embedding.Units, embedding.PaddingIndex),
        RepeatVector repeat => new RepeatReference(input, repeat.Steps),
        RecurrentLayer recurrent => RecurrentReference.Of(input, recurrent),
        PositionEmbedding => new PositionEmbeddingReference(input, isLearned: true),
        SinePositionEncoding => new PositionEmbeddingReference(input, isLearned: false),
        ReLU => ActivationReference.ReLU(input),
        ReLU6 => ActivationReference.ReLU6(input),
        LeakyReLU leaky => ActivationReference.LeakyReLU(input, leaky.Slope),
        ELU elu => ActivationReference.ELU(input, elu.Alpha),
        GELU { Approximate: true } => ActivationReference.ApproximateGELU(input),
        GELU => ActivationReference.GELU(input),
        SiLU => ActivationReference.SiLU(input),
        SELU => ActivationReference.SELU(input),
        Mish => ActivationReference.Mish(input),
        HardSwish => ActivationReference.HardSwish(input),
        Softplus => ActivationReference.Softplus(input),
        Sigmoid => ActivationReference.Sigmoid(input),
        HardSigmoid => ActivationReference.HardSigmoid(input),
        Tanh => ActivationReference.Tanh(input),
        HardTanh => ActivationReference.HardTanh(input),
        Softsign => ActivationReference.Softsign(input),
        Step => ActivationReference.Step(input),
        PReLU => new PReLUReference(input),
        Softmax => new SoftmaxReference(input),
        LogSoftmax => new LogSoftmaxReference(input),
        Dropout dropout => new DropoutReference(input, dropout.Rate),
        SpatialDropout2D dropout => new SpatialDropoutReference(input, dropout.Rate),
        GaussianNoise noise => new GaussianNoiseReference(input, noise.StandardDeviation),
        LayerNorm norm => SampleNormReference.Layer(input, norm.Epsilon),
        GroupNorm norm => SampleNormReference.Group(input, norm.Groups, norm.Epsilon),
        InstanceNorm norm => SampleNormReference.Group(input, input.Channels, norm.Epsilon),
        LocalResponseNorm norm => new LocalResponseNormReference(input, norm.Size, norm.Alpha, norm.Beta, norm.K),
        L2Normalize norm => new L2NormalizeReference(input, norm.Epsilon),
        BatchNorm norm => new BatchNormReference(input, norm.Momentum, norm.Epsilon),
        _ => throw new NotSupportedException($"The reference knows no layer {layer.GetType().Name}."),
    };

    private static ConvolutionReference Convolution(Convolution layer, SampleShape input, int filters, int groups)
    {
        (PaddingRule rows, PaddingRule columns) = PaddingOf(layer.Padding, layer.Pad, layer.Pads);
        return new ConvolutionReference(
            input,
            filters,
            Window.Create(input.Height, layer.KernelHeight, Rows(layer.Strides, layer.Stride), Rows(layer.Dilations, layer.Dilation), rows),
            Window.Create(input.Width, layer.KernelWidth, Columns(layer.Strides, layer.Stride), Columns(layer.Dilations, layer.Dilation), columns),
            groups,
            layer.Bias);
    }

    private static TransposedConvolutionReference TransposedConvolution(ConvTranspose2D layer, SampleShape input)
    {
        (PaddingRule rows, PaddingRule columns) = PaddingOf(layer.Padding, layer.Pad, layer.Pads);
        return new TransposedConvolutionReference(
            input,
            layer.Filters,
            TransposedAxis.Create(
                input.Height, layer.KernelHeight, Rows(layer.Strides, layer.Stride), Rows(layer.Dilations, layer.Dilation), rows, Rows(layer.OutputPaddings, layer.OutputPadding)),
            TransposedAxis.Create(
                input.Width, layer.KernelWidth, Columns(layer.Strides, layer.Stride), Columns(layer.Dilations, layer.Dilation), columns, Columns(layer.OutputPaddings, layer.OutputPadding)),
            layer.Groups,
            layer.Bias);
    }

    private static Window SequenceAxis(SampleShape input, SequencePooling layer) =>
        SequenceAxis(input, layer.Size, layer.Stride == 0 ? layer.Size : layer.Stride, dilation: 1, layer.Padding, layer.Pad, layer.CeilMode);

    private static Window SequenceAxis(SampleShape input, int size, int stride, int dilation, Padding padding, int pad, bool ceilMode = false) =>
        Window.Create(input.Width, size, stride, dilation, new PaddingRule(padding == Padding.Same, pad), ceilMode);

    private static Window Whole(int extent) => Window.Create(extent, extent, extent, 1, PaddingRule.Valid);

    private static SampleShape ShapeOf(IReadOnlyList<int> dimensions) => dimensions switch
    {
        [int height, int width, int channels] => new(height, width, channels),
        [int steps, int features] => new(1, steps, features),
        _ => new(1, 1, dimensions[0]),
    };

    private static Window Rows(Pooling layer, SampleShape input) =>
        Axis(layer, input.Height, layer.Height, Rows(layer.Strides, layer.Stride), PaddingOf(layer.Padding, layer.Pad, layer.Pads).Rows);

    private static Window Columns(Pooling layer, SampleShape input) =>
        Axis(layer, input.Width, layer.Width, Columns(layer.Strides, layer.Stride), PaddingOf(layer.Padding, layer.Pad, layer.Pads).Columns);

    private static Window Axis(Pooling layer, int input, int size, int stride, PaddingRule padding) =>
        Window.Create(input, size, stride == 0 ? size : stride, 1, padding, layer.CeilMode);

    private static int Rows(int[]? each, int both) => each is [int rows, _] ? rows : both;

    private static int Columns(int[]? each, int both) => each is [_, int columns] ? columns : both;

    private static (PaddingRule Rows, PaddingRule Columns) PaddingOf(Padding padding, int pad, int[]? pads) => pads is [int top, int left, int bottom, int right]
        ? (new(Same: false, top, bottom), new(Same: false, left, right))
        : (new(padding == Padding.Same, pad), new(padding == Padding.Same, pad));
}
