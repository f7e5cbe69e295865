namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <content>Graphs that can't become layers, each with its message.</content>
internal static partial class OperatorCases
{
    public static IReadOnlyList<OperatorCase> Unsupported { get; } =
    [
        Node("an operator that no layer does", graph => graph.Node("Einsum", "x -> y"), "Einsum", "this operator is not supported"),
        Node("a convolution over three axes", graph => graph.Weights("w", [4, 3, 1, 1, 1]).Node("Conv", "x w -> y"), "Conv", "it is a convolution over 3 axes, and only those over rows and columns, or over steps, are supported"),
        Node("weights that aren't constants", graph => graph.Node("Conv", "x x -> y"), "Conv", "its weight must be a constant of the file"),
        Node("weights that are computed", graph => graph.Weights("w", [6, 3, 1, 1]).Tensor("two", [], 2).Node("Mul", "w two -> v").Node("Conv", "x v -> y"), "Conv",
            "its weight is computed from constants, and only tensors of the file can be read when the program runs"),
        Node("a dilated pooling", graph => graph.Node("MaxPool", "x -> y", ("kernel_shape", (int[])[2, 2]), ("dilations", (int[])[2, 2])), "MaxPool", "its window is dilated"),
        Node("an axis that is moved", graph => graph.Node("Transpose", "x -> y", ("perm", (int[])[0, 1, 3, 2])), "Transpose", "it exchanges rows and columns"),
        Node("samples that are moved", graph => graph.Node("Transpose", "x -> y"), "Transpose", "it moves the samples of a batch to another axis"),
        Node("channels that are shuffled", graph => graph.Integers("shape", 0, 8, 8, 3).Node("Reshape", "x shape -> y"), "Reshape", "it makes 8×8×3 of 3×8×8, which puts values into an order that no layer does"),
        Node("softmax over rows", graph => graph.Node("Softmax", "x -> y"), "Softmax", "it goes over another axis than the channels"),
        Node("a constant for each pixel", graph => graph.Weights("c", [8, 8]).Node("Sub", "x c -> y"), "Sub",
            "its constant has the shape [8, 8] beside 3×8×8, and only constants of one value, or one for each channel, are supported"),
        Node("a value that nobody gives", graph => graph.Node("Relu", "z -> y"), "Relu", "it reads 'z', which no node before it gives"),
        Node("pads that differ from zero", graph => graph.Integers("pads", 0, 0, 1, 1, 0, 0, 1, 1).Node("Pad", "x pads -> y", ("mode", "reflect")), "Pad", "it pads by something else than zeros"),
        Node("channels with others between them", graph => graph.Integers("starts", 0).Integers("ends", 3).Integers("axes", 1).Integers("steps", 2).Node("Slice", "x starts ends axes steps -> y"), "Slice",
            "it leaves out elements between others"),
        Node("channels in an order of their own", graph => graph.Integers("order", 2, 1, 0).Node("Gather", "x order -> y", ("axis", 1)), "Gather", "it puts elements into an order that no layer does"),
        Node("parts that aren't the whole", graph => graph.Integers("sizes", 1, 1).Node("Split", "x sizes -> y z", ("axis", 1)), "Split", "its parts are not the 3 elements of the axis together"),
        Node("blocks of channels that don't divide", graph => graph.Node("DepthToSpace", "x -> y", ("blocksize", 2)), "DepthToSpace", "it doesn't make blocks of 2×2 of 3 channels"),
        Node("pixels that are turned in their blocks", graph => graph.Integers("view", 0, 3, 4, 2, 4, 2).Integers("shape", 0, 12, 4, 4)
                .Node("Reshape", "x view -> v").Node("Transpose", "v -> t", ("perm", (int[])[0, 1, 5, 3, 2, 4])).Node("Reshape", "t shape -> y"), "Reshape",
            "it puts the channels and pixels of 3×8×8 into an order that no layer does"),
        Recurrent("a reset in front of the product", graph => graph.Node("GRU", "t w r -> y"), 3, "GRU",
            "its reset gate stands in front of the product (linear_before_reset = 0), and only the one behind it is supported"),
        Recurrent("other activations", graph => graph.Node("RNN", "t w r -> y", ("activations", (string[])["Softsign"])), 1, "RNN", "its activation is softsign, and only Tanh and Relu are supported"),
        Recurrent("a state to begin with", graph => graph.Weights("h", [1, 1, 2]).Node("RNN", "t w r _ _ h -> y"), 1, "RNN", "it begins with a state that is neither zero nor a vector of another layer"),
        Recurrent("lengths", graph => graph.Integers("lengths", 4).Node("RNN", "t w r _ lengths -> y"), 1, "RNN", "it reads sequences of different lengths (sequence_lens)"),
        Recurrent("weights of another layer", graph => graph.Node("RNN", "t w r -> y"), 4, "RNN", "its weights [1, 8, 3] and [1, 8, 2] don't fit 3 features"),
        Recurrent("the cells behind the last step", graph => graph.Node("LSTM", "t w r -> a b y"), 4, "LSTM", "only its first 2 outputs can be read", node: "a"),
        Attention("scores that aren't scaled", graph => graph.Node("Softmax", "s -> p", ("axis", -1)).Node("MatMul", "p q -> y"), "MatMul",
            "the scores of its attention aren't divided by the root of the features of a head"),
        Attention("a mask of its own", graph => graph.Tensor("mask", [5, 5], [.. Enumerable.Range(0, 25).Select(pair => pair % 5 < pair / 5 ? 0f : -1e30f)]).Node("Add", "s mask -> y"), "Add",
            "it adds another mask than the one by which a step reads the steps up to its own"),
        Attention("a softmax over the queries", graph => graph.Node("Softmax", "s -> y", ("axis", 2)), "Softmax", "it reads what is inside of an attention, in another order of operators than that of a scaled dot product"),
        Node("tokens of a layer", graph => graph.Weights("w", [4, 3]).Node("Relu", "x -> r").Node("Cast", "r -> t", ("to", 7)).Node("Gather", "w t -> y"), "Cast", "it makes other numbers than floats", node: "t"),
        Node("arithmetic with tokens", graph => graph.Input("i", 7, [4]).Node("Relu", "i -> y"), "Relu", "it reads whole numbers, and only a table of vectors can be asked for those (Gather)"),
        Node("images beside a sequence of them", graph => graph.Input("z", 2, 3, 8, 8).Integers("images", -1, 3, 8, 8).Node("Reshape", "z images -> s").Node("Add", "x s -> y"), "Add", "it reads images of a sequence beside what belongs to whole samples"),
        Node("a sequence of images as it is", graph => graph.Input("z", 2, 3, 8, 8).Node("Relu", "z -> y"), "Relu", "it reads a sequence of images, whose images must be samples there (Reshape)"),
        Whole("no input", new ModelBuilder().Weights("x", [3]).Output("y").Node("Relu", "x -> y"), "OnnxNetwork(\"net.onnx\") can't be a network: net.onnx has no input"),
        Whole("an input of bytes", new ModelBuilder().Input("x", 2, [3, 8, 8]).Output("y").Node("Relu", "x -> y"),
            "OnnxNetwork(\"net.onnx\") can't be a network: net.onnx takes other numbers than floats as 'x'"),
        Whole("open channels", new ModelBuilder().Input("x", 0, 8, 8).Output("y").Node("Relu", "x -> y"),
            "OnnxNetwork(\"net.onnx\") can't be a network: net.onnx leaves open how large axis 1 of 'x' is, and a network's shapes are known when it is compiled"),
        Whole("operators of another time", new ModelBuilder { OperatorSet = 5 }.Input("x", 3, 8, 8).Output("y").Node("Relu", "x -> y"),
            "OnnxNetwork(\"net.onnx\") can't read net.onnx: it uses version 5 of ONNX's operators (its opset), and versions 7 to 21 are supported"),
        Whole("external data", new ModelBuilder().Input("x", 3, 8, 8).Output("y").Node("Relu", "x -> y")
                .TensorMessage([.. ModelBuilder.RawTensor("w", [2], []), .. ModelBuilder.Integer(14, 1)]),
            "OnnxNetwork(\"net.onnx\") can't read net.onnx: the values of tensor 'w' are in another file (external data), which isn't supported; save the model as one file"),
    ];

    public static TheoryData<string> UnsupportedNames => [.. Unsupported.Select(test => test.Name)];

    public static OperatorCase FindUnsupported(string name) => Unsupported.Single(test => test.Name == name);

    private static OperatorCase Node(string name, Func<ModelBuilder, ModelBuilder> build, string kind, string reason, string node = "y") => new(
        name, build(new ModelBuilder().Input("x", 3, 8, 8).Output("y")).ToBytes(),
        $"OnnxNetwork(\"net.onnx\") can't take {kind} 'node {node}' of net.onnx: {reason}. End the network before it with To, or write the file without it.");

    /// <summary>The scores s of a sequence of 5 steps and 4 features in two heads q.</summary>
    private static OperatorCase Attention(string name, Func<ModelBuilder, ModelBuilder> build, string kind, string reason) => new(
        name, build(Heads(new ModelBuilder().Input("x", 5, 4).Output("y")).Node("MatMul", "q k -> s")).ToBytes(),
        $"OnnxNetwork(\"net.onnx\") can't take {kind} 'node y' of net.onnx: {reason}. End the network before it with To, or write the file without it.");

    /// <summary>A recurrent layer of 2 units over 5 steps of 3 features.</summary>
    private static OperatorCase Recurrent(string name, Func<ModelBuilder, ModelBuilder> build, int gates, string kind, string reason, string node = "y") => new(
        name,
        build(new ModelBuilder().Input("x", 5, 3).Output("y").Weights("w", [1, 2 * gates, 3]).Weights("r", [1, 2 * gates, 2]).Node("Transpose", "x -> t", ("perm", (int[])[1, 0, 2]))).ToBytes(),
        $"OnnxNetwork(\"net.onnx\") can't take {kind} 'node {node}' of net.onnx: {reason}. End the network before it with To, or write the file without it.");

    private static OperatorCase Whole(string name, ModelBuilder model, string message) => new(name, model.ToBytes(), message);
}
