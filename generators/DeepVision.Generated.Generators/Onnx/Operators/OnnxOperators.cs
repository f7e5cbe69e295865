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
        ["MaxPool"] = PoolingOperators.MaxPool,
        ["AveragePool"] = PoolingOperators.AveragePool,
        ["GlobalAveragePool"] = node => PoolingOperators.Global(node, "GlobalAvgPool2D", node.Image()),
        ["GlobalMaxPool"] = node => PoolingOperators.Global(node, "GlobalMaxPool2D", node.Image()),
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
        ["Cast"] = ShapeOperators.Cast,
        ["Expand"] = ShapeOperators.Expand,
        ["Flatten"] = ShapeOperators.Flatten,
        ["Reshape"] = ShapeOperators.Reshape,
        ["Squeeze"] = ShapeOperators.Squeeze,
        ["Unsqueeze"] = ShapeOperators.Unsqueeze,
        ["Transpose"] = ShapeOperators.Transpose,
        ["Shape"] = ShapeOperators.ShapeOf,
        ["Pad"] = ImageOperators.Pad,
        ["Slice"] = ImageOperators.Slice,
        ["Resize"] = ImageOperators.Resize,
        ["Upsample"] = ImageOperators.Upsample,
    };

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
        if (s_rows.TryGetValue(node.Node.Operator, out Func<NodeContext, GraphValue>? row))
            return row(node);
        return ElementwiseOperators.Map(node) ?? throw node.Unsupported("this operator is not supported");
    }
}
