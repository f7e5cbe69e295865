namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>The table of operators. A new one is a row here; constants are computed by <see cref="ConstantOperators"/>.</summary>
internal static class OnnxOperators
{
    private static readonly Dictionary<string, Func<NodeContext, GraphValue>> s_rows = new(StringComparer.Ordinal)
    {
        ["Conv"] = ConvolutionOperators.Convolution,
        ["ConvTranspose"] = ConvolutionOperators.TransposedConvolution,
        ["Gemm"] = DenseOperators.Gemm,
        ["MatMul"] = DenseOperators.MatMul,
        ["RNN"] = RecurrentOperators.SimpleRNN,
        ["LSTM"] = RecurrentOperators.LSTM,
        ["GRU"] = RecurrentOperators.GRU,
        ["MaxPool"] = PoolingOperators.MaxPool,
        ["AveragePool"] = PoolingOperators.AveragePool,
        ["GlobalAveragePool"] = node => PoolingOperators.Global(node, "GlobalAvgPool2D", node.Positions()),
        ["GlobalMaxPool"] = node => PoolingOperators.Global(node, "GlobalMaxPool2D", node.Positions()),
        ["ReduceMean"] = node => PoolingOperators.Reduce(node, "GlobalAvgPool2D"),
        ["ReduceMax"] = node => PoolingOperators.Reduce(node, "GlobalMaxPool2D"),
        ["BatchNormalization"] = NormOperators.BatchNormalization,
        ["LayerNormalization"] = NormOperators.LayerNormalization,
        ["InstanceNormalization"] = NormOperators.InstanceNormalization,
        ["GroupNormalization"] = NormOperators.GroupNormalization,
        ["LRN"] = NormOperators.LocalResponseNormalization,
        ["ReduceL2"] = NormOperators.Norm,
        ["LpNormalization"] = NormOperators.LpNormalization,
        ["Softmax"] = node => ChannelOperators.Softmax(node, "Softmax"),
        ["LogSoftmax"] = node => ChannelOperators.Softmax(node, "LogSoftmax"),
        ["PRelu"] = ChannelOperators.PRelu,
        ["Dropout"] = ChannelOperators.Dropout,
        ["Concat"] = JoinOperators.Concat,
        ["Sum"] = node => JoinOperators.Same(node, "Add"),
        ["Mean"] = node => JoinOperators.Same(node, "Average"),
        ["Add"] = ArithmeticOperators.Add,
        ["Sub"] = ArithmeticOperators.Subtract,
        ["Mul"] = ArithmeticOperators.Multiply,
        ["Div"] = ArithmeticOperators.Divide,
        ["Max"] = ArithmeticOperators.Maximum,
        ["Identity"] = ShapeOperators.Identity,
        ["Cast"] = node => TokenOperators.Tokens(node) ?? ShapeOperators.Cast(node),
        ["Expand"] = ShapeOperators.Expand,
        ["Flatten"] = ShapeOperators.Flatten,
        ["Reshape"] = ShapeOperators.Reshape,
        ["Squeeze"] = ShapeOperators.Squeeze,
        ["Unsqueeze"] = ShapeOperators.Unsqueeze,
        ["Transpose"] = ShapeOperators.Transpose,
        ["Shape"] = ShapeOperators.ShapeOf,
        ["Pad"] = ImageOperators.Pad,
        ["Slice"] = PartOperators.Slice,
        ["Split"] = PartOperators.Split,
        ["Gather"] = node => TokenOperators.Embedding(node) ?? PartOperators.Gather(node),
        ["DepthToSpace"] = ImageOperators.DepthToSpace,
        ["SpaceToDepth"] = ImageOperators.SpaceToDepth,
        ["Resize"] = ImageOperators.Resize,
        ["Upsample"] = ImageOperators.Upsample,
    };

    /// <summary>The operators that change no number of a constant whose elements are all one.</summary>
    private static readonly HashSet<string> s_views = new(StringComparer.Ordinal) { "Identity", "Cast", "Expand", "Reshape", "Squeeze", "Unsqueeze", "Transpose", "Slice", "Gather" };

    /// <summary>What a node gives.</summary>
    /// <exception cref="UnsupportedNodeException">No layer can do it.</exception>
    public static GraphValue Map(NodeContext node)
    {
        if (node.Node.Domain is not ("" or "ai.onnx"))
            throw node.Unsupported("it is an operator of the domain '" + node.Node.Domain + "', and only ONNX's own are supported");
        if (ConstantOperators.Fold(node) is { } constant)
            return constant;
        if (node.Inputs.Length == 0)
            throw node.Unsupported("it has no input");
        if (StateOperators.Map(node) is { } states)
            return states;
        if (node.Input(0) is UniformValue uniform && s_views.Contains(node.Node.Operator))
            return uniform;
        return AttentionOperators.Map(node) ?? MapPlainly(node);
    }

    /// <summary>The same without what several operators are together.</summary>
    public static GraphValue MapPlainly(NodeContext node) => s_rows.TryGetValue(node.Node.Operator, out Func<NodeContext, GraphValue>? row)
        ? row(node)
        : ElementwiseOperators.Map(node) ?? throw node.Unsupported("this operator is not supported");
}
