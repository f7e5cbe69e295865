using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>What each layer computes stands in the architecture, with every default resolved.</summary>
public class OperationTextTests
{
    [Theory]
    [InlineData("Conv2D(8, 3)", "Convolution(new(3), new(3))")]
    [InlineData("Conv2D(8, 3, 5, Stride = 2)", "Convolution(new(3, 2), new(5, 2))")]
    [InlineData("Conv2D(8, 3, Dilation = 2)", "Convolution(new(3, 1, 2), new(3, 1, 2))")]
    [InlineData("Conv2D(8, 4, Padding = Padding.Same)", "Convolution(new(4, 1, 1, 1, 2), new(4, 1, 1, 1, 2))")]
    [InlineData("Conv2D(8, 3, Pad = 2, Groups = 4)", "Convolution(new(3, 1, 1, 2, 2), new(3, 1, 1, 2, 2), 4)")]
    [InlineData("DepthwiseConv2D(3)", "Convolution(new(3), new(3), 8)")]
    [InlineData("SeparableConv2D(6, 3, Stride = 2)", "Convolution(new(3, 2), new(3, 2), 8) Convolution(new(1), new(1))")]
    [InlineData("Conv2D(8, 3, Strides = new[] { 2, 1 }, Dilations = new[] { 1, 2 })", "Convolution(new(3, 2), new(3, 1, 2))")]
    [InlineData("MaxPool2D(2, Strides = new[] { 2, 1 })", "MaxPooling(new(2, 2), new(2))")]
    [InlineData("MaxPool2D(2, CeilMode = true)", "MaxPooling(new(2, 2), new(2, 2))")]
    [InlineData("AvgPool2D(3, Stride = 1)", "AveragePooling(new(3), new(3))")]
    [InlineData("AvgPool2D(3, Stride = 2, Padding = Padding.Same)", "AveragePooling(new(3, 2, 1, 1, 1), new(3, 2, 1, 0, 1))")]
    [InlineData("AvgPool2D(2, Pad = 1)", "AveragePooling(new(2, 2, 1, 1, 1), new(2, 2, 1, 1, 1), true)")]
    [InlineData("GlobalAvgPool2D", "GlobalAveragePooling()")]
    [InlineData("GlobalMaxPool2D", "GlobalMaxPooling()")]
    [InlineData("ConvTranspose2D(8, 3, Stride = 2, OutputPadding = 1)", "TransposedConvolution(new(3, 2), new(3, 2))")]
    [InlineData("ConvTranspose2D(8, 3, Stride = 2, Padding = Padding.Same, Groups = 2)", "TransposedConvolution(new(3, 2, 1, 0, 1), new(3, 2, 1, 0, 1), 2)")]
    [InlineData("ZeroPad2D(1)", "Pad(1, 1, 1, 1)")]
    [InlineData("ZeroPad2D(0, 1, 2, 3)", "Pad(0, 1, 2, 3)")]
    [InlineData("Crop2D(0, 1, 2, 3)", "Pad(0, -1, -2, -3)")]
    [InlineData("Upsample2D(2)", "Upsample(2, 2)")]
    [InlineData("Upsample2D(1, 3, Interpolation = Interpolation.Bilinear)", "Upsample(1, 3, Interpolation.Bilinear)")]
    [InlineData("PixelShuffle(2)", "PixelShuffle(2)")]
    [InlineData("PixelUnshuffle(3, BlockMajor = true)", "PixelUnshuffle(3, true)")]
    [InlineData("ChannelShuffle(4)", "ChannelShuffle(4)")]
    [InlineData("SliceChannels(1, 3)", "SliceChannels(1)")]
    [InlineData("Reshape(864)", "Reshape()")]
    [InlineData("SpatialDropout2D(0.25f)", "SpatialDropout(0.25f)")]
    [InlineData("GaussianNoise(0.5f)", "GaussianNoise(0.5f)")]
    [InlineData("LayerNorm", "LayerNorm(1E-05f)")]
    [InlineData("GroupNorm(4)", "GroupNorm(4, 1E-05f)")]
    [InlineData("InstanceNorm(Epsilon = 0.5f)", "GroupNorm(8, 0.5f)")]
    [InlineData("LocalResponseNorm(5, K = 2)", "LocalResponseNorm(5, 0.0001f, 0.75f, 2f)")]
    [InlineData("L2Normalize", "L2Normalize(1E-12f)")]
    [InlineData("Reshape(12, 72), MultiHeadAttention(6, Causal = true), PositionEmbedding", "Reshape() MultiHeadAttention(6, true) PositionEmbedding()")]
    [InlineData("Reshape(12, 72), Tanh, ScaledDotProductAttention(\"reshape_1\", Heads = 4)", "Reshape() Tanh() Attention(4)")]
    [InlineData("Reshape(12, 72), LSTM(3)", "Reshape() LSTM()")]
    [InlineData("Reshape(12, 72), GRU(3, ReturnSequences = true)", "Reshape() GRU(true)")]
    [InlineData("Reshape(12, 72), LSTM(3, GoBackwards = true)", "Reshape() LSTM(false, true)")]
    [InlineData("Reshape(12, 72), SimpleRNN(3)", "Reshape() SimpleRNN(Nonlinearity.Tanh)")]
    [InlineData("Reshape(12, 72), SimpleRNN(3, Nonlinearity = Nonlinearity.ReLU, ReturnSequences = true)", "Reshape() SimpleRNN(Nonlinearity.ReLU, true)")]
    [InlineData("Flatten, Dense(3, Name = \"start\"), Reshape(1, 3), LSTM(3, InitialMemory = \"start\")", "Flatten(true) Dense() Reshape() LSTM(HasInitialMemory: true)")]
    [InlineData("Flatten, Dense(3, Name = \"start\"), Reshape(1, 3), LSTM(3, InitialState = \"start\", InitialMemory = \"start\", GoBackwards = true)", "Flatten(true) Dense() Reshape() LSTM(false, true, HasInitialMemory: true)")]
    [InlineData("Reshape(12, 72), GRU(3, TruncatedBackpropagationSteps = 4)", "Reshape() GRU()")]
    [InlineData("Reshape(12, 72), GRU(3, Bidirectional = true, MergeMode = MergeMode.Sum, ReturnSequences = true)", "Reshape() GRU(true) GRU(true, true) Add()")]
    [InlineData("Flatten, RepeatVector(3)", "Flatten(false) RepeatVector()")]
    [InlineData("ReLU", "ReLU()")]
    [InlineData("LeakyReLU", "LeakyReLU(0.01f)")]
    [InlineData("ELU", "ELU(1f)")]
    [InlineData("ELU(0.5f)", "ELU(0.5f)")]
    [InlineData("GELU", "GELU()")]
    [InlineData("GELU(Approximate = true)", "ApproximateGELU()")]
    [InlineData("SiLU", "SiLU()")]
    [InlineData("HardSwish", "HardSwish()")]
    [InlineData("Sigmoid", "Sigmoid()")]
    [InlineData("Tanh", "Tanh()")]
    [InlineData("Softmax", "Softmax()")]
    [InlineData("Dropout(0.25f)", "Dropout(0.25f)")]
    [InlineData("BatchNorm", "BatchNorm(0.1f, 1E-05f)")]
    [InlineData("Add(\"input\")", "Add()")]
    [InlineData("Average(\"input\")", "Average()")]
    [InlineData("Maximum(\"input\")", "Maximum()")]
    [InlineData("Multiply(\"input\")", "Multiply()")]
    [InlineData("Concat(\"input\")", "Concat()")]
    [InlineData("Flatten, Dense(3)", "Flatten(true) Dense()")]
    [InlineData("Flatten, ReLU, Dense(3)", "Flatten(true) ReLU() Dense()")]
    [InlineData("Flatten, BatchNorm", "Flatten(false) BatchNorm(0.1f, 1E-05f)")]
    [InlineData("Flatten", "Flatten(false)")]
    public void Layers_are_data(string layers, string expected) => HasOperations("Network(9, 12, 8)", layers, expected);

    [Theory]
    [InlineData("LSTM(3)", "MaskSteps() LSTM(true) LastStep()")]
    [InlineData("LSTM(3, ReturnSequences = true), GRU(3, GoBackwards = true)", "MaskSteps() LSTM(true) MaskSteps() ReverseSteps() GRU(true) LastStep()")]
    [InlineData("SimpleRNN(3, GoBackwards = true, ReturnSequences = true), GlobalAvgPool1D", "MaskSteps() ReverseSteps() SimpleRNN(Nonlinearity.Tanh, true) ReverseSteps() MeanSteps()")]
    [InlineData("Sigmoid, GlobalMaxPool1D", "MaskSteps() Sigmoid() MaskSteps(float.NegativeInfinity) GlobalMaxPooling()")]
    [InlineData("Conv1D(4, 3, Padding = Padding.Same), Conv1D(4, 3, Padding = Padding.Same), GlobalAvgPool1D", "MaskSteps() Convolution(new(1), new(3, 1, 1, 1, 1)) MaskSteps() Convolution(new(1), new(3, 1, 1, 1, 1)) MeanSteps()")]
    [InlineData("Conv1D(4, 1), Tanh, GlobalAvgPool1D", "MaskSteps() Convolution(new(1), new(1)) Tanh() MeanSteps()")]
    public void Steps_mind_the_lengths(string layers, string expected) => HasOperations("Network(12, 8, VariableLength = true)", layers, expected);

    [Theory]
    [InlineData("Embedding(9, 4), LSTM(3)", "Embedding(9) LSTM()")]
    [InlineData("Embedding(9, 4, PaddingIndex = 0), LSTM(3)", "Embedding(9, 0) LSTM()")]
    public void Layers_of_tokens_are_data(string layers, string expected) => HasOperations("Network(12)", layers, expected);

    private static void HasOperations(string network, string layers, string expected)
    {
        GeneratorRun run = GeneratorRun.Of($"using DeepVision.Generated; [{network}, {layers}, MeanSquaredError] public partial class Net;");

        IEnumerable<string> operations = Regex.Matches(run.Files["Net.g.cs"], @", new OperationInfo\.(.*)\),$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        Assert.Equal(expected, string.Join(" ", operations));
    }
}
