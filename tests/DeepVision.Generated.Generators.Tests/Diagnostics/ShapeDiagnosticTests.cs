using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>DVG1xxx: each fires with its exact text on its exact span, and not on the nearest valid network.</summary>
public class ShapeDiagnosticTests
{
    private const string Head = "[Flatten, Dense(10), SoftmaxCrossEntropy]";

    [Fact]
    public void The_readme_network_is_fine() => IsSilent("""
        [Network(28, 28, 1)]
        [Conv2D(32, 3), ReLU, MaxPool2D(2)]
        [Conv2D(64, 3), ReLU, MaxPool2D(2)]
        [Flatten]
        [Dense(128), ReLU, Dropout(0.5f)]
        [Dense(10), SoftmaxCrossEntropy]
        """);

    [Theory]
    [InlineData("Conv2D({|DVG1001:0|}, 3)", "Conv2D(0, 3) (layer 1): filters must be 1 or more, but is 0")]
    [InlineData("Conv2D(8, {|DVG1001:-3|})", "Conv2D(8, -3) (layer 1): kernelSize must be 1 or more, but is -3")]
    [InlineData("Conv2D(8, 3, {|DVG1001:0|})", "Conv2D(8, 3, 0) (layer 1): kernelWidth must be 1 or more, but is 0")]
    [InlineData("Conv2D(kernelSize: 3, {|DVG1001:filters: 0|})", "Conv2D(0, 3) (layer 1): filters must be 1 or more, but is 0")]
    [InlineData("Conv2D(8, 3, {|DVG1001:Stride = 0|})", "Conv2D(8, 3, Stride = 0) (layer 1): Stride must be 1 or more, but is 0")]
    [InlineData("Conv2D(8, 3, {|DVG1001:Stride = 40000|})", "Conv2D(8, 3, Stride = 40000) (layer 1): Stride must be at most 32767, but is 40000")]
    [InlineData("Conv2D(8, 3, {|DVG1001:Dilation = 0|})", "Conv2D(8, 3, Dilation = 0) (layer 1): Dilation must be 1 or more, but is 0")]
    [InlineData("Conv2D(8, 3, {|DVG1001:Pad = -2|})", "Conv2D(8, 3, Pad = -2) (layer 1): Pad must be 0 or more, but is -2")]
    [InlineData("Conv2D(8, 3, {|DVG1001:Groups = 0|})", "Conv2D(8, 3, Groups = 0) (layer 1): Groups must be 1 or more, but is 0")]
    [InlineData("Conv2D(8, 3, {|DVG1001:Padding = (Padding)2|})", "Conv2D(8, 3, Padding = 2) (layer 1): Padding must be a member of the enum Padding, but is 2")]
    [InlineData("Conv2D(8, 3, {|DVG1001:Initializer = (Initializer)77|})", "Conv2D(8, 3) (layer 1): Initializer must be a member of the enum Initializer, but is 77")]
    [InlineData("Conv2D(8, 3, {|DVG1001:L1 = -1|})", "Conv2D(8, 3) (layer 1): L1 must be 0 or more, but is -1")]
    [InlineData("Conv2D(8, 3, {|DVG1001:L2 = float.NaN|})", "Conv2D(8, 3) (layer 1): L2 must be 0 or more, but is NaN")]
    [InlineData("Conv2D(8, 3, Initializer = Initializer.TruncatedNormal, {|DVG1001:InitialDeviation = 0|})", "Conv2D(8, 3) (layer 1): InitialDeviation must be above 0, but is 0")]
    [InlineData("Conv2D(8, 3, Initializer = Initializer.Constant, {|DVG1001:InitialValue = float.NaN|})", "Conv2D(8, 3) (layer 1): InitialValue must be a number, but is NaN")]
    [InlineData("DepthwiseConv2D({|DVG1001:0|})", "DepthwiseConv2D(0) (layer 1): kernelSize must be 1 or more, but is 0")]
    [InlineData("DepthwiseConv2D(3, {|DVG1001:DepthMultiplier = 0|})", "DepthwiseConv2D(3, DepthMultiplier = 0) (layer 1): DepthMultiplier must be 1 or more, but is 0")]
    [InlineData("SeparableConv2D({|DVG1001:0|}, 3)", "SeparableConv2D(0, 3) (layer 1): filters must be 1 or more, but is 0")]
    [InlineData("SeparableConv2D(8, {|DVG1001:0|})", "SeparableConv2D(8, 0) (layer 1): kernelSize must be 1 or more, but is 0")]
    [InlineData("SeparableConv2D(8, 3, {|DVG1001:L1 = -1|})", "SeparableConv2D(8, 3) (layer 1): L1 must be 0 or more, but is -1")]
    [InlineData("SeparableConv2D(8, 3, {|DVG1001:DepthMultiplier = 0|})", "SeparableConv2D(8, 3, DepthMultiplier = 0) (layer 1): DepthMultiplier must be 1 or more, but is 0")]
    [InlineData("MaxPool2D({|DVG1001:0|})", "MaxPool2D(0) (layer 1): size must be 1 or more, but is 0")]
    [InlineData("MaxPool2D(2, {|DVG1001:Stride = -1|})", "MaxPool2D(2, Stride = -1) (layer 1): Stride must be 0 or more, but is -1")]
    [InlineData("AvgPool2D(2, {|DVG1001:0|})", "AvgPool2D(2, 0) (layer 1): width must be 1 or more, but is 0")]
    [InlineData("LeakyReLU({|DVG1001:-0.1f|})", "LeakyReLU(-0.1) (layer 1): slope must be 0 or more, but is -0.1")]
    [InlineData("LeakyReLU({|DVG1001:float.PositiveInfinity|})", "LeakyReLU(Infinity) (layer 1): slope must be 0 or more, but is Infinity")]
    [InlineData("ELU({|DVG1001:-1|})", "ELU(-1) (layer 1): alpha must be 0 or more, but is -1")]
    [InlineData("Dropout({|DVG1001:1|})", "Dropout(1) (layer 1): rate must be at least 0 and below 1, but is 1")]
    [InlineData("Dropout({|DVG1001:-0.5f|})", "Dropout(-0.5) (layer 1): rate must be at least 0 and below 1, but is -0.5")]
    [InlineData("Dropout({|DVG1001:float.NaN|})", "Dropout(NaN) (layer 1): rate must be at least 0 and below 1, but is NaN")]
    [InlineData("BatchNorm({|DVG1001:Momentum = 0|})", "BatchNorm(Momentum = 0) (layer 1): Momentum must be above 0 and at most 1, but is 0")]
    [InlineData("BatchNorm({|DVG1001:Epsilon = 0|})", "BatchNorm(Epsilon = 0) (layer 1): Epsilon must be above 0, but is 0")]
    [InlineData("ZeroPad2D({|DVG1001:-1|})", "ZeroPad2D(-1) (layer 1): pad must be 0 or more, but is -1")]
    [InlineData("Crop2D(0, 0, {|DVG1001:-1|}, 0)", "Crop2D(0, 0, -1, 0) (layer 1): bottom must be 0 or more, but is -1")]
    [InlineData("Upsample2D({|DVG1001:0|})", "Upsample2D(0) (layer 1): factor must be 1 or more, but is 0")]
    [InlineData("Upsample2D(2, {|DVG1001:Interpolation = (Interpolation)2|})", "Upsample2D(2, Interpolation = 2) (layer 1): Interpolation must be a member of the enum Interpolation, but is 2")]
    [InlineData("PixelShuffle({|DVG1001:0|})", "PixelShuffle(0) (layer 1): factor must be 1 or more, but is 0")]
    [InlineData("PixelShuffle({|DVG1001:3|})", "PixelShuffle(3) (layer 1): factor must be a number whose square divides the 4 channels from [Network(9, 9, 4)], but is 3")]
    [InlineData("PixelUnshuffle({|DVG1001:2|})", "PixelUnshuffle(2) (layer 1): factor must be a number that divides the 9 rows and 9 columns from [Network(9, 9, 4)], but is 2")]
    [InlineData("SliceChannels({|DVG1001:-1|}, 2)", "SliceChannels(-1, 2) (layer 1): first must be 0 or more, but is -1")]
    [InlineData("SliceChannels({|DVG1001:4|}, 1)", "SliceChannels(4, 1) (layer 1): first must be below the 4 channels from [Network(9, 9, 4)], but is 4")]
    [InlineData("SliceChannels(0, {|DVG1001:5|})", "SliceChannels(0, 5) (layer 1): count must be at most the 4 channels from [Network(9, 9, 4)], but is 5")]
    [InlineData("SliceChannels(3, {|DVG1001:2|})", "SliceChannels(3, 2) (layer 1): count must be at most 1, what is left of the 4 channels from [Network(9, 9, 4)], but is 2")]
    [InlineData("SpatialDropout2D({|DVG1001:1|})", "SpatialDropout2D(1) (layer 1): rate must be at least 0 and below 1, but is 1")]
    [InlineData("GaussianNoise({|DVG1001:-1|})", "GaussianNoise(-1) (layer 1): standardDeviation must be 0 or more, but is -1")]
    [InlineData("Reshape({|DVG1001:0|}, 2, 2)", "Reshape(0, 2, 2) (layer 1): height must be 1 or more, but is 0")]
    [InlineData("ConvTranspose2D(4, 3, {|DVG1001:OutputPadding = 1|})", "ConvTranspose2D(4, 3, OutputPadding = 1) (layer 1): OutputPadding must be below the larger of stride and dilation, 1, but is 1")]
    [InlineData("ConvTranspose2D(4, 3, Stride = 2, Padding = Padding.Same, {|DVG1001:OutputPadding = 1|})", "ConvTranspose2D(4, 3, Stride = 2, Padding = Same, OutputPadding = 1) (layer 1): OutputPadding must be 0 with Padding.Same, but is 1")]
    [InlineData("ConvTranspose2D(4, 3, {|DVG1001:Pad = 6|})", "ConvTranspose2D(4, 3, Pad = 6) (layer 1): Pad must be at most 5 for an image of 9×9×4, but is 6")]
    [InlineData("LayerNorm({|DVG1001:Epsilon = 0|})", "LayerNorm(Epsilon = 0) (layer 1): Epsilon must be above 0, but is 0")]
    [InlineData("GroupNorm({|DVG1001:0|})", "GroupNorm(0) (layer 1): groups must be 1 or more, but is 0")]
    [InlineData("InstanceNorm({|DVG1001:Epsilon = -1|})", "InstanceNorm(Epsilon = -1) (layer 1): Epsilon must be above 0, but is -1")]
    [InlineData("LocalResponseNorm({|DVG1001:0|})", "LocalResponseNorm(0) (layer 1): size must be 1 or more, but is 0")]
    [InlineData("LocalResponseNorm({|DVG1001:256|})", "LocalResponseNorm(256) (layer 1): size must be at most 255, but is 256")]
    [InlineData("LocalResponseNorm(5, {|DVG1001:K = 0|})", "LocalResponseNorm(5, K = 0) (layer 1): K must be above 0, but is 0")]
    [InlineData("LocalResponseNorm(5, {|DVG1001:Alpha = -1|})", "LocalResponseNorm(5, Alpha = -1) (layer 1): Alpha must be 0 or more, but is -1")]
    [InlineData("LocalResponseNorm(5, {|DVG1001:Beta = float.NaN|})", "LocalResponseNorm(5, Beta = NaN) (layer 1): Beta must be 0 or more, but is NaN")]
    [InlineData("Reshape(9, 36), LSTM({|DVG1001:0|})", "LSTM(0) (layer 2): units must be 1 or more, but is 0")]
    [InlineData("Reshape(9, 36), SimpleRNN(4, {|DVG1001:Nonlinearity = (Nonlinearity)2|})", "SimpleRNN(4, Nonlinearity = 2) (layer 2): Nonlinearity must be a member of the enum Nonlinearity, but is 2")]
    [InlineData("Reshape(9, 36), Conv1D(4, {|DVG1001:0|})", "Conv1D(4, 0) (layer 2): kernelSize must be 1 or more, but is 0")]
    [InlineData("Reshape(9, 36), AvgPool1D(2, {|DVG1001:Stride = -1|})", "AvgPool1D(2, Stride = -1) (layer 2): Stride must be 0 or more, but is -1")]
    [InlineData("L2Normalize({|DVG1001:Epsilon = 0|})", "L2Normalize(Epsilon = 0) (layer 1): Epsilon must be above 0, but is 0")]
    [InlineData("Flatten, Dense({|DVG1001:0|})", "Dense(0) (layer 2): units must be 1 or more, but is 0")]
    [InlineData("Flatten, Dense(4, {|DVG1001:L2 = float.PositiveInfinity|})", "Dense(4) (layer 2): L2 must be 0 or more, but is Infinity")]
    [InlineData("Flatten, Dense(4, {|DVG1001:MaxNorm = -1|})", "Dense(4) (layer 2): MaxNorm must be 0 or more (0 for no limit), but is -1")]
    [InlineData("ConvTranspose2D(8, 3, {|DVG1001:MaxNorm = -1|})", "ConvTranspose2D(8, 3) (layer 1): MaxNorm must be 0 or more (0 for no limit), but is -1")]
    [InlineData("SeparableConv2D(8, 3, {|DVG1001:MaxNorm = -1|})", "SeparableConv2D(8, 3) (layer 1): MaxNorm must be 0 or more (0 for no limit), but is -1")]
    [InlineData("ActivityPenalty({|DVG1001:L1 = -1|})", "ActivityPenalty(L1 = -1) (layer 1): L1 must be 0 or more, but is -1")]
    [InlineData("ActivityPenalty({|DVG1001:L2 = float.NaN|})", "ActivityPenalty(L2 = NaN) (layer 1): L2 must be 0 or more, but is NaN")]
    [InlineData("Conv2D(8, 3, UnitNorm = true, {|DVG1001:MaxNorm = 2|})", "Conv2D(8, 3) (layer 1): MaxNorm must be 0 beside UnitNorm, which sets the norm to 1, but is 2")]
    public void DVG1001_an_argument_out_of_range(string layer, string message) => Reports($"[Network(9, 9, 4)]\n[{layer}]\n{Head}", message);

    [Theory]
    [InlineData("Conv2D(8, 3, {|DVG1031:InitialValue = 1|})", "Conv2D(8, 3) (layer 1): InitialValue goes with Initializer.Constant, but the weight is drawn by GlorotUniform. Add Initializer = Initializer.Constant, or remove InitialValue.")]
    [InlineData(
        "SeparableConv2D(8, 3, Initializer = Initializer.Orthogonal, {|DVG1031:InitialDeviation = 0.1f|})",
        "SeparableConv2D(8, 3) (layer 1): InitialDeviation goes with Initializer.TruncatedNormal, but the weight is drawn by Orthogonal. Add Initializer = Initializer.TruncatedNormal, or remove InitialDeviation.")]
    public void DVG1031_a_number_for_another_initializer(string layer, string message) => Reports($"[Network(9, 9, 4)]\n[{layer}]\n{Head}", message);

    [Theory]
    [InlineData("Conv2D(8, 3, Initializer = Initializer.Constant, InitialValue = -1e9f)")]
    [InlineData("Conv2D(8, 3, Initializer = Initializer.TruncatedNormal, InitialDeviation = 1e-9f)")]
    public void DVG1031_is_silent_for_the_initializer_that_takes_it(string layer) => IsSilent($"[Network(9, 9, 4)]\n[{layer}]\n{Head}");

    [Fact]
    public void DVG1001_two_mistakes_give_two_messages() => Reports(
        $"[Network(9, 9, 4)]\n[Conv2D({{|DVG1001:0|}}, 3, {{|DVG1001:Stride = 0|}})]\n{Head}",
        "Conv2D(0, 3, Stride = 0) (layer 1): filters must be 1 or more, but is 0",
        "Conv2D(0, 3, Stride = 0) (layer 1): Stride must be 1 or more, but is 0");

    [Theory]
    [InlineData("Conv2D(1, 1, 1, Stride = 1, Dilation = 1, Pad = 0, Groups = 1, L1 = 0, L2 = 0, Initializer = Initializer.GlorotNormal)")]
    [InlineData("DepthwiseConv2D(1, DepthMultiplier = 3)")]
    [InlineData("MaxPool2D(1, Stride = 0)")]
    [InlineData("LeakyReLU(0)")]
    [InlineData("LeakyReLU")]
    [InlineData("ELU(0)")]
    [InlineData("Dropout(0)")]
    [InlineData("Dropout(0.999f)")]
    [InlineData("ZeroPad2D(0)")]
    [InlineData("Crop2D(0)")]
    [InlineData("Upsample2D(1)")]
    [InlineData("PixelShuffle(2)")]
    [InlineData("PixelUnshuffle(3)")]
    [InlineData("SliceChannels(3, 1)")]
    [InlineData("SliceChannels(0, 4)")]
    [InlineData("SpatialDropout2D(0)")]
    [InlineData("GaussianNoise(0)")]
    [InlineData("ConvTranspose2D(4, 3, Stride = 2, OutputPadding = 1)")]
    [InlineData("ConvTranspose2D(4, 3, Dilation = 3, OutputPadding = 2)")]
    [InlineData("ConvTranspose2D(4, 3, Pad = 5)")]
    [InlineData("LocalResponseNorm(255, Alpha = 0, Beta = 0, K = 1e-9f)")]
    [InlineData("BatchNorm(Momentum = 1, Epsilon = 1e-9f)")]
    public void DVG1001_is_silent_at_the_ends_of_a_range(string layer) => IsSilent($"[Network(9, 9, 4)]\n[{layer}]\n{Head}");

    [Theory]
    [InlineData("Network(20)", "Conv2D(8, 3)", "Conv2D(8, 3) (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20, 4)", "MaxPool2D(2)", "MaxPool2D(2) (layer 1) needs an image (height, width, channels), but receives a sequence of 20×4 from [Network(20, 4)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20, 4)", "GlobalAvgPool2D", "GlobalAvgPool2D (layer 1) needs an image (height, width, channels), but receives a sequence of 20×4 from [Network(20, 4)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20)", "GlobalMaxPool2D", "GlobalMaxPool2D (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20)", "ZeroPad2D(1)", "ZeroPad2D(1) (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20)", "Crop2D(1)", "Crop2D(1) (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20)", "Upsample2D(2)", "Upsample2D(2) (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20)", "PixelShuffle(2)", "PixelShuffle(2) (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20)", "PixelUnshuffle(2)", "PixelUnshuffle(2) (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20)", "SpatialDropout2D(0.1f)", "SpatialDropout2D(0.1) (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20)", "ConvTranspose2D(8, 3)", "ConvTranspose2D(8, 3) (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20)", "InstanceNorm", "InstanceNorm (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20)", "LocalResponseNorm(5)", "LocalResponseNorm(5) (layer 1) needs an image (height, width, channels), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20, 4)", "GroupNorm(2)", "GroupNorm(2) (layer 1) needs an image or a vector, but receives a sequence of 20×4 from [Network(20, 4)]. Declare the input as [Network(height, width, channels)].")]
    [InlineData("Network(20, 4)", "BatchNorm", "BatchNorm (layer 1) needs an image or a vector, but receives a sequence of 20×4 from [Network(20, 4)]. Declare the input as [Network(height, width, channels)].")]
    public void DVG1002_the_network_has_no_image(string network, string layer, string message) =>
        Reports($"[{network}]\n[{{|DVG1002:{layer}|}}]\n{Head}", message);

    [Fact]
    public void DVG1002_an_image_layer_behind_Flatten() => Reports(
        "[Network(8, 8, 2)]\n[Flatten, Dense(16), ReLU, {|DVG1002:AvgPool2D(2)|}, Flatten, Dense(2), SoftmaxCrossEntropy]",
        "AvgPool2D(2) (layer 4) needs an image (height, width, channels), but receives a vector of 16 from Dense(16) (layer 2). Move it before Flatten (layer 1).");

    [Theory]
    [InlineData("[Network(20)]\n[BatchNorm, Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(20, 4)]\n[Tanh, Dropout(0.1f), Flatten, Dense(8), BatchNorm, Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(8, 8, 2)]\n[AvgPool2D(2), Flatten, Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(20)]\n[GroupNorm(4), LayerNorm, L2Normalize, GaussianNoise(0.1f), Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(20, 4)]\n[LayerNorm, L2Normalize, GaussianNoise(0.1f), Reshape(80), Dense(2), SoftmaxCrossEntropy]")]
    public void DVG1002_is_silent_where_the_shape_fits(string attributes) => IsSilent(attributes);

    [Theory]
    [InlineData("Network(20)", "LSTM(8)", "LSTM(8) (layer 1) needs a sequence (steps, features), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(steps, features)], or insert [Reshape(steps, features)].")]
    [InlineData("Network(28, 28, 3)", "GRU(8, ReturnSequences = true)", "GRU(8, ReturnSequences = true) (layer 1) needs a sequence (steps, features), but receives an image of 28×28×3 from [Network(28, 28, 3)]. [Reshape(28, 84)] makes its rows the steps.")]
    [InlineData("Network(20)", "Conv1D(8, 3)", "Conv1D(8, 3) (layer 1) needs a sequence (steps, features), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(steps, features)], or insert [Reshape(steps, features)].")]
    [InlineData("Network(20)", "MaxPool1D(2)", "MaxPool1D(2) (layer 1) needs a sequence (steps, features), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(steps, features)], or insert [Reshape(steps, features)].")]
    [InlineData("Network(20)", "GlobalAvgPool1D", "GlobalAvgPool1D (layer 1) needs a sequence (steps, features), but receives a vector of 20 from [Network(20)]. Declare the input as [Network(steps, features)], or insert [Reshape(steps, features)].")]
    public void DVG1060_the_network_has_no_sequence(string network, string layer, string message) =>
        Reports($"[{network}]\n[{{|DVG1060:{layer}|}}]\n{Head}", message);

    [Theory]
    [InlineData("Network(20)", "MultiHeadAttention(2)", "MultiHeadAttention(2) (layer 1) needs a sequence (steps, features), but receives a vector of 20 from [Network(20)]. A recurrent layer gives one with ReturnSequences = true, and [Reshape(steps, features)] makes one of a vector.")]
    [InlineData("Network(6, 5, 8)", "MultiHeadAttention(2)", "MultiHeadAttention(2) (layer 1) needs a sequence (steps, features), but receives an image of 6×5×8 from [Network(6, 5, 8)]. [Reshape(30, 8)] makes its pixels the steps.")]
    [InlineData("Network(6, 5, 8)", "PositionEmbedding", "PositionEmbedding (layer 1) needs a sequence (steps, features), but receives an image of 6×5×8 from [Network(6, 5, 8)]. [Reshape(30, 8)] makes its pixels the steps.")]
    [InlineData("Network(20)", "ScaledDotProductAttention(\"input\")", "ScaledDotProductAttention(\"input\") (layer 1) needs a sequence (steps, features), but receives a vector of 20 from [Network(20)]. A recurrent layer gives one with ReturnSequences = true, and [Reshape(steps, features)] makes one of a vector.")]
    public void DVG1060_attention_is_between_steps(string network, string layer, string message) =>
        Reports($"[{network}]\n[{{|DVG1060:{layer}|}}]\n{Head}", message);

    [Theory]
    [InlineData("MultiHeadAttention(2, {|DVG1001:Dropout = 1|})", "MultiHeadAttention(2, Dropout = 1) (layer 1): Dropout must be at least 0 and below 1, but is 1")]
    [InlineData("ScaledDotProductAttention(\"input\", {|DVG1001:Dropout = -0.5f|})", "ScaledDotProductAttention(\"input\", Dropout = -0.5) (layer 1): Dropout must be at least 0 and below 1, but is -0.5")]
    [InlineData("SinePositionEncoding({|DVG1001:MaxWavelength = 1|})", "SinePositionEncoding(MaxWavelength = 1) (layer 1): MaxWavelength must be above 1, but is 1")]
    public void DVG1001_an_option_of_attention_out_of_range(string layer, string message) => Reports($"[Network(20, 12)]\n[{layer}, Flatten]\n{Head}", message);

    [Theory]
    [InlineData("MultiHeadAttention({|DVG1070:5|})", "MultiHeadAttention(5) (layer 1): 5 heads do not divide the 12 features from [Network(20, 12)]. Use 4, or make as many features as the heads divide with [Conv1D(features, 1)].")]
    [InlineData("MultiHeadAttention({|DVG1070:24|})", "MultiHeadAttention(24) (layer 1): 24 heads do not divide the 12 features from [Network(20, 12)]. Use 12, or make as many features as the heads divide with [Conv1D(features, 1)].")]
    [InlineData("ScaledDotProductAttention(\"input\", {|DVG1070:Heads = 9|})", "ScaledDotProductAttention(\"input\", Heads = 9) (layer 1): 9 heads do not divide the 12 features from [Network(20, 12)]. Use 6, or make as many features as the heads divide with [Conv1D(features, 1)].")]
    public void DVG1070_heads_divide_the_features(string layer, string message) => Reports($"[Network(20, 12)]\n[{layer}]\n{Head}", message);

    [Fact]
    public void DVG1007_more_scores_than_fit() => Reports(
        $"[Network(20000, 4)]\n[{{|DVG1007:MultiHeadAttention(2)|}}]\n{Head}",
        "MultiHeadAttention(2) (layer 1) has 800,000,000 scores for each sample, but at most 268,435,448 fit. Use fewer steps, for example by [MaxPool1D(2)], or fewer heads.");

    [Fact]
    public void DVG1071_four_sequences() => Reports(
        $"[Network(20, 12)]\n[{{|DVG1071:ScaledDotProductAttention(\"input\", \"input\", \"input\")|}}]\n{Head}",
        "ScaledDotProductAttention(\"input\", \"input\", \"input\") (layer 1) takes queries and what is both keys and values, or queries, keys and values in this order, but receives 4 sequences. Leave out those behind the third.");

    [Fact]
    public void DVG1072_queries_and_keys_differ() => Reports(
        $"[Network(20, 12)]\n[Conv1D(8, 1), {{|DVG1072:ScaledDotProductAttention(\"input\")|}}]\n{Head}",
        "ScaledDotProductAttention(\"input\") (layer 2) compares queries and keys of equal features, but receives a sequence of 20×8 from Conv1D(8, 1) (layer 1) and a sequence of 20×12 from [Network(20, 12)]. [Conv1D(12, 1)] gives the queries as many.");

    [Fact]
    public void DVG1073_keys_and_values_differ() => Reports(
        $"[Network(20, 12)]\n[Conv1D(8, 3, Name = \"value\"), {{|DVG1073:ScaledDotProductAttention(\"input\", \"value\", Input = \"input\")|}}]\n{Head}",
        "ScaledDotProductAttention(\"input\", \"value\") (layer 2) reads a value for each key, but receives a sequence of 20×12 from [Network(20, 12)] and a sequence of 18×8 from Conv1D(8, 3) (layer 1). Make keys and values of the same sequence.");

    [Theory]
    [InlineData("[Network(20, 12)]\n[PositionEmbedding, MultiHeadAttention(6), Flatten, Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(20, 12)]\n[Conv1D(9, 3), MultiHeadAttention(3, Memory = \"input\"), Flatten, Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(20, 12)]\n[Conv1D(12, 3, Name = \"query\"), Conv1D(4, 1, Input = \"input\", Name = \"value\"), ScaledDotProductAttention(\"input\", \"value\", Input = \"query\", Heads = 2), Flatten, Dense(2), SoftmaxCrossEntropy]")]
    public void DVG1070_to_1073_are_silent_where_everything_fits(string attributes) => IsSilent(attributes);

    [Fact]
    public void DVG1060_one_state_where_all_are_wanted() => Reports(
        $"[Network(20, 4)]\n[SimpleRNN(8, Nonlinearity = Nonlinearity.ReLU), Tanh, {{|DVG1060:LSTM(6)|}}]\n{Head}",
        "LSTM(6) (layer 3) needs a sequence (steps, features), but receives a vector of 8 from SimpleRNN(8, Nonlinearity = ReLU) (layer 1). Set ReturnSequences = true on layer 1.");

    [Theory]
    [InlineData("[Network(20, 4)]\n[LSTM(8, ReturnSequences = true), GRU(8, ReturnSequences = true), SimpleRNN(3), Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(8, 8, 2)]\n[Conv2D(3, 1), Reshape(8, 24), LSTM(4), Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(20, 4)]\n[Conv1D(8, 20), Flatten, Dense(2), SoftmaxCrossEntropy]")]
    public void DVG1060_is_silent_for_sequences(string attributes) => IsSilent(attributes);

    [Fact]
    public void DVG1060_one_state_of_each_direction_where_all_are_wanted() => Reports(
        $"[Network(20, 4)]\n[LSTM(8, Bidirectional = true), {{|DVG1060:LSTM(6)|}}]\n{Head}",
        "LSTM(6) (layer 2) needs a sequence (steps, features), but receives a vector of 16 from LSTM(8, Bidirectional = true) (layer 1). Set ReturnSequences = true on layer 1.");

    [Fact]
    public void DVG1001_a_state_of_another_size() => Reports(
        "[Network(20, 4), Input(\"picture\", 7)]\n[LSTM(8, {|DVG1001:InitialState = \"picture\"|}), Dense(2), SoftmaxCrossEntropy]",
        "LSTM(8, InitialState = \"picture\") (layer 1): InitialState must be a vector of 8, one value for each unit, but is a vector of 7");

    [Theory]
    [InlineData("LSTM(8, {|DVG1001:InitialMemory = \"picture\"|})", "LSTM(8, InitialMemory = \"picture\") (layer 1): InitialMemory must be a vector of 8, one value for each unit, but is a vector of 7")]
    [InlineData("LSTM(7, InitialState = \"picture\", {|DVG1001:InitialMemory = \"input\"|})", "LSTM(7, InitialState = \"picture\", InitialMemory = \"input\") (layer 1): InitialMemory must be a vector of 7, one value for each unit, but is a sequence of 20×4")]
    [InlineData("LSTM(8, Bidirectional = true, {|DVG1001:InitialMemory = \"picture\"|})", "LSTM(8, Bidirectional = true, InitialMemory = \"picture\") (layer 1): InitialMemory must be a vector of 8, one value for each unit, but is a vector of 7")]
    public void DVG1001_a_memory_of_another_size(string layer, string message) => Reports($"[Network(20, 4), Input(\"picture\", 7)]\n[{layer}, Dense(2), SoftmaxCrossEntropy]", message);

    [Theory]
    [InlineData("LSTM(8, InitialMemory = \"picture\")")]
    [InlineData("LSTM(8, InitialMemory = \"picture\", InitialState = \"picture\")")]
    public void DVG1001_is_silent_for_a_memory_that_fits(string layer) => IsSilent($"[Network(20, 4), Input(\"picture\", 8)]\n[{layer}, Dense(2), SoftmaxCrossEntropy]");

    [Fact]
    public void DVG1001_is_silent_for_a_state_that_fits() =>
        IsSilent("[Network(20, 4), Input(\"picture\", 8)]\n[LSTM(8, InitialState = \"picture\"), Dense(2), SoftmaxCrossEntropy]");

    [Theory]
    [InlineData("LSTM(8, {|DVG1080:TruncatedBackpropagationSteps = 32|})", "LSTM(8, TruncatedBackpropagationSteps = 32) (layer 1) cuts the way back of gradients behind every 32 steps, but reads a sequence of 20. Use 20 steps or fewer, or remove TruncatedBackpropagationSteps: gradients go back through all steps then.")]
    [InlineData("GRU(8, Bidirectional = true, {|DVG1080:TruncatedBackpropagationSteps = 21|})", "GRU(8, Bidirectional = true, TruncatedBackpropagationSteps = 21) (layer 1) cuts the way back of gradients behind every 21 steps, but reads a sequence of 20. Use 20 steps or fewer, or remove TruncatedBackpropagationSteps: gradients go back through all steps then.")]
    [InlineData("SimpleRNN(8, {|DVG1001:TruncatedBackpropagationSteps = -1|})", "SimpleRNN(8, TruncatedBackpropagationSteps = -1) (layer 1): TruncatedBackpropagationSteps must be 0 or more, but is -1")]
    public void DVG1080_pieces_longer_than_the_sequence(string layer, string message) => Reports($"[Network(20, 4)]\n[{layer}]\n{Head}", message);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    public void DVG1080_is_silent_for_pieces_of_the_sequence(int steps) => IsSilent($"[Network(20, 4)]\n[LSTM(8, TruncatedBackpropagationSteps = {steps})]\n{Head}");

    [Fact]
    public void DVG1065_a_direction_of_a_layer_in_both() => Reports(
        $"[Network(20, 4)]\n[LSTM(8, Bidirectional = true, {{|DVG1065:GoBackwards = true|}})]\n{Head}",
        "LSTM(8, GoBackwards = true, Bidirectional = true) (layer 1) reads the sequence in both directions, and GoBackwards asks for one of them. Remove GoBackwards, or Bidirectional.");

    [Theory]
    [InlineData("GRU(8, Bidirectional = true, GoBackwards = false)")]
    [InlineData("GRU(8, GoBackwards = true)")]
    public void DVG1065_is_silent_for_one_choice(string layer) => IsSilent($"[Network(20, 4)]\n[{layer}]\n{Head}");

    [Fact]
    public void DVG1066_nothing_to_merge() => Reports(
        $"[Network(20, 4)]\n[LSTM(8, {{|DVG1066:MergeMode = MergeMode.Sum|}})]\n{Head}",
        "LSTM(8, MergeMode = Sum) (layer 1) has a MergeMode, but a state in one direction only. Add Bidirectional = true, or remove MergeMode.");

    [Fact]
    public void DVG1066_is_silent_for_both_directions() => IsSilent($"[Network(20, 4)]\n[LSTM(8, Bidirectional = true, MergeMode = MergeMode.Average)]\n{Head}");

    [Fact]
    public void DVG1001_of_a_layer_in_both_directions_is_said_once() => Reports(
        $"[Network(20, 4)]\n[LSTM({{|DVG1001:0|}}, Bidirectional = true)]\n{Head}",
        "LSTM(0, Bidirectional = true) (layer 1): units must be 1 or more, but is 0");

    [Theory]
    [InlineData("Flatten", "Flatten (layer 2) would mix steps with what stands behind the end of a sequence: those from [Network(20, 4)] differ in length (VariableLength = true). Make a vector of the sequence before it, with a recurrent layer without ReturnSequences or a global pooling, or remove VariableLength.")]
    [InlineData("MaxPool1D(2)", "MaxPool1D(2) (layer 2) would mix steps with what stands behind the end of a sequence: those from [Network(20, 4)] differ in length (VariableLength = true). Make a vector of the sequence before it, with a recurrent layer without ReturnSequences or a global pooling, or remove VariableLength.")]
    [InlineData("Conv1D(8, 3)", "Conv1D(8, 3) (layer 2) would mix steps with what stands behind the end of a sequence: those from [Network(20, 4)] differ in length (VariableLength = true). Use Padding.Same with a stride of 1, or remove VariableLength.")]
    [InlineData("Conv1D(8, 3, Padding = Padding.Same, Stride = 2)", "Conv1D(8, 3, Stride = 2, Padding = Same) (layer 2) would mix steps with what stands behind the end of a sequence: those from [Network(20, 4)] differ in length (VariableLength = true). Use Padding.Same with a stride of 1, or remove VariableLength.")]
    public void DVG1067_a_layer_that_mixes_steps(string layer, string message) =>
        Reports($"[Network(20, 4, VariableLength = true)]\n[Tanh, {{|DVG1067:{layer}|}}]\n{Head}", message);

    [Theory]
    [InlineData("LSTM(8, ReturnSequences = true), GRU(8, Bidirectional = true), Flatten, BatchNorm")]
    [InlineData("Conv1D(8, 3, Padding = Padding.Same), Dropout(0.1f), LayerNorm, Softmax, GlobalMaxPool1D")]
    [InlineData("Conv1D(8, 1), Branch, Tanh, Branch, Sigmoid, Multiply, GlobalAvgPool1D")]
    public void DVG1067_is_silent_for_layers_that_mind_the_lengths(string layers) =>
        IsSilent($"[Network(20, 4, VariableLength = true)]\n[{layers}, Dense(10), SoftmaxCrossEntropy]");

    [Theory]
    [InlineData("Network(20, {|DVG1068:VariableLength = true|})", "a vector of 20")]
    [InlineData("Network(20, 8, 3, {|DVG1068:VariableLength = true|})", "an image of 20×8×3")]
    public void DVG1068_no_sequences(string network, string input) => Reports(
        $"[{network}]\n{Head}",
        $"VariableLength is for networks over sequences, [Network(steps, features)], but the input is {input}. Remove it, or declare a sequence.");

    [Theory]
    [InlineData("LSTM(2, ReturnSequences = true)", "CosineSimilarity", "CosineSimilarity (layer 2)", "LSTM(2, ReturnSequences = true) (layer 1)")]
    [InlineData("Conv1D(1, 1), Sigmoid", "Dice", "Dice (layer 3)", "Conv1D(1, 1) (layer 1)")]
    public void DVG1069_a_loss_of_whole_sequences(string layers, string loss, string written, string giver) => Reports(
        $"[Network(20, 4, VariableLength = true)]\n[{layers}, {{|DVG1069:{loss}|}}]",
        $"{written} measures sequences as wholes, and would count what stands behind the end of one from {giver}. Use a loss of each step, such as MeanSquaredError, BinaryCrossEntropy or SoftmaxCrossEntropy, or make a vector of the sequence, with a recurrent layer without ReturnSequences or a global pooling.");

    [Theory]
    [InlineData("[Network(20, 4)]\n[LSTM(2, ReturnSequences = true), CosineSimilarity]")]
    [InlineData("[Network(20, 4, VariableLength = true)]\n[LSTM(2, ReturnSequences = true), MeanSquaredError]")]
    [InlineData("[Network(20, 4, VariableLength = true)]\n[LSTM(2, ReturnSequences = true), SoftmaxCrossEntropy]")]
    [InlineData("[Network(20, 4, VariableLength = true)]\n[Conv1D(1, 1), Sigmoid, BinaryFocalCrossEntropy]")]
    public void DVG1069_is_silent_for_losses_of_each_step(string network) => IsSilent(network);

    [Theory]
    [InlineData("[Network(12)]\n[Dense(12), ReLU, {|DVG1062:Embedding(1000, 64)|}, LSTM(4)]", "Embedding(1000, 64) (layer 3) looks up tokens, whole numbers that an input of the network gives, but receives a vector of 12 from Dense(12) (layer 1), which computes it. Put it first, or give the tokens an input of their own, [Input(\"tokens\", steps)], and read that: Input = \"tokens\".")]
    [InlineData("[Network(3, 4, 1)]\n[Flatten, {|DVG1062:Embedding(10, 2)|}, LSTM(4)]", "Embedding(10, 2) (layer 2) looks up tokens, whole numbers that an input of the network gives, but receives a vector of 12 from Flatten (layer 1), which computes it. Put it first, or give the tokens an input of their own, [Input(\"tokens\", steps)], and read that: Input = \"tokens\".")]
    public void DVG1062_tokens_that_a_layer_computes(string attributes, string message) => Reports($"{attributes}\n{Head}", message);

    [Theory]
    [InlineData("Network(28, 28, 1)", "784", "an image of 28×28×1")]
    [InlineData("Network(12, 3)", "12", "a sequence of 12×3")]
    public void DVG1063_more_than_a_token_for_each_step(string network, string steps, string input) => Reports(
        $"[{network}]\n[{{|DVG1063:Embedding(10, 2)|}}, LSTM(4)]\n{Head}",
        $"Embedding(10, 2) (layer 1) looks up one token for each step, so it needs a vector or a sequence of one feature, but receives {input} from [{network}]. Declare {steps} tokens as [Network({steps})].");

    [Theory]
    [InlineData("[Network(12)]\n[Embedding(10, 2, PaddingIndex = 9), LSTM(4)]")]
    [InlineData("[Network(12, 1)]\n[Embedding(10, 2), LSTM(4)]")]
    [InlineData("[Network(12, 3)]\n[Input(\"tokens\", 12)]\n[LSTM(3, ReturnSequences = true, Name = \"read\"), Embedding(10, 2, Input = \"tokens\"), Concat(\"read\"), LSTM(4)]")]
    public void DVG1062_and_DVG1063_are_silent_for_tokens(string attributes) => IsSilent($"{attributes}\n{Head}");

    [Theory]
    [InlineData("{|DVG1001:0|}, 2", "Embedding(0, 2) (layer 1): vocabularySize must be 1 or more, but is 0")]
    [InlineData("{|DVG1001:20000000|}, 2", "Embedding(20000000, 2) (layer 1): vocabularySize must be at most 16,777,216, because tokens are floats, but is 20,000,000")]
    [InlineData("10, {|DVG1001:0|}", "Embedding(10, 0) (layer 1): units must be 1 or more, but is 0")]
    [InlineData("10, 2, {|DVG1001:PaddingIndex = 10|}", "Embedding(10, 2, PaddingIndex = 10) (layer 1): PaddingIndex must be a token of the vocabulary, 0 to 9, but is 10")]
    [InlineData("10, 2, {|DVG1001:PaddingIndex = -2|}", "Embedding(10, 2, PaddingIndex = -2) (layer 1): PaddingIndex must be a token of the vocabulary, 0 to 9, but is -2")]
    public void DVG1001_numbers_of_an_embedding(string arguments, string message) => Reports($"[Network(12)]\n[Embedding({arguments}), LSTM(4)]\n{Head}", message);

    [Fact]
    public void DVG1004_only_a_vector_is_repeated() => Reports(
        $"[Network(20, 4)]\n[{{|DVG1004:RepeatVector(3)|}}, LSTM(4)]\n{Head}",
        "RepeatVector(3) (layer 1) needs a vector, but receives a sequence of 20×4 from [Network(20, 4)]. Insert [Flatten] (80 values) or [GlobalAvgPool1D] (4 values) before it.");

    [Theory]
    [InlineData("Conv1D(8, 3, Dilation = 2)", "Conv1D(8, 3, Dilation = 2) (layer 1) needs an input of at least 5 steps, but receives a sequence of 4×3 from [Network(4, 3)]. Use Conv1D(8, 2) or Padding.Same.")]
    [InlineData("MaxPool1D(7, Pad = 1)", "MaxPool1D(7, Pad = 1) (layer 1) needs an input of at least 5 steps, but receives a sequence of 4×3 from [Network(4, 3)]. Use MaxPool1D(6).")]
    public void DVG1003_a_window_longer_than_the_sequence(string layer, string message) =>
        Reports($"[Network(4, 3)]\n[{{|DVG1003:{layer}|}}]\n{Head}", message);

    [Fact]
    public void DVG1003_a_pooling_larger_than_its_input() => Reports(
        $"[Network(5, 5, 1)]\n[Conv2D(64, 3), ReLU, {{|DVG1003:MaxPool2D(4)|}}]\n{Head}",
        "MaxPool2D(4) (layer 3) needs an input of at least 4×4, but receives 3×3×64 from Conv2D(64, 3) (layer 1). Use MaxPool2D(3) or Padding.Same on layer 1.");

    [Theory]
    [InlineData("Network(2, 9, 1)", "Conv2D(8, 3)", "Conv2D(8, 3) (layer 1) needs an input of at least 3×3, but receives 2×9×1 from [Network(2, 9, 1)]. Use Conv2D(8, 2, 3) or Padding.Same.")]
    [InlineData("Network(4, 4, 1)", "Conv2D(8, 3, Dilation = 2)", "Conv2D(8, 3, Dilation = 2) (layer 1) needs an input of at least 5×5, but receives 4×4×1 from [Network(4, 4, 1)]. Use Conv2D(8, 2) or Padding.Same.")]
    [InlineData("Network(4, 4, 1)", "Conv2D(8, 7, Pad = 1)", "Conv2D(8, 7, Pad = 1) (layer 1) needs an input of at least 5×5, but receives 4×4×1 from [Network(4, 4, 1)]. Use Conv2D(8, 6).")]
    [InlineData("Network(4, 4, 3)", "DepthwiseConv2D(2, 5)", "DepthwiseConv2D(2, 5) (layer 1) needs an input of at least 2×5, but receives 4×4×3 from [Network(4, 4, 3)]. Use DepthwiseConv2D(2, 4) or Padding.Same.")]
    [InlineData("Network(3, 3, 1)", "AvgPool2D(6, Pad = 1)", "AvgPool2D(6, Pad = 1) (layer 1) needs an input of at least 4×4, but receives 3×3×1 from [Network(3, 3, 1)]. Use AvgPool2D(5).")]
    [InlineData("Network(4, 4, 3)", "SeparableConv2D(8, 5)", "SeparableConv2D(8, 5) (layer 1) needs an input of at least 5×5, but receives 4×4×3 from [Network(4, 4, 3)]. Use SeparableConv2D(8, 4) or Padding.Same.")]
    [InlineData("Network(5, 7, 1)", "Crop2D(3)", "Crop2D(3) (layer 1) needs an input of at least 7×7, but receives 5×7×1 from [Network(5, 7, 1)]. Use Crop2D(2).")]
    [InlineData("Network(5, 7, 1)", "Crop2D(2, 0, 3, 0)", "Crop2D(2, 0, 3, 0) (layer 1) needs an input of at least 6×1, but receives 5×7×1 from [Network(5, 7, 1)]. Cut off at most 4 rows and 6 columns.")]
    public void DVG1003_a_window_larger_than_its_input(string network, string layer, string message) =>
        Reports($"[{network}]\n[{{|DVG1003:{layer}|}}]\n{Head}", message);

    [Theory]
    [InlineData("Conv2D(8, 5)")]
    [InlineData("Conv2D(8, 3, Dilation = 2)")]
    [InlineData("Conv2D(8, 7, Pad = 1)")]
    [InlineData("Conv2D(8, 9, Padding = Padding.Same)")]
    [InlineData("MaxPool2D(5)")]
    [InlineData("MaxPool2D(6, Padding = Padding.Same)")]
    [InlineData("AvgPool2D(7, Pad = 1)")]
    [InlineData("Crop2D(2)")]
    [InlineData("Crop2D(0, 4, 4, 0)")]
    public void DVG1003_is_silent_for_the_largest_window_that_fits(string layer) => IsSilent($"[Network(5, 5, 1)]\n[{layer}]\n{Head}");

    [Fact]
    public void DVG1003_one_mistake_gives_one_message() => Reports("""
        [Network(6, 6, 1)]
        [Conv2D(8, 3), {|DVG1003:MaxPool2D(5)|}, Conv2D(8, 3), MaxPool2D(2), Conv2D(8, 3)]
        [Flatten, Dense(10), SoftmaxCrossEntropy]
        """,
        "MaxPool2D(5) (layer 2) needs an input of at least 5×5, but receives 4×4×8 from Conv2D(8, 3) (layer 1). Use MaxPool2D(4) or Padding.Same on layer 1.");

    [Fact]
    public void DVG1003_behind_Dense_shapes_are_known_again() => Reports("""
        [Network(6, 6, 1)]
        [{|DVG1003:MaxPool2D(7)|}, Flatten, Dense(10), {|DVG1002:Conv2D(8, 3)|}, Flatten, Dense(2), SoftmaxCrossEntropy]
        """,
        "MaxPool2D(7) (layer 1) needs an input of at least 7×7, but receives 6×6×1 from [Network(6, 6, 1)]. Use MaxPool2D(6) or Padding.Same.",
        "Conv2D(8, 3) (layer 4) needs an image (height, width, channels), but receives a vector of 10 from Dense(10) (layer 3). Move it before Flatten (layer 2).");

    [Fact]
    public void DVG1004_Dense_on_an_image() => Reports(
        "[Network(28, 28, 1)]\n[Conv2D(32, 3), ReLU]\n[{|DVG1004:Dense(10)|}, SoftmaxCrossEntropy]",
        "Dense(10) (layer 3) needs a vector, but receives an image of 26×26×32 from Conv2D(32, 3) (layer 1). Insert [Flatten] (21,632 values) or [GlobalAvgPool2D] (32 values) before it.");

    [Fact]
    public void DVG1004_Dense_on_a_sequence() => Reports(
        "[Network(24, 5)]\n[{|DVG1004:Dense(10)|}, SoftmaxCrossEntropy]",
        "Dense(10) (layer 1) needs a vector, but receives a sequence of 24×5 from [Network(24, 5)]. Insert [Flatten] (120 values) before it.");

    [Theory]
    [InlineData("[Network(28, 28, 1)]\n[Conv2D(4, 3), GlobalAvgPool2D, Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("[Network(784)]\n[Dense(10), SoftmaxCrossEntropy]")]
    public void DVG1004_is_silent_for_a_vector(string attributes) => IsSilent(attributes);

    [Theory]
    [InlineData("Conv2D(12, 3, {|DVG1005:Groups = 3|})", "Conv2D(12, 3, Groups = 3) (layer 1): 3 groups do not divide the 8 input channels from [Network(9, 9, 8)]. Use Groups = 2 or Groups = 4.")]
    [InlineData("Conv2D(12, 3, {|DVG1005:Groups = 8|})", "Conv2D(12, 3, Groups = 8) (layer 1): 8 groups do not divide the 12 filters. Use Groups = 4.")]
    [InlineData("Conv2D(9, 3, {|DVG1005:Groups = 5|})", "Conv2D(9, 3, Groups = 5) (layer 1): 5 groups do not divide the 8 input channels from [Network(9, 9, 8)] and the 9 filters. Use Groups = 1.")]
    [InlineData("ConvTranspose2D(12, 3, {|DVG1005:Groups = 3|})", "ConvTranspose2D(12, 3, Groups = 3) (layer 1): 3 groups do not divide the 8 input channels from [Network(9, 9, 8)]. Use Groups = 2 or Groups = 4.")]
    [InlineData("GroupNorm({|DVG1005:3|})", "GroupNorm(3) (layer 1): 3 groups do not divide the 8 channels from [Network(9, 9, 8)]. Use GroupNorm(2) or GroupNorm(4).")]
    [InlineData("ChannelShuffle({|DVG1005:3|})", "ChannelShuffle(3) (layer 1): 3 groups do not divide the 8 channels from [Network(9, 9, 8)]. Use ChannelShuffle(2) or ChannelShuffle(4).")]
    [InlineData("GroupNorm({|DVG1005:9|})", "GroupNorm(9) (layer 1): 9 groups do not divide the 8 channels from [Network(9, 9, 8)]. Use GroupNorm(8).")]
    public void DVG1005_groups_that_do_not_divide(string layer, string message) => Reports($"[Network(9, 9, 8)]\n[{layer}]\n{Head}", message);

    [Fact]
    public void DVG1005_is_silent_for_a_common_divisor() => IsSilent($"[Network(9, 9, 8)]\n[Conv2D(12, 3, Groups = 4), ConvTranspose2D(8, 3, Groups = 4), GroupNorm(8), ChannelShuffle(8)]\n{Head}");

    [Theory]
    [InlineData("Reshape(3, 4, 5)", "Reshape(3, 4, 5) (layer 1) has 60 values, but receives an image of 6×4×3 from [Network(6, 4, 3)], which has 72. Use Reshape(3, 4, 6).")]
    [InlineData("Reshape(5, 14)", "Reshape(5, 14) (layer 1) has 70 values, but receives an image of 6×4×3 from [Network(6, 4, 3)], which has 72. Choose dimensions whose product that is.")]
    [InlineData("Reshape(70)", "Reshape(70) (layer 1) has 70 values, but receives an image of 6×4×3 from [Network(6, 4, 3)], which has 72. Use Reshape(72).")]
    public void DVG1020_another_number_of_values(string layer, string message) => Reports($"[Network(6, 4, 3)]\n[{{|DVG1020:{layer}|}}]\n{Head}", message);

    [Theory]
    [InlineData("Reshape(3, 4, 6)")]
    [InlineData("Reshape(9, 8)")]
    [InlineData("Reshape(72)")]
    public void DVG1020_is_silent_for_as_many_values(string layer) => IsSilent($"[Network(6, 4, 3)]\n[{layer}]\n{Head}");

    [Theory]
    [InlineData("Conv2D(8, 3, Padding = Padding.Same, {|DVG1006:Pad = 1|})", "Conv2D(8, 3, Padding = Same, Pad = 1) (layer 1) sets both Padding = Padding.Same and Pad = 1, which contradict each other. Remove one of them.")]
    [InlineData("MaxPool2D(3, {|DVG1006:Pad = 0|}, Padding = Padding.Same)", "MaxPool2D(3, Padding = Same, Pad = 0) (layer 1) sets both Padding = Padding.Same and Pad = 0, which contradict each other. Remove one of them.")]
    [InlineData("Conv2D(8, 3, Padding = Padding.Same, {|DVG1006:Pads = new[] { 0, 1, 2, 3 }|})", "Conv2D(8, 3, Padding = Same, Pads = [0, 1, 2, 3]) (layer 1) sets both Padding = Padding.Same and Pads = [0, 1, 2, 3], which contradict each other. Remove one of them.")]
    [InlineData("AvgPool2D(3, Pad = 1, {|DVG1006:Pads = new[] { 1, 0, 1, 0 }|})", "AvgPool2D(3, Pad = 1, Pads = [1, 0, 1, 0]) (layer 1) sets both Pad = 1 and Pads = [1, 0, 1, 0], which contradict each other. Remove one of them.")]
    public void DVG1006_padding_set_twice(string layer, string message) => Reports($"[Network(9, 9, 8)]\n[{layer}]\n{Head}", message);

    [Theory]
    [InlineData("Conv2D(8, 3, Padding = Padding.Same)")]
    [InlineData("Conv2D(8, 3, Padding = Padding.Valid, Pad = 1)")]
    [InlineData("Conv2D(8, 3, Padding = Padding.Same, Pad = -1)")]
    [InlineData("Conv2D(8, 3, Padding = Padding.Valid, Pads = new[] { 0, 1, 2, 3 })")]
    [InlineData("SeparableConv2D(8, 3, Pads = new[] { 9, 0, 0, 9 })")]
    [InlineData("ConvTranspose2D(8, 3, Pads = new[] { 1, 0, 0, 1 })")]
    [InlineData("MaxPool2D(3, 2, Pads = new[] { 1, 0, 1, 1 })")]
    public void DVG1006_is_silent_for_one_padding(string layer) => IsSilent($"[Network(9, 9, 8)]\n[{layer}]\n{Head}");

    [Theory]
    [InlineData(
        "Conv2D(8, 3, Stride = 2, {|DVG1090:Strides = new[] { 2, 1 }|})",
        "Conv2D(8, 3, Stride = 2, Strides = [2, 1]) (layer 1) sets both Stride = 2, for rows and columns alike, and Strides = [2, 1], for each of them. Remove one of them.")]
    [InlineData(
        "MaxPool2D(3, {|DVG1090:Strides = new[] { 1, 2 }|}, Stride = 1)",
        "MaxPool2D(3, Stride = 1, Strides = [1, 2]) (layer 1) sets both Stride = 1, for rows and columns alike, and Strides = [1, 2], for each of them. Remove one of them.")]
    [InlineData(
        "DepthwiseConv2D(3, Dilation = 1, {|DVG1090:Dilations = new[] { 1, 2 }|})",
        "DepthwiseConv2D(3, Dilations = [1, 2]) (layer 1) sets both Dilation = 1, for rows and columns alike, and Dilations = [1, 2], for each of them. Remove one of them.")]
    [InlineData(
        "ConvTranspose2D(8, 3, Stride = 2, OutputPadding = 1, {|DVG1090:OutputPaddings = new[] { 1, 0 }|})",
        "ConvTranspose2D(8, 3, Stride = 2, OutputPadding = 1, OutputPaddings = [1, 0]) (layer 1) sets both OutputPadding = 1, for rows and columns alike, and OutputPaddings = [1, 0], for each of them. Remove one of them.")]
    public void DVG1090_rows_and_columns_set_twice(string layer, string message) => Reports($"[Network(9, 9, 8)]\n[{layer}]\n{Head}", message);

    [Theory]
    [InlineData("Conv2D(8, 3, Strides = new[] { 2, 1 }, Dilation = 2)")]
    [InlineData("SeparableConv2D(8, 3, Stride = 2, Dilations = new[] { 1, 2 })")]
    [InlineData("AvgPool2D(3, Strides = new[] { 1, 4 })")]
    [InlineData("ConvTranspose2D(8, 3, Strides = new[] { 2, 1 }, OutputPaddings = new[] { 1, 0 })")]
    [InlineData("ConvTranspose2D(8, 3, Strides = new[] { 2, 1 }, Dilations = new[] { 1, 2 }, OutputPadding = 1)")]
    public void DVG1090_is_silent_for_one_of_them(string layer) => IsSilent($"[Network(9, 9, 8)]\n[{layer}]\n{Head}");

    [Theory]
    [InlineData("Conv2D(8, 3, {|DVG1001:Strides = new[] { 2 }|})", "Conv2D(8, 3, Strides = [2]) (layer 1): Strides must be two numbers, [height, width], but is [2]")]
    [InlineData("Conv2D(8, 3, {|DVG1001:Strides = new int[0]|})", "Conv2D(8, 3, Strides = []) (layer 1): Strides must be two numbers, [height, width], but is []")]
    [InlineData("SeparableConv2D(8, 3, {|DVG1001:Dilations = new[] { 1, 2, 3 }|})", "SeparableConv2D(8, 3, Dilations = [1, 2, 3]) (layer 1): Dilations must be two numbers, [height, width], but is [1, 2, 3]")]
    [InlineData("DepthwiseConv2D(3, {|DVG1001:Strides = new[] { 1, 0 }|})", "DepthwiseConv2D(3, Strides = [1, 0]) (layer 1): Strides[1] must be 1 or more, but is 0")]
    [InlineData("MaxPool2D(3, {|DVG1001:Strides = new[] { 0, 1 }|})", "MaxPool2D(3, Strides = [0, 1]) (layer 1): Strides[0] must be 1 or more, but is 0")]
    [InlineData("AvgPool2D(3, {|DVG1001:Strides = new[] { 32768, 1 }|})", "AvgPool2D(3, Strides = [32768, 1]) (layer 1): Strides[0] must be at most 32767, but is 32768")]
    [InlineData("ConvTranspose2D(8, 3, {|DVG1001:OutputPaddings = new[] { 0, -1 }|})", "ConvTranspose2D(8, 3, OutputPaddings = [0, -1]) (layer 1): OutputPaddings[1] must be 0 or more, but is -1")]
    [InlineData(
        "ConvTranspose2D(8, 3, Strides = new[] { 2, 1 }, {|DVG1001:OutputPadding = 1|})",
        "ConvTranspose2D(8, 3, Strides = [2, 1], OutputPadding = 1) (layer 1): OutputPadding must be below the larger of stride and dilation, [2, 1], but is 1")]
    [InlineData(
        "ConvTranspose2D(8, 3, Strides = new[] { 1, 2 }, {|DVG1001:OutputPaddings = new[] { 1, 0 }|})",
        "ConvTranspose2D(8, 3, Strides = [1, 2], OutputPaddings = [1, 0]) (layer 1): OutputPaddings must be below the larger of stride and dilation, [1, 2], but is [1, 0]")]
    public void DVG1001_strides_that_are_none(string layer, string message) => Reports($"[Network(9, 9, 8)]\n[{layer}]\n{Head}", message);

    [Fact]
    public void Dilations_are_counted_along_their_axis() => Reports(
        $"[Network(5, 4, 8)]\n[{{|DVG1003:Conv2D(8, 3, Dilations = new[] {{ 1, 2 }})|}}]\n{Head}",
        "Conv2D(8, 3, Dilations = [1, 2]) (layer 1) needs an input of at least 3×5, but receives 5×4×8 from [Network(5, 4, 8)]. Use Conv2D(8, 3, 2) or Padding.Same.");

    [Theory]
    [InlineData("[{|DVG1007:Network(100000, 100000, 3)|}]\n[Flatten, Dense(10), SoftmaxCrossEntropy]", "Network(100000, 100000, 3) has 30,000,000,000 values for each sample, but at most 134,217,724 fit. Use a smaller input.")]
    [InlineData("[Network(1000, 1000, 3)]\n[{|DVG1007:Conv2D(2000000, 1)|}, GlobalAvgPool2D, Dense(10), SoftmaxCrossEntropy]", "Conv2D(2000000, 1) (layer 1) has 2,000,000,000,000 output values for each sample, but at most 2,147,483,591 fit. Use fewer filters, a larger stride, or pool before it.")]
    [InlineData("[Network(100000)]\n[{|DVG1007:Dense(100000)|}, Dense(10), SoftmaxCrossEntropy]", "Dense(100000) (layer 1) has 10,000,100,000 weights, but at most 2,147,483,591 fit. Use fewer units or filters, or pool before it.")]
    [InlineData("[Network(40000)]\n[Dense(40000), {|DVG1007:Dense(40000)|}, Dense(10), SoftmaxCrossEntropy]", "Dense(40000) (layer 2) has 3,200,080,000 weights together with the layers before it, but at most 2,147,483,591 fit. Use fewer units or filters, or pool before it.")]
    [InlineData("[Network(64, 64, 64)]\n[{|DVG1007:Conv2D(2147483647, 32767, Padding = Padding.Same)|}, GlobalAvgPool2D, Dense(10), SoftmaxCrossEntropy]", "Conv2D(2147483647, 32767, Padding = Same) (layer 1) has 8,796,093,018,112 output values for each sample, but at most 2,147,483,591 fit. Use fewer filters, a larger stride, or pool before it.")]
    [InlineData("[Network(1, 1, 64)]\n[{|DVG1007:Conv2D(1000, 32767, Padding = Padding.Same)|}, GlobalAvgPool2D, Dense(10), SoftmaxCrossEntropy]", "Conv2D(1000, 32767, Padding = Same) (layer 1) has 68,715,282,497,000 weights, but at most 2,147,483,591 fit. Use fewer units or filters, or pool before it.")]
    public void DVG1007_more_than_fits(string attributes, string message) => Reports(attributes, message);

    [Fact]
    public void DVG1007_is_silent_for_a_large_network() => IsSilent("[Network(40000)]\n[Dense(40000), ReLU, Dense(10), SoftmaxCrossEntropy]");

    [Theory]
    [InlineData("MaxPool2D(3, {|DVG1008:Pad = 2|})", "MaxPool2D(3, Pad = 2) (layer 1): Pad must be at most half the window, here 1, but is 2: some windows would hold nothing but padding")]
    [InlineData("AvgPool2D(4, 1, {|DVG1008:Pad = 1|})", "AvgPool2D(4, 1, Pad = 1) (layer 1): Pad must be at most half the window, here 0, but is 1: some windows would hold nothing but padding")]
    [InlineData("MaxPool2D(3, {|DVG1008:Pads = new[] { 1, 0, 0, 2 }|})", "MaxPool2D(3, Pads = [1, 0, 0, 2]) (layer 1): Pads must be at most half the window, here 1, but is [1, 0, 0, 2]: some windows would hold nothing but padding")]
    public void DVG1008_a_pooling_of_nothing_but_padding(string layer, string message) => Reports($"[Network(9, 9, 8)]\n[{layer}]\n{Head}", message);

    [Theory]
    [InlineData("Conv2D(8, 3, {|DVG1001:Pads = new[] { 1, 2 }|})", "Conv2D(8, 3, Pads = [1, 2]) (layer 1): Pads must be four numbers, [top, left, bottom, right], but is [1, 2]")]
    [InlineData("MaxPool2D(3, {|DVG1001:Pads = new[] { 0, 0, -1, 0 }|})", "MaxPool2D(3, Pads = [0, 0, -1, 0]) (layer 1): Pads[2] must be 0 or more, but is -1")]
    [InlineData("ConvTranspose2D(8, 1, {|DVG1001:Pads = new[] { 9, 0, 0, 0 }|})", "ConvTranspose2D(8, 1, Pads = [9, 0, 0, 0]) (layer 1): Pads must be small enough to leave a pixel for an image of 9×9×8, but is [9, 0, 0, 0]")]
    public void DVG1001_pads_that_are_none(string layer, string message) => Reports($"[Network(9, 9, 8)]\n[{layer}]\n{Head}", message);

    [Fact]
    public void Pads_are_counted_on_their_side() => Reports(
        $"[Network(2, 3, 8)]\n[{{|DVG1003:Conv2D(8, 5, Pads = new[] {{ 2, 0, 1, 1 }})|}}]\n{Head}",
        "Conv2D(8, 5, Pads = [2, 0, 1, 1]) (layer 1) needs an input of at least 2×4, but receives 2×3×8 from [Network(2, 3, 8)]. Use Conv2D(8, 5, 4).");

    [Fact]
    public void DVG1008_is_silent_for_half_the_window() => IsSilent($"[Network(9, 9, 8)]\n[MaxPool2D(3, Pad = 1)]\n{Head}");

    [Theory]
    [InlineData("MaxPool2D({|DVG1009:16|})", "MaxPool2D(16) (layer 1) has a window of 16×16 = 256 positions, but at most 255 fit: training keeps the place of each maximum in one byte. Use MaxPool2D(15), or several smaller ones in a row.")]
    [InlineData("MaxPool2D({|DVG1009:size: 32767|}, Padding = Padding.Same)", "MaxPool2D(32767, Padding = Same) (layer 1) has a window of 32767×32767 = 1,073,676,289 positions, but at most 255 fit: training keeps the place of each maximum in one byte. Use MaxPool2D(15), or several smaller ones in a row.")]
    [InlineData("{|DVG1009:MaxPool2D(20, 13)|}", "MaxPool2D(20, 13) (layer 1) has a window of 20×13 = 260 positions, but at most 255 fit: training keeps the place of each maximum in one byte. Use MaxPool2D(19, 13), or several smaller ones in a row.")]
    [InlineData("{|DVG1009:MaxPool2D(1, 256)|}", "MaxPool2D(1, 256) (layer 1) has a window of 1×256 = 256 positions, but at most 255 fit: training keeps the place of each maximum in one byte. Use MaxPool2D(1, 255), or several smaller ones in a row.")]
    [InlineData("{|DVG1009:MaxPool2D(16, 17)|}", "MaxPool2D(16, 17) (layer 1) has a window of 16×17 = 272 positions, but at most 255 fit: training keeps the place of each maximum in one byte. Use MaxPool2D(15), or several smaller ones in a row.")]
    public void DVG1009_a_window_whose_positions_a_byte_can_not_name(string layer, string message) => Reports($"[Network(40, 300, 8)]\n[{layer}]\n{Head}", message);

    [Theory]
    [InlineData("MaxPool2D(15, 17)")]
    [InlineData("MaxPool2D(1, 255)")]
    [InlineData("AvgPool2D(16)")]
    public void DVG1009_is_silent_for_255_positions(string layer) => IsSilent($"[Network(40, 300, 8)]\n[{layer}]\n{Head}");
}
