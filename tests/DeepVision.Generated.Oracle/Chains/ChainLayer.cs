namespace DeepVision.Generated.Oracle.Chains;

/// <summary>One layer: its attribute's text, and what it makes of its input.</summary>
/// <param name="Text">As written between brackets.</param>
internal abstract record ChainLayer(string Text, SampleShape Input, SampleShape Output);

/// <param name="Groups">For a depthwise convolution, the input channels.</param>
internal sealed record ConvolutionLayer(string Text, SampleShape Input, int Filters, Window Rows, Window Columns, int Groups, WeightOptions Options)
    : ChainLayer(Text, Input, SampleShape.Image(Rows.Output, Columns.Output, Filters));

internal sealed record DenseLayer(string Text, SampleShape Input, int Units, WeightOptions Options)
    : ChainLayer(Text, Input, SampleShape.Vector(Units));

/// <param name="CountsPadding">Whether an average divides by the positions in the padding too.</param>
internal sealed record PoolingLayer(string Text, SampleShape Input, bool IsMax, Window Rows, Window Columns, bool CountsPadding)
    : ChainLayer(Text, Input, SampleShape.Image(Rows.Output, Columns.Output, Input.Channels));

internal sealed record GlobalAveragePoolingLayer(SampleShape Input) : ChainLayer("GlobalAvgPool2D", Input, SampleShape.Vector(Input.Channels));

internal sealed record FlattenLayer(SampleShape Input) : ChainLayer("Flatten", Input, SampleShape.Vector(Input.Length));

internal sealed record BatchNormLayer(string Text, SampleShape Input, float Momentum, float Epsilon) : ChainLayer(Text, Input, Input);

/// <param name="Parameter">Slope of LeakyReLU, alpha of ELU.</param>
internal sealed record ActivationLayer(string Text, SampleShape Input, Activation Kind, float Parameter = 0) : ChainLayer(Text, Input, Input);

internal sealed record SoftmaxLayer(SampleShape Input) : ChainLayer("Softmax", Input, Input);

internal sealed record DropoutLayer(string Text, SampleShape Input, float Rate) : ChainLayer(Text, Input, Input);

internal enum Activation
{
    ReLU,
    ReLU6,
    LeakyReLU,
    ELU,
    GELU,
    SiLU,
    SELU,
    Mish,
    HardSwish,
    Softplus,
    Sigmoid,
    HardSigmoid,
    Tanh,
    HardTanh,
    Softsign,
}

/// <summary>What convolutions and dense layers share.</summary>
internal readonly record struct WeightOptions(bool Bias, float L1, float L2);
