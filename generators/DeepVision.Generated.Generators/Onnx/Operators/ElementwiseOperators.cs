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
        if (node.Node.Operator is "Exp" or "Log" && ChannelOperators.WithoutLogarithm(node) is { } probabilities)
            return probabilities;
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
    /// <param name="node">The node.</param>
    /// <param name="function">What it computes.</param>
    /// <param name="join">The layer that computes it of two others, if the functions are no activation together; null if there is none.</param>
    public static ElementwiseValue? Together(NodeContext node, Func<double, double, double> function, Func<LayerValue?> join)
    {
        if (node.Inputs.Length != 2 || ViewsOf(node.Input(0)) is not { } lefts || ViewsOf(node.Input(1)) is not { } rights)
            return null;
        List<ElementwiseView> views = [];
        foreach (ElementwiseView left in lefts)
        {
            foreach (ElementwiseView right in rights)
            {
                if (left.Source.Layer == right.Source.Layer && left.Source.LooksLike(right.Source))
                    views.Add(new(left.Source, x => function(left.Function(x), right.Function(x)), left.Operations + right.Operations + 1));
            }
        }

        ElementwiseView[] known = Bounded(views);
        return known.Length == 0 ? null : new ElementwiseValue(known, Recognized(node, known) ?? join());
    }

    /// <summary>A function of a value, and with that of all that the value is a function of.</summary>
    private static ElementwiseValue Apply(NodeContext node, GraphValue? value, Func<double, double> function)
    {
        IEnumerable<ElementwiseView> inner = ViewsOf(value) ?? [ElementwiseView.Of(node.LayerOf(value))];
        ElementwiseView[] views = Bounded(inner.Select(view => new ElementwiseView(view.Source, x => function(view.Function(x)), view.Operations + 1)));
        return views.Length == 0
            ? throw node.Unsupported("the arithmetic in front of it is no activation of this library")
            : new ElementwiseValue(views, Recognized(node, views));
    }

    /// <summary>The layer that computes the longest of these functions that is an activation; null if none is.</summary>
    private static LayerValue? Recognized(NodeContext node, IEnumerable<ElementwiseView> views)
    {
        foreach (ElementwiseView view in views)
        {
            if (Activations.IsIdentity(view.Function))
                return view.Source;
            if (Activations.Find(view.Function) is { } activation)
                return node.AppendSame(activation, view.Source);
        }

        return null;
    }

    private static IEnumerable<ElementwiseView>? ViewsOf(GraphValue? value) => value switch
    {
        ElementwiseValue elementwise => elementwise.Views,
        LayerValue layer => [ElementwiseView.Of(layer)],
        _ => null,
    };

    /// <summary>As many as an activation can need, so that nothing grows without end.</summary>
    private static ElementwiseView[] Bounded(IEnumerable<ElementwiseView> views) =>
        [.. views.Where(view => view.Operations <= ElementwiseView.MostOperations).OrderByDescending(view => view.Operations).Take(4)];

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
