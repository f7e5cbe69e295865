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
        return node.AppendSame(
            Layer("LocalResponseNorm", ("size", (int)size))
                .With("Alpha", node.Single("alpha", 1e-4f), otherwise: 1e-4f).With("Beta", node.Single("beta", 0.75f), otherwise: 0.75f).With("K", node.Single("bias", 1), otherwise: 1f),
            input);
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

    private static LayerDeclaration GroupNorm(NodeContext node, int groups) =>
        Layer("GroupNorm", ("groups", groups)).With("Epsilon", node.Single("epsilon", 1e-5f), otherwise: 1e-5f);

    private static LayerDeclaration WithEpsilon(string kind, NodeContext node) => Layer(kind).With("Epsilon", node.Single("epsilon", 1e-5f), otherwise: 1e-5f);
}
