using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>The four operations: of layers, of a layer and constants, or as a part of an activation.</summary>
internal static class ArithmeticOperators
{
    public static GraphValue Add(NodeContext node) =>
        ElementwiseOperators.WithScalar(node, (x, y) => x + y)
        ?? TokenOperators.Positions(node)
        ?? WithConstant(node, "bias", weight => weight, isSwappable: true)
        ?? Joined(node, (x, y) => x + y, () => JoinOperators.Same(node, "Add"));

    public static GraphValue Subtract(NodeContext node) =>
        ElementwiseOperators.WithScalar(node, (x, y) => x - y)
        ?? WithConstant(node, "bias", weight => weight with { Factor = -1, Value = -weight.Value }, isSwappable: false)
        ?? Joined(node, (x, y) => x - y, () => throw node.Unsupported("only a constant can be subtracted"));

    public static GraphValue Multiply(NodeContext node) =>
        ElementwiseOperators.WithScalar(node, (x, y) => x * y)
        ?? WithConstant(node, "weight", weight => weight, isSwappable: true)
        ?? Joined(node, (x, y) => x * y, () => JoinOperators.Product(node));

    public static GraphValue Divide(NodeContext node) =>
        NormOperators.Quotient(node)
        ?? NormOperators.QuotientByWindow(node)
        ?? ElementwiseOperators.WithScalar(node, (x, y) => x / y)
        ?? WithConstant(node, "weight", weight => weight with { IsReciprocal = true, Value = 1 / weight.Value }, isSwappable: false)
        ?? Joined(node, (x, y) => x / y, () => throw node.Unsupported("only a constant can be divided by"));

    public static GraphValue Maximum(NodeContext node) =>
        NormOperators.Bounded(node, node.Input(1))
        ?? ElementwiseOperators.WithScalar(node, Math.Max)
        ?? Joined(node, Math.Max, () => JoinOperators.Same(node, "Maximum"));

    /// <summary>A join, which together with functions of the same value in front of it may be a part of an activation.</summary>
    private static GraphValue Joined(NodeContext node, Func<double, double, double> function, Func<GraphValue> join) =>
        ElementwiseOperators.Together(node, function, () => TryJoin(join)) ?? join();

    private static LayerValue? TryJoin(Func<GraphValue> join)
    {
        try
        {
            return join() as LayerValue;
        }
        catch (UnsupportedNodeException)
        {
            return null;
        }
    }

    /// <summary>An operation with a constant for each channel; null if neither operand is a constant.</summary>
    private static LayerValue? WithConstant(NodeContext node, string role, Func<OnnxWeight, OnnxWeight> change, bool isSwappable)
    {
        int constant = node.Input(1) is ConstantValue ? 1 : node.Input(0) is ConstantValue && isSwappable ? 0 : -1;
        if (constant < 0)
            return null;
        ConstantValue values = (ConstantValue)node.Input(constant)!;
        LayerValue data = node.Data(1 - constant);
        if (!Broadcasting.IsPerChannel(data, values))
        {
            throw node.Unsupported(
                "its constant has the shape [" + string.Join(", ", values.Dimensions) + "] beside " + NodeContext.Show(data) + ", and only constants of one value, or one for each channel, are supported");
        }

        return Affine.Apply(node, data, change(node.Weight(role, values)) with { Images = data.Images.ToEquatableArray() });
    }
}
