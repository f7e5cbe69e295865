using DeepVision.Generated.Generators.Declaration;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Functions of each element by itself.</summary>
internal static class ElementwiseOperators
{
    /// <summary>What a node gives; null if it is no function of the elements.</summary>
    public static GraphValue? Map(NodeContext node)
    {
        if (node.Node.Operator == "Clip" && NormOperators.Bounded(node, node.Input(1)) is { } bounded)
            return bounded;
        if (node.Node.Operator is "Pow" or "Min")
            return WithScalar(node, node.Node.Operator == "Pow" ? Math.Pow : Math.Min) ?? throw node.Unsupported("it is supported with a constant of one value only");
        return FunctionOf(node) is { } function ? Apply(node, node.Input(0), function) : null;
    }

    /// <summary>An operator of two values, one of which is a constant of one value; null for any other.</summary>
    public static GraphValue? WithScalar(NodeContext node, Func<double, double, double> function)
    {
        if (node.Inputs.Length != 2)
            return null;
        if (node.Input(1) is ConstantValue { Scalar: { } second })
            return Apply(node, node.Input(0), x => function(x, second));
        return node.Input(0) is ConstantValue { Scalar: { } first } ? Apply(node, node.Input(1), x => function(first, x)) : null;
    }

    /// <summary>An operator of two functions of the same value; null for any other.</summary>
    public static ElementwiseValue? Together(NodeContext node, Func<double, double, double> function)
    {
        if (node.Inputs.Length != 2 || AsFunction(node.Input(0)) is not { } left || AsFunction(node.Input(1)) is not { } right)
            return null;
        // What a layer gives may be read as that, and as a function of what is in front of it.
        if (Common(left, right) is not var (first, second))
            return null;
        Func<double, double> both = x => function(first.Function(x), second.Function(x));
        int operations = first.Operations + second.Operations + 1;
        if (operations > ElementwiseValue.MostOperations)
            return null;
        return Recognized(node, first.Source, both, operations) ?? new ElementwiseValue(first.Source, both, layer: null, operations);
    }

    private static (ElementwiseValue First, ElementwiseValue Second)? Common(ElementwiseValue left, ElementwiseValue right)
    {
        ElementwiseValue[] lefts = left.Layer is null ? [left] : [left, Own(left.Layer)], rights = right.Layer is null ? [right] : [right, Own(right.Layer)];
        foreach (ElementwiseValue first in lefts)
        {
            foreach (ElementwiseValue second in rights)
            {
                if (first.Source.Layer == second.Source.Layer && first.Source.LooksLike(second.Source))
                    return (first, second);
            }
        }

        return null;
    }

    private static ElementwiseValue Own(LayerValue layer) => new(layer, x => x, layer, operations: 0);

    /// <summary>A function of a value: of what that is a function of itself, if both together are an activation, else of the value.</summary>
    private static GraphValue Apply(NodeContext node, GraphValue? value, Func<double, double> function)
    {
        ElementwiseValue inner = AsFunction(value) ?? Own(node.LayerOf(value));
        Func<double, double> both = x => function(inner.Function(x));
        int operations = inner.Operations + 1;
        if (operations <= ElementwiseValue.MostOperations && Recognized(node, inner.Source, both, operations) is { } recognized)
            return recognized;
        return inner.Layer is { } layer
            ? Recognized(node, layer, function, 1) ?? new ElementwiseValue(layer, function, layer: null, 1)
            : operations <= ElementwiseValue.MostOperations ? new ElementwiseValue(inner.Source, both, layer: null, operations)
            : throw node.Unsupported("the arithmetic in front of it is no activation of this library");
    }

    private static ElementwiseValue? Recognized(NodeContext node, LayerValue source, Func<double, double> function, int operations)
    {
        if (Activations.IsIdentity(function))
            return Own(source);
        return Activations.Find(function) is { } activation ? new ElementwiseValue(source, function, node.AppendSame(activation, source), operations) : null;
    }

    private static ElementwiseValue? AsFunction(GraphValue? value) => value switch
    {
        ElementwiseValue elementwise => elementwise,
        LayerValue layer => Own(layer),
        _ => null,
    };

    private static Func<double, double>? FunctionOf(NodeContext node)
    {
        switch (node.Node.Operator)
        {
            case "Relu":
                return x => Math.Max(0, x);
            case "LeakyRelu":
                double slope = node.Single("alpha", 0.01f);
                return x => x < 0 ? slope * x : x;
            case "ThresholdedRelu":
                double threshold = node.Single("alpha", 1);
                return x => x > threshold ? x : 0;
            case "Elu":
                double alpha = node.Single("alpha", 1);
                return x => ScalarFunctions.Elu(x, alpha);
            case "Celu":
                double width = node.Single("alpha", 1);
                return x => x > 0 ? x : width * (Math.Exp(x / width) - 1);
            case "Selu":
                (double seluAlpha, double gamma) = (node.Single("alpha", (float)ScalarFunctions.SeluAlpha), node.Single("gamma", (float)ScalarFunctions.SeluGamma));
                return x => ScalarFunctions.Selu(x, seluAlpha, gamma);
            case "HardSigmoid":
                (double factor, double constant) = (node.Single("alpha", 0.2f), node.Single("beta", 0.5f));
                return x => ScalarFunctions.HardSigmoid(x, factor, constant);
            case "Gelu":
                return node.TextOf("approximate", "none") == "tanh" ? ScalarFunctions.ApproximateGelu : ScalarFunctions.Gelu;
            case "Clip":
                (double least, double most) = (Bound(node, "min", 1, double.NegativeInfinity), Bound(node, "max", 2, double.PositiveInfinity));
                return x => Math.Min(most, Math.Max(least, x));
            default:
                return Plain(node.Node.Operator);
        }
    }

    /// <summary>The functions without attributes.</summary>
    private static Func<double, double>? Plain(string kind) => kind switch
    {
        "Sigmoid" => ScalarFunctions.Sigmoid,
        "Tanh" => Math.Tanh,
        "Softplus" => ScalarFunctions.Softplus,
        "Softsign" => x => x / (1 + Math.Abs(x)),
        "HardSwish" => x => x * ScalarFunctions.HardSigmoid(x, 1 / 6.0, 0.5),
        "Mish" => ScalarFunctions.Mish,
        "Erf" => ScalarFunctions.Erf,
        "Exp" => Math.Exp,
        "Log" => Math.Log,
        "Sqrt" => Math.Sqrt,
        "Abs" => Math.Abs,
        "Neg" => x => -x,
        "Sign" => x => Math.Sign(x),
        "Reciprocal" => x => 1 / x,
        _ => null,
    };

    /// <summary>A bound is an attribute up to opset 10, and an input that may be left out from then on.</summary>
    private static double Bound(NodeContext node, string attribute, int input, double otherwise)
    {
        if (!node.HasInput(input))
            return node.Single(attribute, (float)otherwise);
        return node.Numbers(input, attribute) is [double bound] ? bound : throw node.Unsupported("its " + attribute + " is no single number");
    }
}
