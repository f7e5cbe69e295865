namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <content>Recurrent layers, and windows over steps, as PyTorch, Keras and this library write them.</content>
internal static partial class OperatorCases
{
    private static IEnumerable<OperatorCase> Sequences()
    {
        yield return Steps("LSTM", graph => Turned(Recurrent(graph, 1, 4)).Node("LSTM", "t w r b -> s", ("hidden_size", 3)).Integers("axes", 1).Node("Squeeze", "s axes -> q").Node("Transpose", "q -> y", ("perm", (int[])[1, 0, 2])),
            "LSTM(3, ReturnSequences = true): weight_ih_l0 = w[0+12 24+24 12+12], weight_hh_l0 = r[0+9 18+18 9+9], bias_ih_l0 = b[0+3 6+6 3+3], bias_hh_l0 = b[12+3 18+6 15+3]");
        yield return Steps("GRU, its last state", graph => Turned(Recurrent(graph, 1, 3)).Integers("axes", 0)
                .Node("GRU", "t w r b -> s h", ("hidden_size", 3), ("linear_before_reset", 1), ("direction", "reverse")).Node("Squeeze", "h axes -> y"),
            "GRU(3, GoBackwards = true): weight_ih_l0 = w[12+12 0+12 24+12], weight_hh_l0 = r[9+9 0+9 18+9], bias_ih_l0 = b[3+3 0+3 6+3], bias_hh_l0 = b[12+3 9+3 15+3]");
        yield return Steps("RNN, its last step", graph => Turned(Recurrent(graph, 1, 1, hasBias: false)).Integers("axes", 1).TensorMessage(ModelBuilder.IntegerTensor("last", [], [-1]))
                .Node("RNN", "t w r -> s", ("hidden_size", 3), ("activations", (string[])["Relu"])).Node("Squeeze", "s axes -> q").Node("Transpose", "q -> o", ("perm", (int[])[1, 0, 2])).Node("Gather", "o last -> y", ("axis", 1)),
            "SimpleRNN(3, Bias = false, Nonlinearity = ReLU): weight_ih_l0 = w, weight_hh_l0 = r");
        yield return Steps("All states and the last one", graph => Turned(Recurrent(graph, 1, 1, hasBias: false)).Integers("axes", 1).Integers("first", 0).Integers("vector", 0, 15)
                .Node("RNN", "t w r -> s h", ("hidden_size", 3)).Node("Squeeze", "s axes -> q").Node("Transpose", "q -> o", ("perm", (int[])[1, 0, 2])).Node("Reshape", "o vector -> v").Node("Squeeze", "h first -> l").Node("Concat", "v l -> y", ("axis", 1)),
            "SimpleRNN(3, ReturnSequences = true, Bias = false): weight_ih_l0 = w, weight_hh_l0 = r; Flatten; SliceChannels(12, 3); [node_s] → Flatten; [node_v, node_s_3] → Concat");
        // What PyTorch writes for two layers in both directions, with states that begin as zeros for as many samples as there are.
        yield return Steps("LSTM of two layers in both directions", graph => Recurrent(Turned(Recurrent(graph, 2, 4)), 2, 4, "2", features: 6)
                .Integers("zero", 0).Integers("one", 1).Integers("two", 2).Integers("three", 3).Integers("both", 0, 0, -1)
                .Node("Shape", "x -> shape").Node("Gather", "shape zero -> n").Node("Concat", "two n three -> sizes", ("axis", 0)).Node("ConstantOfShape", "sizes -> h")
                .Node("LSTM", "t w r b _ h h -> s", ("direction", "bidirectional"), ("hidden_size", 3)).Node("Transpose", "s -> u", ("perm", (int[])[0, 2, 1, 3])).Node("Reshape", "u both -> v")
                .Node("LSTM", "v w2 r2 b2 _ h h -> s2", ("direction", "bidirectional"), ("hidden_size", 3)).Node("Transpose", "s2 -> u2", ("perm", (int[])[0, 2, 1, 3])).Node("Reshape", "u2 both -> v2")
                .Node("Transpose", "v2 -> y", ("perm", (int[])[1, 0, 2])),
            "LSTM(3, ReturnSequences = true): weight_ih_l0 = w[0+12 24+24 12+12], weight_hh_l0 = r[0+9 18+18 9+9], bias_ih_l0 = b[0+3 6+6 3+3], bias_hh_l0 = b[12+3 18+6 15+3]; "
            + "[input] → LSTM(3, ReturnSequences = true, GoBackwards = true): weight_ih_l0 = w[48+12 72+24 60+12], weight_hh_l0 = r[36+9 54+18 45+9], bias_ih_l0 = b[24+3 30+6 27+3], bias_hh_l0 = b[36+3 42+6 39+3]; "
            + "[node_s, node_s_2] → Concat; "
            + "LSTM(3, ReturnSequences = true): weight_ih_l0 = w2[0+18 36+36 18+18], weight_hh_l0 = r2[0+9 18+18 9+9], bias_ih_l0 = b2[0+3 6+6 3+3], bias_hh_l0 = b2[12+3 18+6 15+3]; "
            + "[node_v] → LSTM(3, ReturnSequences = true, GoBackwards = true): weight_ih_l0 = w2[72+18 108+36 90+18], weight_hh_l0 = r2[36+9 54+18 45+9], bias_ih_l0 = b2[24+3 30+6 27+3], bias_hh_l0 = b2[36+3 42+6 39+3]; "
            + "[node_s2_2, node_s2_3] → Concat");
        yield return Steps("Last states of both directions", graph => Turned(Recurrent(graph, 2, 1, hasBias: false)).TensorMessage(ModelBuilder.IntegerTensor("first", [], [-2])).TensorMessage(ModelBuilder.IntegerTensor("second", [], [-1]))
                .Node("RNN", "t w r -> s h", ("hidden_size", 3), ("direction", "bidirectional")).Node("Gather", "h first -> f").Node("Gather", "h second -> g").Node("Concat", "f g -> y", ("axis", -1)),
            "SimpleRNN(3, Bias = false): weight_ih_l0 = w[0+12], weight_hh_l0 = r[0+9]; [input] → SimpleRNN(3, GoBackwards = true, Bias = false): weight_ih_l0 = w[12+12], weight_hh_l0 = r[9+9]; "
            + "[node_s, node_s_2] → Concat");
        yield return Steps("The last step of both directions", graph => Turned(Recurrent(graph, 2, 1, hasBias: false)).Integers("both", 0, 0, 6).Integers("starts", -1).Integers("ends", long.MaxValue).Integers("axes", 1)
                .Node("RNN", "t w r -> s", ("hidden_size", 3), ("direction", "bidirectional")).Node("Transpose", "s -> u", ("perm", (int[])[0, 2, 1, 3])).Node("Reshape", "u both -> v").Node("Transpose", "v -> o", ("perm", (int[])[1, 0, 2]))
                .Node("Slice", "o starts ends axes -> l").Node("Squeeze", "l axes -> y"),
            "SimpleRNN(3, ReturnSequences = true, Bias = false): weight_ih_l0 = w[0+12], weight_hh_l0 = r[0+9]; "
            + "[input] → SimpleRNN(3, ReturnSequences = true, GoBackwards = true, Bias = false): weight_ih_l0 = w[12+12], weight_hh_l0 = r[9+9]; "
            + "[node_s, node_s_2] → Concat; Flatten; SliceChannels(24, 6); Reshape(1, 6); Flatten");
        // Lines of text, as PyTorch writes networks for them: the columns of the last image, a row, are the steps.
        yield return Image("A convolutional recurrent network", graph => Recurrent(graph, 2, 1, hasBias: false, features: 6).Weights("u", [4, 3, 3, 3]).Weights("v", [6, 4, 2, 2]).Weights("c", [6, 5])
                .Integers("row", 2).Integers("both", 0, 0, 6)
                .Node("Conv", "x u -> d", ("strides", (int[])[2, 1]), ("pads", (int[])[1, 1, 1, 1])).Node("Relu", "d -> e")
                .Node("MaxPool", "e -> f", ("kernel_shape", (int[])[2, 2]), ("strides", (int[])[2, 1]), ("pads", (int[])[0, 1, 0, 1])).Node("Conv", "f v -> g")
                .Node("Squeeze", "g row -> i").Node("Transpose", "i -> t", ("perm", (int[])[2, 0, 1])).Node("RNN", "t w r -> s", ("direction", "bidirectional"), ("hidden_size", 3))
                .Node("Transpose", "s -> k", ("perm", (int[])[0, 2, 1, 3])).Node("Reshape", "k both -> l").Node("Transpose", "l -> m", ("perm", (int[])[1, 0, 2])).Node("MatMul", "m c -> y"),
            "Conv2D(4, 3, Strides = [2, 1], Pad = 1, Bias = false): weight = u; ReLU; MaxPool2D(2, Strides = [2, 1], Pads = [0, 1, 0, 1]); Conv2D(6, 2, Bias = false): weight = v; Reshape(8, 6); "
            + "SimpleRNN(3, ReturnSequences = true, Bias = false): weight_ih_l0 = w[0+18], weight_hh_l0 = r[0+9]; "
            + "[node_i] → SimpleRNN(3, ReturnSequences = true, GoBackwards = true, Bias = false): weight_ih_l0 = w[18+18], weight_hh_l0 = r[9+9]; "
            + "[node_s, node_s_2] → Concat; Conv1D(5, 1, Bias = false): weight = cᵀ");

        yield return Steps("LSTM that begins with vectors", graph => Turned(Recurrent(graph, 1, 4, hasBias: false)).Weights("v", [3, 4]).Integers("axes", 0)
                .Node("ReduceMean", "x -> m", ("axes", (int[])[1]), ("keepdims", 0)).Node("Gemm", "m v -> g", ("transB", 1)).Node("Tanh", "g -> c").Node("Unsqueeze", "g axes -> h").Node("Unsqueeze", "c axes -> k")
                .Node("LSTM", "t w r _ _ h k -> s l", ("hidden_size", 3)).Node("Squeeze", "l axes -> y"),
            "GlobalAvgPool1D; Dense(3, Bias = false): weight = v; Tanh; "
            + "[input, node_g, node_c] → LSTM(3, InitialState = \"node_g\", Bias = false, InitialMemory = \"node_c\"): weight_ih_l0 = w[0+12 24+24 12+12], weight_hh_l0 = r[0+9 18+18 9+9]");
        // Attention
        yield return Steps("Attention as PyTorch writes it", graph => Heads(graph).Tensor("root", [], 0.8408964f)
                .Node("Mul", "q root -> qs").Node("Mul", "k root -> ks").Node("MatMul", "qs ks -> s").Node("Softmax", "s -> p", ("axis", -1)).Node("MatMul", "p q -> m")
                .Node("Transpose", "m -> o", ("perm", (int[])[0, 2, 1, 3])).Node("Reshape", "o whole -> y"),
            "[input, input] → ScaledDotProductAttention(Heads = 2)");
        yield return Steps("Attention with a mask, its keys turned twice", graph => Heads(graph).Tensor("root", [], 1.4142135f).Tensor("mask", [1, 1, 5, 5], [.. Enumerable.Range(0, 25).Select(pair => pair % 5 <= pair / 5 ? 0f : -1e30f)])
                .Node("Transpose", "q -> t", ("perm", (int[])[0, 1, 3, 2])).Node("MatMul", "q t -> s").Node("Add", "mask s -> a").Node("Div", "a root -> d").Node("Softmax", "d -> p", ("axis", 3)).Node("MatMul", "p q -> m")
                .Node("Transpose", "m -> o", ("perm", (int[])[0, 2, 1, 3])).Node("Reshape", "o whole -> y"),
            "[input, input] → ScaledDotProductAttention(Heads = 2, Causal = true)");
        yield return Steps("Attention with a product for each projection", graph => Projected(graph), "[input, input] → MultiHeadAttention(2, Memory = \"input\", Bias = false): q_proj_weight = qᵀ, k_proj_weight = kᵀ, v_proj_weight = vᵀ, out_proj.weight = oᵀ");
        yield return Steps("Attention whose values somebody else reads", graph => Projected(graph, "y0").Node("Add", "y0 vp -> y"),
            "Conv1D(4, 1, Bias = false): weight = qᵀ; [input] → Conv1D(4, 1, Bias = false): weight = kᵀ; [input] → Conv1D(4, 1, Bias = false): weight = vᵀ; "
            + "[node_qp, node_kp, node_vp] → ScaledDotProductAttention(Heads = 2); Conv1D(4, 1, Bias = false): weight = oᵀ; [node_y0, node_vp] → Add");
        yield return Steps("Heads that are rows of an image", graph => Heads(graph).Node("Softmax", "h -> a", ("axis", -1)).Node("Reshape", "a whole -> y"), "Reshape(5, 2, 2); Softmax; Reshape(5, 4)");
        yield return Steps("A vector for each step", graph => graph.Weights("p", [1, 5, 4]).Node("Add", "p x -> y"), "PositionEmbedding: weight = p");
        // Sequences of images
        yield return new("Images of a sequence", new ModelBuilder().Input("x", 3, 2, 6, 6).Output("y").Weights("w", [4, 2, 3, 3]).Weights("d", [5, 144]).Integers("images", -1, 2, 6, 6).Integers("sequence", -1, 3, 5)
                .Node("Reshape", "x images -> s").Node("Conv", "s w -> c", ("pads", (int[])[1, 1, 1, 1])).Node("Flatten", "c -> f").Node("Gemm", "f d -> g", ("transB", 1)).Node("Reshape", "g sequence -> q").Node("Tanh", "q -> y").ToBytes(),
            "Conv2D(4, 3, Pad = 1, Bias = false): weight = w; Flatten; Conv1D(5, 1, Bias = false): weight = d (4×36); Tanh");
        yield return Vector("Expand to steps", graph => graph.Integers("one", 1).Integers("shape", 1, 3, 1).Node("Unsqueeze", "x one -> u").Node("Expand", "u shape -> y"), "RepeatVector(3)");
        yield return Steps("Split of steps", graph => graph.Integers("sizes", 2, 3).Node("Split", "x sizes -> a y", ("axis", 1)), "Flatten; SliceChannels(8, 12); Reshape(3, 4)");
        yield return Steps("MatMul at each step", graph => graph.Weights("w", [4, 3]).Weights("b", [3]).Node("MatMul", "x w -> a").Node("Add", "a b -> y"), "Conv1D(3, 1): weight = wᵀ, bias = b");
        // Channels in front of steps
        yield return Channels("Conv over steps", graph => graph.Weights("w", [6, 2, 3]).Weights("b", [6]).Node("Conv", "x w b -> y", ("pads", (int[])[1, 1]), ("strides", (int[])[2]), ("group", 2)),
            "Conv1D(6, 3, Stride = 2, Pad = 1, Groups = 2): weight = w, bias = b");
        yield return Channels("Conv over steps with more padding behind", graph => graph.Weights("w", [6, 4, 3]).Node("Conv", "x w -> y", ("pads", (int[])[0, 4]), ("dilations", (int[])[2])),
            "Reshape(1, 9, 4); Conv2D(6, 1, 3, Pads = [0, 0, 0, 4], Dilation = 2, Bias = false): weight = w; Reshape(9, 6)");
        yield return Channels("Conv SAME_UPPER over steps", graph => graph.Weights("w", [6, 4, 4]).Node("Conv", "x w -> y", ("auto_pad", "SAME_UPPER")), "Conv1D(6, 4, Padding = Same, Bias = false): weight = w");
        yield return Channels("BatchNormalization over steps", graph => graph.Weights("g", [4]).Weights("b", [4]).Weights("m", [4]).Weights("v", [4], 0.5f).Weights("c", [6, 4, 1])
                .Node("BatchNormalization", "x g b m v -> n").Node("Conv", "n c -> y"),
            "Reshape(1, 9, 4); BatchNorm: weight = g, bias = b, running_mean = m, running_var = v; Reshape(9, 4); Conv1D(6, 1, Bias = false): weight = c");
        yield return Channels("Poolings over steps", graph => graph.Node("MaxPool", "x -> a", ("kernel_shape", (int[])[3]), ("strides", (int[])[2]), ("pads", (int[])[1, 1]))
                .Node("AveragePool", "a -> b", ("kernel_shape", (int[])[2]), ("strides", (int[])[2]), ("ceil_mode", 1)).Node("GlobalAveragePool", "b -> c").Node("Flatten", "c -> y"),
            "MaxPool1D(3, Stride = 2, Pad = 1); AvgPool1D(2, CeilMode = true); GlobalAvgPool1D");
        yield return Channels("ReduceMax over steps", graph => graph.Node("GlobalMaxPool", "x -> m").Node("MaxPool", "x -> p", ("kernel_shape", (int[])[3]), ("strides", (int[])[3]), ("pads", (int[])[0, 2]))
                .Node("ReduceMax", "p -> y", ("axes", (int[])[2]), ("keepdims", 0)),
            "MaxPool1D(3); GlobalMaxPool1D");
    }

    /// <summary>A sequence of five steps and four features.</summary>
    private static OperatorCase Steps(string name, Func<ModelBuilder, ModelBuilder> build, string layers) => Sequence(name, build, layers);

    /// <summary>A sequence of nine steps and four features, which come first.</summary>
    private static OperatorCase Channels(string name, Func<ModelBuilder, ModelBuilder> build, string layers) => new(name, build(new ModelBuilder().Input("x", 4, 9).Output("y")).ToBytes(), layers);

    /// <summary>The weights of a recurrent layer of three units.</summary>
    private static ModelBuilder Recurrent(ModelBuilder graph, int directions, int gates, string suffix = "", bool hasBias = true, int features = 4)
    {
        graph.Weights("w" + suffix, [directions, 3 * gates, features]).Weights("r" + suffix, [directions, 3 * gates, 3]);
        return hasBias ? graph.Weights("b" + suffix, [directions, 6 * gates]) : graph;
    }

    /// <summary>The input in two heads: q as queries, k as keys.</summary>
    private static ModelBuilder Heads(ModelBuilder graph) => graph.Integers("split", 0, 5, 2, 2).Integers("whole", 0, 5, -1)
        .Node("Reshape", "x split -> h").Node("Transpose", "h -> q", ("perm", (int[])[0, 2, 1, 3])).Node("Transpose", "h -> k", ("perm", (int[])[0, 2, 3, 1]));

    /// <summary>An attention between four products with matrices.</summary>
    private static ModelBuilder Projected(ModelBuilder graph, string output = "y")
    {
        graph.Weights("q", [4, 4]).Weights("k", [4, 4]).Weights("v", [4, 4]).Weights("o", [4, 4]).Integers("split", 0, 5, 2, 2).Integers("whole", 0, 5, 4).Tensor("root", [], 0.70710678f);
        foreach (string part in (string[])["q", "k", "v"])
            graph.Node("MatMul", $"x {part} -> {part}p").Node("Reshape", $"{part}p split -> {part}s").Node("Transpose", $"{part}s -> {part}h", ("perm", part == "k" ? (int[])[0, 2, 3, 1] : [0, 2, 1, 3]));
        return graph.Node("MatMul", "qh kh -> s").Node("Mul", "s root -> c").Node("Softmax", "c -> p", ("axis", -1)).Node("MatMul", "p vh -> m").Node("Transpose", "m -> t", ("perm", (int[])[0, 2, 1, 3]))
            .Node("Reshape", "t whole -> a").Node("MatMul", $"a o -> {output}");
    }

    /// <summary>The steps in front of the samples.</summary>
    private static ModelBuilder Turned(ModelBuilder graph) => graph.Node("Transpose", "x -> t", ("perm", (int[])[1, 0, 2]));
}
