using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Reading;

/// <summary>Makes the reference of a layer for the values that it reads.</summary>
internal static class LayerReader
{
    public static ReferenceOperation Read(Layer layer, IReadOnlyList<LayerValue> inputs)
    {
        SampleShape[] shapes = [.. inputs.Select(input => input.Shape)];
        return layer is Join join ? Join(join, shapes) : Single(layer, shapes.Single(), inputs[0].Columns);
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
        MaxPool2D pooling => new MaxPoolingReference(input, Rows(pooling, input), Columns(pooling, input)),
        AvgPool2D pooling => new AveragePoolingReference(input, Rows(pooling, input), Columns(pooling, input), Math.Max(0, pooling.Pad)),
        GlobalAvgPool2D => new GlobalAveragePoolingReference(input),
        Flatten => new FlattenReference(input),
        Dense dense => new DenseReference(input, dense.Units, dense.Bias, columns),
        ReLU => ActivationReference.ReLU(input),
        LeakyReLU leaky => ActivationReference.LeakyReLU(input, leaky.Slope),
        ELU elu => ActivationReference.ELU(input, elu.Alpha),
        GELU => ActivationReference.GELU(input),
        SiLU => ActivationReference.SiLU(input),
        Sigmoid => ActivationReference.Sigmoid(input),
        Tanh => ActivationReference.Tanh(input),
        Softmax => new SoftmaxReference(input),
        Dropout dropout => new DropoutReference(input, dropout.Rate),
        BatchNorm norm => new BatchNormReference(input, norm.Momentum, norm.Epsilon),
        _ => throw new NotSupportedException($"The reference knows no layer {layer.GetType().Name}."),
    };

    private static ConvolutionReference Convolution(Convolution layer, SampleShape input, int filters, int groups)
    {
        PaddingRule padding = new(layer.Padding == Padding.Same, layer.Pad);
        return new ConvolutionReference(
            input,
            filters,
            Window.Create(input.Height, layer.KernelHeight, layer.Stride, layer.Dilation, padding),
            Window.Create(input.Width, layer.KernelWidth, layer.Stride, layer.Dilation, padding),
            groups,
            layer.Bias);
    }

    private static Window Rows(Pooling layer, SampleShape input) => Axis(layer, input.Height, layer.Height);

    private static Window Columns(Pooling layer, SampleShape input) => Axis(layer, input.Width, layer.Width);

    private static Window Axis(Pooling layer, int input, int size) => Window.Create(
        input, size, layer.Stride == 0 ? size : layer.Stride, 1, new PaddingRule(layer.Padding == Padding.Same, layer.Pad), layer.CeilMode);
}
