using System.Reflection;
using System.Text.RegularExpressions;
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
        ("EvenWindows", "[Network(4, 5, 3)] [Conv2D(6, 3, Pad = 1), LocalResponseNorm(4, Alpha = 0.3f, Beta = 0.6f, K = 2), Conv2D(3, 1), LocalResponseNorm(4, Alpha = 0.1f), MeanSquaredError]"),
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
        ("Tokens", "[Network(6)] [Embedding(9, 5), LSTM(4), Dense(3), MeanSquaredError]"),
        ("TokensAsSteps", "[Network(5, 1)] [Branch, Embedding(7, 6), Branch, Embedding(8, 2), Concat] [GlobalAvgPool1D, Dense(3), MeanSquaredError]"),
        ("Captions", "[Network(6, 5, 2)] [Input(\"tokens\", 4)] [Conv2D(5, 3), ReLU, GlobalAvgPool2D, Dense(6), RepeatVector(4, Name = \"image\")] [Embedding(9, 10, Input = \"tokens\"), Concat(\"image\"), LSTM(8), Dense(3), MeanSquaredError]"),
        ("SeveralInputs", "[Network(5)] [Input(\"map\", 8, 8, 2)] [Input(\"more\", 3)] [Dense(16), ReLU(Name = \"own\")] [Conv2D(6, 3, Input = \"map\", Pad = 1), BatchNorm, ReLU, Flatten, Dense(16)] [Add(\"own\"), Concat(\"more\", \"input\"), Dense(2), MeanSquaredError]"),
        ("SelfAttention", "[Network(7, 12)] [PositionEmbedding, MultiHeadAttention(3), Tanh, MultiHeadAttention(2, Causal = true, Bias = false), LayerNorm, MeanSquaredError]"),
        ("CrossAttention", "[Network(4, 10)] [Input(\"source\", 9, 7)] [LSTM(13, ReturnSequences = true, Input = \"source\", Name = \"memory\"), Conv1D(20, 1, Input = \"input\"), MultiHeadAttention(5, Memory = \"memory\"), ReLU] [MultiHeadAttention(1, Memory = \"input\", Bias = false), MeanSquaredError]"),
        ("AttentionOfPaths", "[Network(8, 5)] [Branch, Conv1D(12, 3)] [Branch, Conv1D(12, 1)] [Branch, Conv1D(21, 1)] [ScaledDotProductAttention(Heads = 3), MeanSquaredError]"),
        ("AttentionOfTwo", "[Network(6, 5)] [Input(\"other\", 8, 16)] [Conv1D(16, 1), Tanh, ScaledDotProductAttention(\"other\", Causal = true), Conv1D(20, 1), ReLU(Name = \"mixed\")] [ScaledDotProductAttention(\"mixed\", Heads = 2), MeanSquaredError]"),
        ("AttentionOfOneStep", "[Network(1, 19)] [PositionEmbedding, MultiHeadAttention(1), Tanh, MultiHeadAttention(19, Memory = \"input\"), Flatten, Dense(3), MeanSquaredError]"),
        ("Positions", "[Network(6, 9)] [SinePositionEncoding, MultiHeadAttention(3), Flatten, Dense(4), LogSoftmax, KLDivergence]"),
        ("InitialStates", "[Network(5, 4)] [Input(\"features\", 6)] [From(\"features\"), Dense(9), Tanh(Name = \"start\")] [From(\"input\"), GRU(9, InitialState = \"start\", ReturnSequences = true), LSTM(9, InitialState = \"start\", ReturnSequences = true)] [SimpleRNN(6, InitialState = \"features\", GoBackwards = true), Dense(3), MeanSquaredError]"),
        ("InitialMemories", "[Network(5, 4)] [Input(\"memory\", 6)] [LSTM(6, InitialMemory = \"memory\", ReturnSequences = true), LSTM(3, Bias = false), Tanh(Name = \"start\")] [Dense(3, Name = \"cells\"), LSTM(3, Input = \"input\", InitialState = \"start\", InitialMemory = \"cells\"), Dense(2), MeanSquaredError]"),
        ("InitialStatesBothWays", "[Network(5, 4)] [GlobalMaxPool1D, Dense(6), Tanh(Name = \"start\")] [GRU(6, Input = \"input\", InitialState = \"start\", Bidirectional = true), Dense(3), MeanSquaredError]"),
        ("Clips", "[Network(5, 9, 8, 1)] [Conv2D(6, 3), BatchNorm, ReLU, MaxPool2D(2), Conv2D(17, 3, Pad = 1), ReLU, GlobalAvgPool2D] [LSTM(7), Dense(3), MeanSquaredError]"),
        ("ClipsFlattened", "[Network(4, 7, 6, 3)] [Conv2D(5, 2), ReLU, MaxPool2D(2), Flatten] [GRU(6, ReturnSequences = true), Conv1D(4, 2), Flatten, Dense(3), MeanSquaredError]"),
        ("ClipsOfManyLayers", "[Network(3, 5, 4, 3)] [ZeroPad2D(1), DepthwiseConv2D(3), GroupNorm(3), PReLU, Upsample2D(2), LayerNorm] [Branch, ConvTranspose2D(4, 2), Branch, Conv2D(4, 2, Pad = 1), Concat] [Crop2D(1), AvgPool2D(2), Flatten, GlobalAvgPool1D, Dense(3), MeanSquaredError]"),
        ("ClipsWithGates", "[Network(3, 6, 6, 2)] [Conv2D(8, 3, Padding = Padding.Same), BatchNorm, ReLU] [Branch, Conv2D(16, 3, Stride = 2, Pad = 1), BatchNorm] [Branch, Shortcut] [Add, ReLU] [Branch, AvgPool2D(3), Conv2D(16, 1), Sigmoid, Branch, Multiply] [GlobalMaxPool2D, SimpleRNN(5), Dense(2), MeanSquaredError]"),
        ("ClipsAsAWhole", "[Network(6)] [Input(\"clip\", 1, 5, 5, 1)] [From(\"clip\"), Conv2D(3, 2), Tanh, Reshape(48), Dense(4, Name = \"seen\")] [From(\"input\"), Dense(4), Concat(\"seen\"), Dense(3), MeanSquaredError]"),
        ("ClipsAsSteps", "[Network(3, 4, 4, 2)] [Reshape(12, 8), GRU(5), Dense(2), MeanSquaredError]"),
        ("Logarithms", "[Network(6)] [Dense(4), LogSoftmax, KLDivergence]"),
        ("Sequences", "[Network(5, 4)] [LayerNorm, Tanh, Flatten, Dense(3), MeanSquaredError]"),
    ];

    /// <summary>Layers that leave no trace in predictions, and so none in the file.</summary>
    private static readonly string[] s_trainingOnly = [nameof(GaussianNoise), nameof(SpatialDropout2D)];

    private static readonly Lazy<Assembly> s_declared = new(() => CompiledNetworks.Compile(string.Concat(s_networks.Select(network => Declare(network.Attributes, network.Name)))));

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
        bool isTrainable = saved is RegressionNetwork or MultiNetwork;
        InputInfo[] inputs = [.. saved.Architecture.Inputs];
        TensorShape output = saved.Architecture.OutputShape;
        Assembly read = CompiledNetworks.Compile(Declare($"[OnnxNetwork(\"net.onnx\"){(isTrainable ? ", MeanSquaredError" : "")}]", "Read", inputs.Length), folder.Files);
        using Network network = CompiledNetworks.LoadOnnx(read, "Read", path, Seed);
        Assert.Equal(inputs, network.Architecture.Inputs);
        Assert.Equal(output, network.Architecture.OutputShape);
        Assert.Equal(WholeLayers(saved), WholeLayers(network));
        float[][] sample = DrawInputs(saved, 1, Seed + 1);
        float[] before = Predict(saved, sample);
        AssertAgrees(Predict(network, sample), before, 1e-5);
        if (!isTrainable)
            return;

        // From equal weights, a step by the gradients alone leads to equal scores if the gradients are equal.
        float[][] values = DrawInputs(saved, 4, Seed + 2);
        Dataset data = new TensorDataset(values[0], inputs[0].Shape, CompiledNetworks.Draw(4 * output.Length, Seed + 3), output.Length);
        for (int i = 1; i < inputs.Length; i++)
            data = data.WithInput(inputs[i].Name, inputs[i].Shape, values[i]);
        foreach (Network trained in (Network[])[saved, network])
            trained.GetType().GetMethod("Train")!.Invoke(trained, [data, new TrainingOptions { Epochs = 1, BatchSize = 4, Optimizer = new SGD(0.2f) }, null, CancellationToken.None]);
        float[] after = Predict(saved, sample);
        Assert.True(saved.Architecture.Parameters.Count == 0 || CompiledNetworks.Error(before, after) > 1e-3, "The step changes nothing.");
        AssertAgrees(Predict(network, sample), after, 1e-4);
    }

    /// <summary>A new layer is in one of these networks, or leaves no trace in a file.</summary>
    [Fact]
    public void All_layers_are_read_back()
    {
        IEnumerable<string> layers = typeof(Layer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract).Select(type => type.Name);
        string attributes = string.Concat(s_networks.Select(network => network.Attributes));
        Assert.Equal(s_trainingOnly, layers.Where(layer => !Regex.IsMatch(attributes, $@"[\[ ]{layer}[(,\]]")).Order(StringComparer.Ordinal));
    }

    /// <summary>That a token stands for none isn't in the file: its vector is read as it is, and learns.</summary>
    [Fact]
    public void A_token_that_stands_for_none_is_one_like_others_where_it_is_read_back()
    {
        Assembly declared = CompiledNetworks.Compile("[Network(3)] [Embedding(4, 2, PaddingIndex = 1), Flatten, Dense(2), MeanSquaredError] public partial class Padded;");
        using var saved = (RegressionNetwork)CompiledNetworks.Create(declared, "Padded", Seed);
        using OnnxFolder folder = new();
        string path = folder.Add("net.onnx", []);
        saved.SaveOnnx(path);
        Assembly read = CompiledNetworks.Compile("[OnnxNetwork(\"net.onnx\"), MeanSquaredError] public partial class Read;", folder.Files);
        using var network = (RegressionNetwork)CompiledNetworks.LoadOnnx(read, "Read", path);
        float[] tokens = [1, 2, 1];
        Assert.Equal(saved.Predict(tokens), network.Predict(tokens));
        Assert.Equal([0, 0], network.GetLayer(0)["weight"][2..4]);
        Assert.Null(Assert.IsType<OperationInfo.Embedding>(network.Architecture.Layers[0].Operation).PaddingIndex);
    }

    /// <summary>Without a loss behind it, a file with several inputs gives numbers.</summary>
    [Fact]
    public void A_file_with_several_inputs_alone_gives_its_output()
    {
        using Network saved = CompiledNetworks.Create(s_declared.Value, "InitialStates", Seed);
        using OnnxFolder folder = new();
        string path = folder.Add("net.onnx", []);
        saved.SaveOnnx(path);
        Assembly read = CompiledNetworks.Compile(Declare("[OnnxNetwork(\"net.onnx\", Frozen = true)]", "Read", inputs: 2), folder.Files);
        using Network network = CompiledNetworks.LoadOnnx(read, "Read", path);
        float[][] sample = DrawInputs(saved, 1, Seed);
        AssertAgrees(Predict(network, sample), Predict(saved, sample), 1e-5);
    }

    /// <summary>What a part of a file doesn't read isn't asked for; layers behind may read inputs of the file, and have some of their own.</summary>
    [Fact]
    public void A_network_of_a_file_has_the_inputs_that_it_reads()
    {
        using Network saved = CompiledNetworks.Create(s_declared.Value, "InitialStates", Seed);
        using OnnxFolder folder = new();
        saved.SaveOnnx(folder.Add("net.onnx", []));
        Assembly program = CompiledNetworks.Compile(
            Declare("[OnnxNetwork(\"net.onnx\", To = \"start\"), Dense(2), MeanSquaredError]", "Part")
            + Declare("[OnnxNetwork(\"net.onnx\")] [Input(\"more\", 3)] [Concat(\"more\", \"features\"), Dense(2), MeanSquaredError]", "Longer", inputs: 3),
            folder.Files);
        using Network part = CompiledNetworks.Create(program, "Part", Seed), longer = CompiledNetworks.Create(program, "Longer", Seed);
        Assert.Equal([new InputInfo("input", new TensorShape(6))], part.Architecture.Inputs);
        Assert.Equal([new InputInfo("input", new TensorShape(5, 4)), new InputInfo("more", new TensorShape(3)), new InputInfo("features", new TensorShape(6))], longer.Architecture.Inputs);
        Assert.Equal(2, Predict(longer, DrawInputs(longer, 1, Seed)).Length);
    }

    /// <summary>A class with a network; without a number, the attributes say how many inputs it has.</summary>
    private static string Declare(string attributes, string name, int? inputs = null) =>
        CompiledNetworks.Declare(attributes, name, inputs ?? attributes.Split("[Input(").Length);

    private static float[] Predict(Network network, float[][] inputs) => inputs.Length == 1 ? CompiledNetworks.Predict(network, inputs[0]) : CompiledNetworks.PredictSeveral(network, inputs);

    /// <summary>The layers of a network that are several operators in a file.</summary>
    private static string[] WholeLayers(Network network) =>
    [
        .. network.Architecture.Layers.Select(layer => layer.Operation)
            .Where(operation => operation is OperationInfo.Attention or OperationInfo.MultiHeadAttention or OperationInfo.PositionEmbedding or OperationInfo.Embedding
                or OperationInfo.RepeatVector or OperationInfo.LSTM or OperationInfo.GRU or OperationInfo.SimpleRNN)
            .Select(operation => operation.ToString()).Order(StringComparer.Ordinal),
    ];

    /// <summary>Values, or tokens, of each input.</summary>
    private static float[][] DrawInputs(Network network, int count, int seed) =>
    [
        .. network.Architecture.Inputs.Index().Select(input =>
        {
            float[] values = CompiledNetworks.Draw(count * input.Item.Shape.Length, seed + 100 * input.Index);
            int tokens = network.Architecture.VocabularyOf(input.Index);
            return tokens == 0 ? values : [.. values.Select(value => MathF.Floor((value + 1) / 2 * tokens))];
        }),
    ];

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
