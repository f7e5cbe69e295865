namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <summary>One graph, and the layers that it becomes (or the message that says why it doesn't).</summary>
internal sealed record OperatorCase(string Name, byte[] Model, string Layers);

/// <summary>Small graphs, at least one for each operator: <c>x</c> goes in, <c>y</c> comes out.</summary>
internal static partial class OperatorCases
{
    public static IReadOnlyList<OperatorCase> All { get; } =
    [
        // Convolutions
        Image("Conv", graph => graph.Weights("w", [4, 3, 3, 3]).Node("Conv", "x w -> y", ("kernel_shape", (int[])[3, 3])), "Conv2D(4, 3, Bias = false): weight = w"),
        Image("Conv with all attributes", graph => graph.Weights("w", [6, 1, 3, 2]).Weights("b", [6])
                .Node("Conv", "x w b -> y", ("pads", (int[])[1, 0, 2, 1]), ("strides", (int[])[2, 2]), ("dilations", (int[])[2, 2]), ("group", 3)),
            "DepthwiseConv2D(3, 2, Stride = 2, Pads = [1, 0, 2, 1], Dilation = 2, DepthMultiplier = 2): weight = w, bias = b"),
        Image("Conv SAME_UPPER", graph => graph.Weights("w", [4, 3, 4, 4]).Node("Conv", "x w -> y", ("auto_pad", "SAME_UPPER")), "Conv2D(4, 4, Pads = [1, 1, 2, 2], Bias = false): weight = w"),
        Image("Conv SAME_LOWER", graph => graph.Weights("w", [4, 3, 4, 4]).Node("Conv", "x w -> y", ("auto_pad", "SAME_LOWER")), "Conv2D(4, 4, Pads = [2, 2, 1, 1], Bias = false): weight = w"),
        Image("Conv and its bias behind", graph => graph.Weights("w", [4, 3, 1, 1]).Weights("b", [4, 1, 1]).Node("Conv", "x w -> a").Node("Add", "a b -> y"),
            "Conv2D(4, 1): weight = w, bias = b"),
        Image("Conv in groups", graph => graph.Weights("v", [4, 3, 1, 1]).Weights("w", [6, 2, 1, 1]).Node("Conv", "x v -> a").Node("Conv", "a w -> y", ("group", 2)),
            "Conv2D(4, 1, Bias = false): weight = v; Conv2D(6, 1, Groups = 2, Bias = false): weight = w"),
        Image("ConvTranspose", graph => graph.Weights("w", [3, 4, 3, 3]).Weights("b", [4])
                .Node("ConvTranspose", "x w b -> y", ("strides", (int[])[2, 2]), ("pads", (int[])[1, 1, 1, 1]), ("output_padding", (int[])[1, 1])),
            "ConvTranspose2D(4, 3, Stride = 2, Pad = 1, OutputPadding = 1): weight = w, bias = b"),
        Image("Conv with strides and dilations that differ", graph => graph.Weights("v", [4, 3, 3, 3]).Weights("w", [4, 1, 2, 3])
                .Node("Conv", "x v -> a", ("strides", (int[])[2, 1]), ("dilations", (int[])[1, 2]), ("pads", (int[])[1, 1, 1, 1]))
                .Node("Conv", "a w -> y", ("strides", (int[])[1, 2]), ("group", 4), ("auto_pad", "SAME_UPPER")),
            "Conv2D(4, 3, Strides = [2, 1], Pad = 1, Dilations = [1, 2], Bias = false): weight = v; DepthwiseConv2D(2, 3, Strides = [1, 2], Pads = [0, 0, 1, 1], Bias = false): weight = w"),
        Image("ConvTranspose with strides that differ", graph => graph.Weights("w", [3, 4, 3, 2])
                .Node("ConvTranspose", "x w -> y", ("strides", (int[])[2, 1]), ("dilations", (int[])[1, 3]), ("pads", (int[])[1, 1, 1, 1]), ("output_padding", (int[])[1, 0])),
            "ConvTranspose2D(4, 3, 2, Strides = [2, 1], Pad = 1, Dilations = [1, 3], OutputPaddings = [1, 0], Bias = false): weight = w"),
        Image("ConvTranspose of a single pixel", graph => graph.Weights("w", [3, 4, 3, 3]).Node("GlobalAveragePool", "x -> a").Node("ConvTranspose", "a w -> y"),
            "GlobalAvgPool2D; Reshape(1, 1, 3); ConvTranspose2D(4, 3, Bias = false): weight = w"),
        // Products with matrices
        Vector("Gemm", graph => graph.Weights("w", [4, 6]).Weights("b", [4]).Node("Gemm", "x w b -> y", ("transB", 1)), "Dense(4): weight = w, bias = b"),
        Vector("Gemm with factors", graph => graph.Weights("w", [6, 4]).Weights("b", [1, 4]).Node("Gemm", "x w b -> y", ("alpha", 0.5f), ("beta", 2f)), "Dense(4): weight = 0.5 wᵀ, bias = 2 b"),
        Vector("MatMul", graph => graph.Weights("w", [6, 4]).Node("MatMul", "x w -> y"), "Dense(4, Bias = false): weight = wᵀ"),
        Vector("MatMul and Add", graph => graph.Weights("w", [6, 4]).Weights("b", [4]).Node("MatMul", "x w -> a").Node("Add", "b a -> y"), "Dense(4): weight = wᵀ, bias = b"),
        Vector("MatMul by a transposed matrix", graph => graph.Weights("w", [4, 6]).Node("Transpose", "w -> t").Node("MatMul", "x t -> y"), "Dense(4, Bias = false): weight = w"),
        Image("Gemm behind an image", graph => graph.Weights("w", [4, 192]).Node("Flatten", "x -> f").Node("Gemm", "f w -> y", ("transB", 1)), "Flatten; Dense(4, Bias = false): weight = w (3×64)"),
        Image("Gemm behind a shape that is computed", graph => graph.Weights("w", [4, 192])
                .Integers("zero", 0).Integers("rest", -1)
                .Node("Shape", "x -> s").Node("Gather", "s zero -> n").Node("Concat", "n rest -> shape", ("axis", 0)).Node("Reshape", "x shape -> f").Node("Gemm", "f w -> y", ("transB", 1)),
            "Flatten; Dense(4, Bias = false): weight = w (3×64)"),
        ChannelsLast("Gemm behind an image whose channels are last", graph => graph.Weights("w", [192, 4])
                .Node("Transpose", "x -> t", ("perm", (int[])[0, 3, 1, 2])).Node("Relu", "t -> r").Node("Transpose", "r -> u", ("perm", (int[])[0, 2, 3, 1])).Node("Flatten", "u -> f").Node("MatMul", "f w -> y"),
            "ReLU; Flatten; Dense(4, Bias = false): weight = wᵀ"),
        ChannelsLast("Gemm behind a softmax of such an image", graph => graph.Weights("w", [192, 4])
                .Node("Transpose", "x -> t", ("perm", (int[])[0, 3, 1, 2])).Node("Tanh", "t -> r").Node("Transpose", "r -> u", ("perm", (int[])[0, 2, 3, 1])).Node("Flatten", "u -> f").Node("Softmax", "f -> s").Node("MatMul", "s w -> y"),
            "Tanh; Flatten; Softmax; Dense(4, Bias = false): weight = wᵀ"),
        Sequence("Gemm behind a sequence", graph => graph.Weights("w", [4, 20]).Node("Flatten", "x -> f").Node("Gemm", "f w -> y", ("transB", 1)), "Flatten; Dense(4, Bias = false): weight = w"),
        Image("Gemm behind two images", graph => graph.Weights("w", [4, 219]).Node("Flatten", "x -> f").Node("GlobalAveragePool", "x -> p").Node("Flatten", "p -> g")
                .Node("MaxPool", "x -> m", ("kernel_shape", (int[])[3, 3]), ("strides", (int[])[3, 3])).Node("Flatten", "m -> n").Node("GlobalMaxPool", "m -> q").Node("Flatten", "q -> o")
                .Node("Concat", "f g n -> c", ("axis", 1)).Node("Softmax", "c -> s").Node("Concat", "s o o o o -> d", ("axis", 1)).Node("Gemm", "d w -> y", ("transB", 1)),
            "Flatten; [input] → GlobalAvgPool2D; [input] → MaxPool2D(3); Flatten; [node_m] → GlobalMaxPool2D; [node_f, node_p, node_n] → Concat; Softmax; [node_s, node_q, node_q, node_q, node_q] → Concat; "
            + "Dense(4, Bias = false): weight = w (3×64) (1×3) (3×4) (1×3) (1×3) (1×3) (1×3)"),
        // Poolings
        Image("MaxPool", graph => graph.Node("MaxPool", "x -> y", ("kernel_shape", (int[])[3, 3]), ("strides", (int[])[2, 2]), ("pads", (int[])[1, 1, 0, 0])), "MaxPool2D(3, Stride = 2, Pads = [1, 1, 0, 0])"),
        Image("MaxPool with strides that differ", graph => graph.Node("MaxPool", "x -> y", ("kernel_shape", (int[])[2, 2]), ("strides", (int[])[2, 1]), ("pads", (int[])[0, 1, 0, 1])), "MaxPool2D(2, Strides = [2, 1], Pads = [0, 1, 0, 1])"),
        Image("AveragePool with strides that differ", graph => graph.Node("AveragePool", "x -> a", ("kernel_shape", (int[])[3, 2]), ("strides", (int[])[1, 2]), ("auto_pad", "SAME_UPPER"))
                .Node("AveragePool", "a -> y", ("kernel_shape", (int[])[3, 2]), ("strides", (int[])[3, 1]), ("ceil_mode", 1)),
            "AvgPool2D(3, 2, Strides = [1, 2], Padding = Same); AvgPool2D(3, 2, Strides = [3, 1], CeilMode = true)"),
        Image("MaxPool with ceil_mode", graph => graph.Node("MaxPool", "x -> y", ("kernel_shape", (int[])[3, 3]), ("strides", (int[])[2, 2]), ("ceil_mode", 1)), "MaxPool2D(3, Stride = 2, CeilMode = true)"),
        Image("MaxPool that ends far outside", graph => graph.Node("MaxPool", "x -> y", ("kernel_shape", (int[])[3, 3]), ("strides", (int[])[3, 3]), ("pads", (int[])[0, 0, 2, 2])), "MaxPool2D(3, Pads = [0, 0, 1, 1])"),
        Image("AveragePool", graph => graph.Node("AveragePool", "x -> y", ("kernel_shape", (int[])[2, 2]), ("strides", (int[])[2, 2])), "AvgPool2D(2)"),
        Image("AveragePool whose padding counts", graph => graph.Node("AveragePool", "x -> y", ("kernel_shape", (int[])[3, 3]), ("strides", (int[])[1, 1]), ("pads", (int[])[1, 1, 1, 1]), ("count_include_pad", 1)), "AvgPool2D(3, Stride = 1, Pad = 1)"),
        Image("AveragePool whose padding doesn't count", graph => graph.Node("AveragePool", "x -> y", ("kernel_shape", (int[])[3, 3]), ("strides", (int[])[1, 1]), ("pads", (int[])[1, 1, 1, 1])), "AvgPool2D(3, Stride = 1, Padding = Same)"),
        Image("AveragePool of a rectangle", graph => graph.Node("AveragePool", "x -> y", ("kernel_shape", (int[])[2, 4]), ("strides", (int[])[2, 4])), "AvgPool2D(2, 4)"),
        Image("AveragePool of the whole image", graph => graph.Node("AveragePool", "x -> y", ("kernel_shape", (int[])[8, 8])), "GlobalAvgPool2D"),
        Image("GlobalAveragePool", graph => graph.Node("GlobalAveragePool", "x -> a").Node("Flatten", "a -> y"), "GlobalAvgPool2D"),
        Image("GlobalMaxPool", graph => graph.Node("GlobalMaxPool", "x -> a").Integers("axes", 2, 3).Node("Squeeze", "a axes -> y"), "GlobalMaxPool2D"),
        Image("ReduceMean", graph => graph.Node("ReduceMean", "x -> y", ("axes", (int[])[2, 3]), ("keepdims", 0)), "GlobalAvgPool2D"),
        Image("ReduceMax", graph => graph.Node("ReduceMax", "x -> y", ("axes", (int[])[-1, -2])), "GlobalMaxPool2D"),
        // Normalisations
        Image("BatchNormalization", graph => graph.Weights("g", [3]).Weights("b", [3]).Weights("m", [3]).Weights("v", [3], 0.5f)
                .Node("BatchNormalization", "x g b m v -> y", ("epsilon", 0.001f), ("momentum", 0.99f)),
            "BatchNorm(Momentum = 0.00999999, Epsilon = 0.001): weight = g, bias = b, running_mean = m, running_var = v"),
        Image("BatchNormalization behind Flatten", graph => graph.Weights("g", [192]).Weights("b", [192]).Weights("m", [192]).Weights("v", [192], 0.5f).Weights("w", [4, 192])
                .Node("Flatten", "x -> f").Node("BatchNormalization", "f g b m v -> n").Node("Gemm", "n w -> y", ("transB", 1)),
            "Flatten; BatchNorm: weight = g (3×64), bias = b (3×64), running_mean = m (3×64), running_var = v (3×64); Dense(4, Bias = false): weight = w (3×64)"),
        Image("InstanceNormalization", graph => graph.Weights("g", [3]).Weights("b", [3]).Node("InstanceNormalization", "x g b -> y"), "InstanceNorm: weight = g, bias = b"),
        Image("GroupNormalization", graph => graph.Weights("g", [3]).Weights("b", [3]).Node("GroupNormalization", "x g b -> y", ("num_groups", 1)), "GroupNorm(1): weight = g, bias = b", 21),
        Image("GroupNormalization of several operators", graph => graph.Integers("groups", 0, 1, -1).Integers("image", 0, 3, 8, 8).Tensor("one", [1], 1).Tensor("zero", [1], 0).Weights("g", [3, 1, 1]).Weights("b", [3, 1, 1])
                .Node("Reshape", "x groups -> r").Node("InstanceNormalization", "r one zero -> n", ("epsilon", 0.01f)).Node("Reshape", "n image -> i").Node("Mul", "i g -> m").Node("Add", "m b -> y"),
            "GroupNorm(1, Epsilon = 0.01): weight = g, bias = b"),
        Sequence("LayerNormalization", graph => graph.Weights("g", [4]).Weights("b", [4]).Node("LayerNormalization", "x g b -> y"), "LayerNorm: weight = g, bias = b"),
        Sequence("LayerNormalization and its bias behind", graph => graph.Weights("g", [4]).Weights("b", [4]).Node("LayerNormalization", "x g -> n").Node("Add", "n b -> y"), "LayerNorm: weight = g, bias = b"),
        Image("LRN", graph => graph.Node("LRN", "x -> y", ("size", 3), ("alpha", 0.01f)), "LocalResponseNorm(3, Alpha = 0.01)"),
        Vector("LpNormalization", graph => graph.Node("LpNormalization", "x -> y"), "L2Normalize"),
        Vector("ReduceL2 and Div", graph => graph.Tensor("least", [], 1e-6f).Node("ReduceL2", "x -> n", ("axes", (int[])[1])).Node("Clip", "n least -> c").Node("Div", "x c -> y"), "L2Normalize(Epsilon = 1E-06)"),
        // Channels
        Image("Softmax", graph => graph.Node("Softmax", "x -> y", ("axis", 1)), "Softmax"),
        Vector("LogSoftmax", graph => graph.Node("LogSoftmax", "x -> y"), "LogSoftmax"),
        Vector("Softmax of opset 11", graph => graph.Node("Softmax", "x -> y"), "Softmax", 11),
        Image("PRelu", graph => graph.Weights("s", [3, 1, 1]).Node("PRelu", "x s -> y"), "PReLU: weight = s"),
        Image("Dropout", graph => graph.Node("Dropout", "x -> y", ("ratio", 0.25f)), "Dropout(0.25)", 7),
        // Joins
        Image("Add", graph => graph.Node("Relu", "x -> a").Node("Tanh", "x -> b").Node("Add", "a b -> y"), "ReLU; [input] → Tanh; [node_a, node_b] → Add"),
        Image("Sum", graph => graph.Node("Relu", "x -> a").Node("Tanh", "x -> b").Node("Sum", "a b x -> y"), "ReLU; [input] → Tanh; [node_a, node_b, input] → Add"),
        Image("Mean", graph => graph.Node("Relu", "x -> a").Node("Mean", "a x -> y"), "ReLU; [node_a, input] → Average"),
        Image("Max", graph => graph.Weights("w", [3, 3, 1, 1]).Node("Conv", "x w -> a").Node("Max", "a x -> y"), "Conv2D(3, 1, Bias = false): weight = w; [node_a, input] → Maximum"),
        Image("Concat", graph => graph.Node("Relu", "x -> a").Node("Concat", "a x -> y", ("axis", 1)), "ReLU; [node_a, input] → Concat"),
        Image("Mul by a gate", graph => graph.Weights("w", [3, 3, 1, 1]).Node("GlobalAveragePool", "x -> p").Node("Conv", "p w -> c").Node("Sigmoid", "c -> g").Node("Mul", "x g -> y"),
            "GlobalAvgPool2D; Dense(3, Bias = false): weight = w; Sigmoid; [input, node_g] → Multiply"),
        // Arithmetic with constants
        Image("Sub and Div by constants", graph => graph.Weights("mean", [1, 3, 1, 1]).Weights("deviation", [3, 1, 1], 0.5f).Node("Sub", "x mean -> a").Node("Div", "a deviation -> y"),
            "BatchNorm(Epsilon = 1E-30), frozen: bias = -1 mean; BatchNorm(Epsilon = 1E-30), frozen: weight = 1/deviation"),
        Image("Mul and Add of one number", graph => graph.Tensor("a", [], 2).Tensor("b", [1], -1).Weights("w", [4, 3, 1, 1]).Node("Mul", "x a -> p").Node("Add", "p b -> s").Node("Conv", "s w -> y"),
            "BatchNorm(Epsilon = 1E-30), frozen: weight = 2, bias = -1; Conv2D(4, 1, Bias = false): weight = w"),
        // Shapes
        ChannelsLast("Transpose", graph => graph.Node("Transpose", "x -> t", ("perm", (int[])[0, 3, 1, 2])).Node("MaxPool", "t -> y", ("kernel_shape", (int[])[2, 2]), ("strides", (int[])[2, 2])), "MaxPool2D(2)"),
        Image("Reshape to a sequence", graph => graph.Integers("shape", 0, 3, 64).Node("Reshape", "x shape -> r").Node("Transpose", "r -> y", ("perm", (int[])[0, 2, 1])), "Reshape(64, 3)"),
        Vector("Reshape of a vector to a sequence", graph => graph.Integers("shape", 0, 2, 3).Weights("g", [3]).Weights("b", [3]).Node("Reshape", "x shape -> r").Node("LayerNormalization", "r g b -> y"),
            "Reshape(2, 3); LayerNorm: weight = g, bias = b"),
        Vector("Identity and Cast", graph => graph.Node("Identity", "x -> a").Node("Cast", "a -> b", ("to", 1)).Node("Relu", "b -> y"), "ReLU"),
        Vector("Unsqueeze", graph => graph.Weights("w", [4, 6, 1, 1]).Integers("axes", 2, 3).Node("Unsqueeze", "x axes -> u").Node("Conv", "u w -> y"), "Dense(4, Bias = false): weight = w"),
        // Rows and columns
        Image("Pad", graph => graph.Integers("pads", 0, 0, 1, 2, 0, 0, 3, -1).Node("Pad", "x pads -> y"), "ZeroPad2D(1, 2, 3, 0); Crop2D(0, 0, 0, 1)"),
        Image("Slice", graph => graph.Integers("starts", 1, -6).Integers("ends", long.MaxValue, -1).Integers("axes", 2, 3).Node("Slice", "x starts ends axes -> y"), "Crop2D(1, 2, 0, 1)"),
        Image("Resize", graph => graph.Tensor("scales", [4], 1, 1, 2, 3).Node("Resize", "x _ scales -> y", ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor")), "Upsample2D(2, 3)"),
        Image("Resize to a size", graph => graph.Integers("sizes", 1, 3, 16, 16).Node("Resize", "x _ _ sizes -> y", ("mode", "linear")), "Upsample2D(2, Interpolation = Bilinear)"),
        Image("Upsample", graph => graph.Tensor("scales", [4], 1, 1, 2, 2).Node("Upsample", "x scales -> y"), "Upsample2D(2)", 9),
        // Parts, and values moved between channels and pixels
        Image("Slice of channels", graph => graph.Integers("starts", 1, 2).Integers("ends", 3, 8).Integers("axes", 1, -1).Node("Slice", "x starts ends axes -> y"), "SliceChannels(1, 2); Crop2D(0, 2, 0, 0)"),
        Image("Split", graph => graph.Node("Relu", "x -> r").Integers("sizes", 1, 2).Node("Split", "r sizes -> a b", ("axis", 1)).Node("Tanh", "b -> t").Node("Concat", "t a -> y", ("axis", 1)),
            "ReLU; SliceChannels(0, 1); [node_r] → SliceChannels(1, 2); Tanh; [node_t, node_a] → Concat"),
        Vector("Split into equal parts", graph => graph.Node("Split", "x -> a b", ("axis", -1)).Node("Add", "a b -> y"), "SliceChannels(0, 3); [input] → SliceChannels(3, 3); [node_a, node_a_2] → Add", 11),
        Image("Split of rows", graph => graph.Node("Split", "x -> a y", ("axis", 2), ("split", (int[])[3, 5])), "Crop2D(3, 0, 0, 0)", 11),
        Image("Gather of channels", graph => graph.Integers("order", 1, 2).Node("Gather", "x order -> y", ("axis", 1)), "SliceChannels(1, 2)"),
        Vector("Gather by turns", graph => graph.Integers("order", 0, 3, 1, 4, 2, 5).Node("Gather", "x order -> y", ("axis", 1)), "ChannelShuffle(2)"),
        Image("DepthToSpace", graph => graph.Weights("w", [12, 3, 1, 1]).Node("Conv", "x w -> c").Node("DepthToSpace", "c -> y", ("blocksize", 2)), "Conv2D(12, 1, Bias = false): weight = w; PixelShuffle(2, BlockMajor = true)"),
        Image("DepthToSpace as PyTorch counts", graph => graph.Weights("w", [12, 3, 1, 1]).Node("Conv", "x w -> c").Node("DepthToSpace", "c -> y", ("blocksize", 2), ("mode", "CRD")),
            "Conv2D(12, 1, Bias = false): weight = w; PixelShuffle(2)"),
        Image("SpaceToDepth", graph => graph.Node("SpaceToDepth", "x -> y", ("blocksize", 4)), "PixelUnshuffle(4, BlockMajor = true)"),
        Image("Channels shuffled by views", graph => graph.Weights("w", [6, 3, 1, 1]).Integers("view", 0, 2, 3, 8, 8).Integers("shape", 0, -1, 8, 8)
                .Node("Conv", "x w -> c").Node("Reshape", "c view -> v").Node("Transpose", "v -> t", ("perm", (int[])[0, 2, 1, 3, 4])).Node("Reshape", "t shape -> y"),
            "Conv2D(6, 1, Bias = false): weight = w; ChannelShuffle(2)"),
        Image("Pixels unshuffled by views", graph => graph.Integers("view", 0, 3, 4, 2, 4, 2).Integers("shape", 0, 12, 4, 4)
                .Node("Reshape", "x view -> v").Node("Transpose", "v -> t", ("perm", (int[])[0, 1, 3, 5, 2, 4])).Node("Reshape", "t shape -> y"),
            "PixelUnshuffle(2)"),
        Image("Pixels unshuffled by views to blocks", graph => graph.Integers("view", 0, 3, 4, 2, 4, 2).Integers("shape", 0, 12, 4, 4)
                .Node("Reshape", "x view -> v").Node("Transpose", "v -> t", ("perm", (int[])[0, 3, 5, 1, 2, 4])).Node("Reshape", "t shape -> y"),
            "PixelUnshuffle(2, BlockMajor = true)"),
        Image("Pixels shuffled by views", graph => graph.Weights("w", [8, 3, 1, 1]).Integers("view", 0, 2, 2, 2, 8, 8).Integers("shape", 0, 2, 16, 16)
                .Node("Conv", "x w -> c").Node("Reshape", "c view -> v").Node("Transpose", "v -> t", ("perm", (int[])[0, 1, 4, 2, 5, 3])).Node("Reshape", "t shape -> y"),
            "Conv2D(8, 1, Bias = false): weight = w; PixelShuffle(2)"),
        ChannelsLast("Pixels shuffled by views, channels last", graph => graph.Weights("w", [8, 3, 1, 1]).Integers("view", 0, 8, 8, 2, 2, 2).Integers("shape", 0, 16, 16, 2)
                .Node("Transpose", "x -> f", ("perm", (int[])[0, 3, 1, 2])).Node("Conv", "f w -> c").Node("Transpose", "c -> l", ("perm", (int[])[0, 2, 3, 1]))
                .Node("Reshape", "l view -> v").Node("Transpose", "v -> t", ("perm", (int[])[0, 1, 3, 2, 4, 5])).Node("Reshape", "t shape -> y"),
            "Conv2D(8, 1, Bias = false): weight = w; PixelShuffle(2, BlockMajor = true)"),
        Vector("Exp of LogSoftmax", graph => graph.Node("LogSoftmax", "x -> l").Node("Exp", "l -> y"), "Softmax"),
        Vector("Log of Softmax", graph => graph.Node("Softmax", "x -> s").Node("Log", "s -> y"), "LogSoftmax"),
        .. Activations(),
        .. Sequences(),
    ];

    public static TheoryData<string> Names => [.. All.Select(test => test.Name)];

    public static OperatorCase Find(string name) => All.Single(test => test.Name == name);

    private static IEnumerable<OperatorCase> Activations()
    {
        string[] plain = ["Relu:ReLU", "Sigmoid:Sigmoid", "Tanh:Tanh", "Softplus:Softplus", "Softsign:Softsign", "HardSwish:HardSwish", "Selu:SELU"];
        foreach (string[] pair in plain.Select(pair => pair.Split(':')))
            yield return Vector(pair[0], graph => graph.Node(pair[0], "x -> y"), pair[1]);
        yield return Vector("Mish", graph => graph.Node("Mish", "x -> y"), "Mish", 18);
        yield return Vector("Gelu", graph => graph.Node("Gelu", "x -> y"), "GELU", 20);
        yield return Vector("Gelu by tanh", graph => graph.Node("Gelu", "x -> y", ("approximate", "tanh")), "GELU(Approximate = true)", 20);
        yield return Vector("LeakyRelu", graph => graph.Node("LeakyRelu", "x -> y", ("alpha", 0.2f)), "LeakyReLU(0.2)");
        yield return Vector("Elu", graph => graph.Node("Elu", "x -> y", ("alpha", 0.5f)), "ELU(0.5)");
        yield return Vector("HardSigmoid", graph => graph.Node("HardSigmoid", "x -> y", ("alpha", 1 / 6f)), "HardSigmoid");
        yield return Vector("Clip", graph => graph.Tensor("a", [], 0).Tensor("b", [], 6).Node("Clip", "x a b -> y"), "ReLU6");
        yield return Vector("Clip of opset 7", graph => graph.Node("Clip", "x -> y", ("min", -1f), ("max", 1f)), "HardTanh", 7);
        yield return Vector("Clip without an upper bound", graph => graph.Tensor("a", [], 0).Node("Clip", "x a -> y"), "ReLU");
        yield return Vector("Sign and Relu", graph => graph.Node("Sign", "x -> a").Node("Relu", "a -> y"), "Step");
        yield return Vector("SiLU of two operators", graph => graph.Node("Sigmoid", "x -> a").Node("Mul", "x a -> y"), "SiLU");
        yield return Vector("Mish of three operators", graph => graph.Node("Softplus", "x -> a").Node("Tanh", "a -> b").Node("Mul", "x b -> y"), "Mish");
        yield return Vector("HardSwish of four operators",
            graph => graph.Tensor("c", [], 3).Tensor("l", [], 0).Tensor("m", [], 6).Node("Add", "x c -> a").Node("Clip", "a l m -> b").Node("Div", "b m -> d").Node("Mul", "x d -> y"), "HardSwish");
        yield return Vector("GELU of five operators",
            graph => graph.Tensor("r", [], 1.4142135f).Tensor("o", [], 1).Tensor("h", [], 0.5f).Node("Div", "x r -> a").Node("Erf", "a -> b").Node("Add", "b o -> c").Node("Mul", "x c -> d").Node("Mul", "d h -> y"), "GELU");
        yield return Vector("GELU by tanh of eight operators",
            graph => graph.Tensor("three", [], 3).Tensor("k", [], 0.044715f).Tensor("s", [], 0.7978846f).Tensor("o", [], 1).Tensor("h", [], 0.5f)
                .Node("Pow", "x three -> a").Node("Mul", "a k -> b").Node("Add", "x b -> c").Node("Mul", "c s -> d").Node("Tanh", "d -> e").Node("Add", "e o -> f").Node("Mul", "x h -> g").Node("Mul", "g f -> y"),
            "GELU(Approximate = true)");
        yield return Vector("Activations one behind the other", graph => graph.Node("Tanh", "x -> a").Node("Relu", "a -> b").Node("Sigmoid", "b -> y"), "Tanh; ReLU; Sigmoid");
    }

    private static OperatorCase Image(string name, Func<ModelBuilder, ModelBuilder> build, string layers, int operatorSet = 17) =>
        new(name, build(new ModelBuilder { OperatorSet = operatorSet }.Input("x", 3, 8, 8).Output("y")).ToBytes(), layers);

    private static OperatorCase ChannelsLast(string name, Func<ModelBuilder, ModelBuilder> build, string layers) =>
        new(name, build(new ModelBuilder().Input("x", 8, 8, 3).Output("y")).ToBytes(), layers);

    private static OperatorCase Sequence(string name, Func<ModelBuilder, ModelBuilder> build, string layers) =>
        new(name, build(new ModelBuilder().Input("x", 5, 4).Output("y")).ToBytes(), layers);

    private static OperatorCase Vector(string name, Func<ModelBuilder, ModelBuilder> build, string layers, int operatorSet = 17) =>
        new(name, build(new ModelBuilder { OperatorSet = operatorSet }.Input("x", 6).Output("y")).ToBytes(), layers);
}
