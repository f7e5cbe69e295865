using System.Reflection;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <summary>What <c>SaveOnnx</c> writes, <c>[OnnxNetwork]</c> reads back into a network with the same scores.</summary>
public class RoundTripTests
{
    private const int Seed = 4;

    /// <summary>Networks with all layers that ONNX has operators for, by name; probabilities come of logarithms in one.</summary>
    private static readonly (string Name, string Attributes)[] s_networks =
    [
        ("Convolutions", "[Network(12, 10, 3)] [Conv2D(8, 3, Stride = 2, Pads = [1, 0, 2, 1]), ReLU, DepthwiseConv2D(3, Padding = Padding.Same, DepthMultiplier = 2), LeakyReLU(0.2f), SeparableConv2D(6, 3, Pad = 1), ELU] [Conv2D(6, 3, Dilation = 2, Pad = 2, Groups = 3, Bias = false), MeanSquaredError]"),
        ("StridesPerAxis", "[Network(12, 10, 3)] [Conv2D(8, 3, Strides = new[] { 2, 1 }, Padding = Padding.Same), ReLU, MaxPool2D(3, Strides = new[] { 1, 2 }, CeilMode = true), DepthwiseConv2D(3, Dilations = new[] { 1, 2 }, Pad = 2), AvgPool2D(2, Strides = new[] { 2, 1 }), ConvTranspose2D(2, 3, Strides = new[] { 1, 2 }, OutputPaddings = new[] { 0, 1 }), MeanSquaredError]"),
        ("Transposed", "[Network(5, 4, 3)] [ConvTranspose2D(6, 3, Stride = 2, Pad = 1, OutputPadding = 1), Tanh, ConvTranspose2D(2, 2, Stride = 2, Groups = 2, Bias = false), MeanSquaredError]"),
        ("Poolings", "[Network(11, 11, 4)] [MaxPool2D(3, Stride = 2, Pad = 1), AvgPool2D(3, Stride = 1, Padding = Padding.Same), MaxPool2D(2, CeilMode = true), AvgPool2D(2, Stride = 1, Pad = 1), GlobalMaxPool2D, Dense(3), MeanSquaredError]"),
        ("PoolingsAtTheEnd", "[Network(10, 10, 4)] [AvgPool2D(3, Stride = 2, CeilMode = true), MaxPool2D(3, CeilMode = true), GlobalAvgPool2D, Dense(3), MeanSquaredError]"),
        ("FlattenInPlace", "[Network(4, 5, 3)] [Conv2D(4, 3, Pad = 1), MaxPool2D(2), Flatten, ReLU, Dropout(0.3f), Dense(5), SELU, Dense(3, Bias = false), MeanSquaredError]"),
        ("FlattenCopied", "[Network(4, 5, 3)] [Conv2D(4, 3, Pad = 1), Flatten, BatchNorm, ReLU, Dense(5), MeanSquaredError]"),
        ("FlattenShared", "[Network(4, 5, 3)] [Conv2D(4, 3), Flatten(Name = \"vector\"), Tanh, Dense(24)] [Add(\"vector\"), Dense(5), MeanSquaredError]"),
        ("FlattenJoined", "[Network(4, 5, 3)] [Branch, Conv2D(4, 3), Flatten] [Branch, Conv2D(3, 2), Flatten] [Branch, GlobalAvgPool2D] [Concat, Dense(5), MeanSquaredError]"),
        ("Residual", "[Network(8, 8, 4)] [Branch, Conv2D(6, 3, Stride = 2, Pad = 1, Bias = false), BatchNorm(Momentum = 0.2f), ReLU, Conv2D(6, 3, Pad = 1), BatchNorm] [Branch, Shortcut] [Add, ReLU, Conv2D(6, 1, Name = \"end\"), Maximum(\"add_1\"), Average(\"end\", \"add_1\"), Concat(\"end\"), GlobalAvgPool2D, Dense(2), MeanSquaredError]"),
        ("Gates", "[Network(6, 6, 4)] [Conv2D(8, 3, Pad = 1, Name = \"image\"), GlobalAvgPool2D, Dense(2), SiLU, Dense(8), Sigmoid, Multiply(\"image\"), Conv2D(1, 1, Name = \"map\"), HardSigmoid, Multiply(\"image\"), MeanSquaredError]"),
        ("Norms", "[Network(6, 6, 6)] [GroupNorm(2), InstanceNorm, LayerNorm, LocalResponseNorm(3, Alpha = 0.1f), L2Normalize, BatchNorm, PReLU, MeanSquaredError]"),
        ("VectorNorms", "[Network(12)] [Dense(12), GroupNorm(3), Dense(8), LayerNorm(Epsilon = 0.01f), L2Normalize, PReLU, BatchNorm, Dense(3), MeanSquaredError]"),
        ("Activations", "[Network(6)] [Dense(6), GELU, Dense(6), GELU(Approximate = true), Dense(6), Mish, Dense(6), HardSwish, Dense(6), Softplus, Dense(6), Softsign, Dense(6), HardTanh, Dense(6), ReLU6, Dense(6), Step, Dense(4), LogSoftmax, MeanSquaredError]"),
        ("Borders", "[Network(6, 7, 3)] [ZeroPad2D(1, 2, 0, 3), Conv2D(4, 3), Upsample2D(2), Crop2D(1, 0, 2, 1), Upsample2D(1, 2, Interpolation = Interpolation.Bilinear), Softmax, MeanSquaredError]"),
        ("Shapes", "[Network(6, 4, 3)] [Reshape(8, 9), LayerNorm, Reshape(3, 4, 6), Conv2D(4, 2), Flatten, Dense(12), Reshape(2, 2, 3), Conv2D(2, 1), MeanSquaredError]"),
        ("Channels", "[Network(4, 6, 3)] [Conv2D(12, 3, Pad = 1), ChannelShuffle(3), PixelShuffle(2), Conv2D(8, 1), PixelShuffle(2, BlockMajor = true), PixelUnshuffle(2), Conv2D(3, 1), PixelUnshuffle(4, BlockMajor = true), Flatten, Dense(3), MeanSquaredError]"),
        ("SplitChannels", "[Network(5, 4, 6)] [Branch, SliceChannels(0, 4)] [Branch, SliceChannels(2, 4), Conv2D(4, 1)] [Concat, ChannelShuffle(2), Flatten, Dense(12), ChannelShuffle(4), SliceChannels(3, 7), MeanSquaredError]"),
        ("Recurrence", "[Network(6, 5)] [LSTM(7, ReturnSequences = true), GRU(4, GoBackwards = true, ReturnSequences = true), LayerNorm, SimpleRNN(3, Nonlinearity = Nonlinearity.ReLU, ReturnSequences = true), MeanSquaredError]"),
        ("LastStates", "[Network(6, 5)] [Branch, LSTM(4)] [Branch, GRU(4, GoBackwards = true, Bias = false)] [Branch, SimpleRNN(4, GoBackwards = true)] [Concat, Dense(3), MeanSquaredError]"),
        ("Repeated", "[Network(7)] [Dense(5), Tanh, RepeatVector(4), GRU(5, ReturnSequences = true), MeanSquaredError]"),
        ("BothWays", "[Network(6, 5)] [Branch, LSTM(3, ReturnSequences = true)] [Branch, LSTM(3, ReturnSequences = true, GoBackwards = true)] [Concat, ChannelShuffle(2), SliceChannels(1, 4), GRU(4), Dense(2), MeanSquaredError]"),
        ("Windows", "[Network(13, 5)] [Conv1D(6, 4, Stride = 2, Padding = Padding.Same), ReLU, MaxPool1D(3, Stride = 1, Padding = Padding.Same), Conv1D(4, 2, Dilation = 2, Groups = 2, Pad = 1), AvgPool1D(3, Stride = 2, Pad = 1, CeilMode = true), MaxPool1D(2, CeilMode = true), GRU(4, ReturnSequences = true), GlobalMaxPool1D, Dense(2), MeanSquaredError]"),
        ("Means", "[Network(11, 4)] [AvgPool1D(2, Stride = 1, Padding = Padding.Same), AvgPool1D(3, CeilMode = true), Conv1D(4, 1), GlobalAvgPool1D, Dense(2), MeanSquaredError]"),
        ("Logarithms", "[Network(6)] [Dense(4), LogSoftmax, KLDivergence]"),
        ("Sequences", "[Network(5, 4)] [LayerNorm, Tanh, Flatten, Dense(3), MeanSquaredError]"),
    ];

    private static readonly Lazy<Assembly> s_declared = new(() => CompiledNetworks.Compile(string.Concat(s_networks.Select(network => $"{network.Attributes} public partial class {network.Name};\n"))));

    public static TheoryData<string> Names => [.. s_networks.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_network_is_read_back_with_equal_scores_and_gradients(string name)
    {
        using Network saved = CompiledNetworks.Create(s_declared.Value, name, Seed);
        CompiledNetworks.Shake(saved, Seed);
        using OnnxFolder folder = new();
        string path = folder.Add("net.onnx", []);
        saved.SaveOnnx(path);
        bool isTrainable = saved is RegressionNetwork;
        Assembly read = CompiledNetworks.Compile($"[OnnxNetwork(\"net.onnx\"){(isTrainable ? ", MeanSquaredError" : "")}] public partial class Read;", folder.Files);
        using Network network = CompiledNetworks.LoadOnnx(read, "Read", path, Seed);
        (TensorShape input, TensorShape output) = (saved.Architecture.InputShape, saved.Architecture.OutputShape);
        Assert.Equal((input, output), (network.Architecture.InputShape, network.Architecture.OutputShape));
        float[] sample = CompiledNetworks.Draw(input.Length, Seed + 1), before = CompiledNetworks.Predict(saved, sample);
        AssertAgrees(CompiledNetworks.Predict(network, sample), before, 1e-5);
        if (!isTrainable)
            return;

        // From equal weights, a step by the gradients alone leads to equal scores if the gradients are equal.
        TensorDataset data = new(CompiledNetworks.Draw(4 * input.Length, Seed + 2), input, CompiledNetworks.Draw(4 * output.Length, Seed + 3), output.Length);
        foreach (Network trained in (Network[])[saved, network])
            trained.GetType().GetMethod("Train")!.Invoke(trained, [data, new TrainingOptions { Epochs = 1, BatchSize = 4, Optimizer = new SGD(0.2f) }, null, CancellationToken.None]);
        float[] after = CompiledNetworks.Predict(saved, sample);
        Assert.True(saved.Architecture.Parameters.Count == 0 || CompiledNetworks.Error(before, after) > 1e-3, "The step changes nothing.");
        AssertAgrees(CompiledNetworks.Predict(network, sample), after, 1e-4);
    }

    private static void AssertAgrees(float[] actual, float[] expected, double tolerance)
    {
        double error = CompiledNetworks.Error(actual, expected);
        Assert.True(error <= tolerance, $"The error is {error:E2}, seed {Seed}.");
    }

    [Fact]
    public void Layers_of_a_file_can_be_frozen_and_those_behind_begin_with_weights_of_their_own_and_train()
    {
        using Network saved = CompiledNetworks.Create(s_declared.Value, "Residual", Seed);
        CompiledNetworks.Shake(saved, Seed);
        using OnnxFolder folder = new();
        string path = folder.Add("residual.onnx", []);
        saved.SaveOnnx(path);
        Assembly program = CompiledNetworks.Compile(
            """
            [OnnxNetwork("residual.onnx", To = "add_1", Frozen = true)]
            [GlobalAvgPool2D, Dense(2), SoftmaxCrossEntropy]
            public partial class Frozen;

            [OnnxNetwork("residual.onnx", To = "relu_2")]
            public partial class Features;

            [OnnxNetwork("residual.onnx", To = "relu_2", Frozen = true)]
            public partial class FrozenFeatures;

            [Network(8, 8, 4)]
            [Include<Features>(Frozen = true), GlobalAvgPool2D, Dense(2), SoftmaxCrossEntropy]
            public partial class Including;
            """,
            folder.Files);
        using Network features = CompiledNetworks.LoadOnnx(program, "Features", path), frozen = CompiledNetworks.LoadOnnx(program, "FrozenFeatures", path);
        float[] input = CompiledNetworks.Draw(saved.Architecture.InputShape.Length, Seed);
        Assert.Equal(CompiledNetworks.Predict(features, input), CompiledNetworks.Predict(frozen, input));
        foreach (string name in (string[])["Frozen", "Including"])
        {
            using var network = (ClassificationNetwork)CompiledNetworks.LoadOnnx(program, name, path);
            float[] before = network.GetLayer("conv2d_1")["weight"], dense = network.GetLayer("dense_1")["weight"];
            Assert.Equal(saved.GetLayer("conv2d_1")["weight"], before);
            Assert.All(dense, value => Assert.NotEqual(0, value));
            TensorDataset data = new(CompiledNetworks.Draw(8 * 8 * 8 * 4, Seed), network.Architecture.InputShape, [0, 1, 0, 1, 0, 1, 0, 1]);
            network.GetType().GetMethod("Train")!.Invoke(network, [data, new TrainingOptions { Epochs = 1, BatchSize = 4 }, null, CancellationToken.None]);
            Assert.Equal(before, network.GetLayer("conv2d_1")["weight"]);
            Assert.NotEqual(dense, network.GetLayer("dense_1")["weight"]);
        }
    }
}
