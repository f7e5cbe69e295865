using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Normalisations.</summary>
internal static class NormOperators
{
    public static GraphValue BatchNormalization(NodeContext node)
    {
        LayerValue input = node.Data();
        if (node.Integer("training_mode", 0) != 0 || node.Integer("spatial", 1) == 0)
            throw node.Unsupported("it doesn't normalise channels by running statistics");
        if (input.ChannelAxis != 0)
            throw node.Unsupported("it normalises " + NodeContext.Show(input) + " by another axis than the channels");
        bool isSequence = input.Shape.Rank == 2;
        if (isSequence)
            input = SequenceOperators.AsImage(node, input);
        // ONNX counts what the running statistics keep, not what they take over.
        float momentum = 1 - node.Single("momentum", 0.9f);
        LayerDeclaration layer = Layer("BatchNorm").With("Epsilon", node.Single("epsilon", 1e-5f), otherwise: 1e-5f);
        if (momentum is > 0 and <= 1 && Math.Abs(momentum - 0.1f) > 1e-6f)
            layer = layer.With("Momentum", momentum);
        LayerValue normalised = node.AppendSame(
            layer, input,
            node.ChannelWeight("weight", 1, input), node.ChannelWeight("bias", 2, input), node.ChannelWeight("running_mean", 3, input), node.ChannelWeight("running_var", 4, input));
        return isSequence ? SequenceOperators.AsSequence(node, normalised) : normalised;
    }

    public static GraphValue LayerNormalization(NodeContext node)
    {
        LayerValue input = node.Data();
        int last = input.Dimensions.Length - 1;
        if (node.Axis(node.Integer("axis", -1), input.Dimensions.Length) != last || input.ChannelAxis != last)
            throw node.Unsupported("it normalises other axes than the channels");
        List<OnnxWeight> weights = [node.ChannelWeight("weight", 1, input)];
        if (node.HasInput(2))
            weights.Add(node.ChannelWeight("bias", 2, input));
        return node.AppendSame(WithEpsilon("LayerNorm", node), input, [.. weights]);
    }

    /// <summary>Over the groups of channels that a Reshape in front makes, it is a group normalisation; what stands behind gives that its weights.</summary>
    public static GraphValue InstanceNormalization(NodeContext node)
    {
        if (node.Input(0) is not GroupedValue grouped)
        {
            LayerValue input = node.Image();
            return node.AppendSame(WithEpsilon("InstanceNorm", node), input, node.ChannelWeight("weight", 1, input), node.ChannelWeight("bias", 2, input));
        }

        if (node.Numbers(1, "weight").Any(value => value != 1) || node.Numbers(2, "bias").Any(value => value != 0))
            throw node.Unsupported("it has a weight for each group of channels");
        return new GroupedValue(node.AppendSame(GroupNorm(node, grouped.Groups), grouped.Value), grouped.Groups);
    }

    public static GraphValue GroupNormalization(NodeContext node)
    {
        LayerValue input = node.Data();
        long groups = node.Integer("num_groups", 0);
        if (input.ChannelAxis != 0 || input.Shape.Rank == 2 || groups < 1 || input.Channels % groups != 0)
            throw node.Unsupported("it doesn't normalise groups of channels");
        return node.AppendSame(GroupNorm(node, (int)groups), input, Weight("weight", 1), Weight("bias", 2));

        // Up to opset 20 there is a value for each group.
        OnnxWeight Weight(string role, int index)
        {
            ConstantValue constant = node.Constant(index, role);
            return constant.Count == groups || constant.Count == input.Channels ? node.Weight(role, constant) : throw node.Unsupported("its " + role + " has " + Text.Of(constant.Count) + " values");
        }
    }

    /// <summary>ONNX's window has its larger half behind the channel, the layer's before it: they agree for odd sizes.</summary>
    public static GraphValue LocalResponseNormalization(NodeContext node)
    {
        LayerValue input = node.Image();
        long size = node.Integer("size", 0);
        if (size % 2 == 0 || size is < 1 or > 255)
            throw node.Unsupported("its size is " + Text.Of(size) + ", and only odd ones up to 255 are supported");
        return node.AppendSame(LocalResponseNorm((int)size, node.Single("alpha", 1e-4f), node.Single("beta", 0.75f), node.Single("bias", 1)), input);
    }

    public static GraphValue LpNormalization(NodeContext node)
    {
        LayerValue input = node.Data();
        if (node.Integer("p", 2) != 2 || node.Axis(node.Integer("axis", -1), input.Dimensions.Length) != input.ChannelAxis)
            throw node.Unsupported("it doesn't divide by the Euclidean norm of the channels");
        return node.AppendSame(Layer("L2Normalize"), input);
    }

    /// <summary>The norms of the channels: x / max(‖x‖, epsilon) is written as several operators.</summary>
    public static GraphValue Norm(NodeContext node)
    {
        LayerValue input = node.Data();
        if (node.IntegersOf("axes", 1) is not [long axis] || node.Axis(axis, input.Dimensions.Length) != input.ChannelAxis || node.Integer("keepdims", 1) == 0)
            throw node.Unsupported("it gives no norm of the channels");
        return new NormValue(input, 0);
    }

    /// <summary>Norms of at least so much; null if the node reads no norms.</summary>
    public static GraphValue? Bounded(NodeContext node, GraphValue? least) =>
        node.Input(0) is NormValue norm && least is ConstantValue { Scalar: { } smallest } ? new NormValue(norm.Source, smallest) : null;

    /// <summary>What is divided by its norms; null if the node doesn't.</summary>
    public static LayerValue? Quotient(NodeContext node)
    {
        if (node.Input(1) is not NormValue norm)
            return null;
        LayerValue data = node.Data();
        if (norm.Smallest <= 0 || norm.Source.Layer != data.Layer)
            throw node.Unsupported("it divides by the norms of another value, or by norms that may be 0");
        return node.AppendSame(Layer("L2Normalize").With("Epsilon", (float)norm.Smallest, otherwise: 1e-12f), data);
    }

    /// <summary>
    /// What is divided by a power of the squares around each channel, which a convolution adds up: a local response normalisation over an even number of channels is written so.
    /// Null if the node doesn't do that.
    /// </summary>
    public static LayerValue? QuotientByWindow(NodeContext node)
    {
        if (node.Input(0) is not LayerValue data || node.Input(1) is not ElementwiseValue { Layer: null, Views: [var power] } || power.Source.Layer < 0
            || node.LayerAt(power.Source.Layer) is not
            {
                Declaration: { Kind: "Conv2D", Arguments.Count: 2 } convolution, Inputs: [>= 0 and var squares], Weights: [{ Tensor: { } band, IsTransposed: false, Factor: 1 }, { Tensor: { } constant, Factor: 1 }],
            }
            || convolution["kernelSize"] is not 1 || convolution["filters"] is not int filters || filters != data.Channels
            || node.LayerAt(squares) is not { Declaration.Kind: "Multiply", Inputs: [var left, var right] } || left != data.Layer || right != data.Layer
            || node.ValueOf(band) is not ConstantValue { Values: { } window } || node.ValueOf(constant) is not ConstantValue { Values: [var k, ..] constants } || constants.Any(value => value != k))
        {
            return null;
        }

        double exponent = Math.Log(power.Function(2)) / Math.Log(2);
        int size = Enumerable.Range(1, data.Channels).Select(half => 2 * half).FirstOrDefault(IsWindow);
        if (size == 0 || new[] { 0.5, 3, 10 }.Any(x => Math.Abs(power.Function(x) / Math.Pow(x, exponent) - 1) > 1e-5))
            return null;
        return node.AppendSame(LocalResponseNorm(size, (float)(window[0] * size), (float)exponent, (float)k), data);

        // A channel reads half of the window in front of it, and less than that behind.
        bool IsWindow(int wanted) => window[0] > 0 && window.Select((value, place) => (value, before: place / data.Channels - place % data.Channels))
            .All(weight => weight.value == (weight.before <= wanted / 2 && weight.before > wanted / 2 - wanted ? window[0] : 0));
    }

    private static LayerDeclaration LocalResponseNorm(int size, float alpha, float beta, float k) => Layer("LocalResponseNorm", ("size", size))
        .With("Alpha", alpha, otherwise: 1e-4f).With("Beta", beta, otherwise: 0.75f).With("K", k, otherwise: 1f);

    private static LayerDeclaration GroupNorm(NodeContext node, int groups) =>
        Layer("GroupNorm", ("groups", groups)).With("Epsilon", node.Single("epsilon", 1e-5f), otherwise: 1e-5f);

    private static LayerDeclaration WithEpsilon(string kind, NodeContext node) => Layer(kind).With("Epsilon", node.Single("epsilon", 1e-5f), otherwise: 1e-5f);
}
