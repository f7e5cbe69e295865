using DeepVision.Generated.Generators.Model;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Operators that look at the channels of each pixel, and dropout.</summary>
internal static class ChannelOperators
{
    public static GraphValue Softmax(NodeContext node, string kind)
    {
        LayerValue input = node.Data();
        int axis = node.Axis(node.Integer("axis", node.OperatorSet < 13 ? 1 : -1), input.Dimensions.Length);
        // Up to opset 12 all axes from that one on are one.
        bool isChannels = node.OperatorSet < 13 ? input.Dimensions.Skip(axis).Count(size => size != 1) <= 1 : true;
        if (!isChannels || (axis != input.ChannelAxis && !(node.OperatorSet < 13 && input.IsVector && axis <= input.ChannelAxis)))
            throw node.Unsupported("it goes over another axis than the channels");
        return node.AppendSame(Layer(kind), input);
    }

    /// <summary>The powers of e of LogSoftmax are Softmax, whose logarithms are LogSoftmax; null if the node reads neither.</summary>
    public static LayerValue? WithoutLogarithm(NodeContext node)
    {
        (string kind, string other) = node.Node.Operator == "Exp" ? ("LogSoftmax", "Softmax") : ("Softmax", "LogSoftmax");
        return node.Input(0) is LayerValue { Layer: >= 0 } value && node.LayerAt(value.Layer) is { } layer && layer.Declaration.Kind == kind
            ? value.At(node.Append(Layer(other), layer.Inputs))
            : null;
    }

    public static GraphValue PRelu(NodeContext node)
    {
        LayerValue input = node.Data();
        ConstantValue slope = node.Constant(1, "slope");
        if (!Broadcasting.IsPerChannel(input, slope))
            throw node.Unsupported("its slope has the shape [" + string.Join(", ", slope.Dimensions) + "], and only one for each channel is supported");
        return node.AppendSame(Layer("PReLU"), input, node.Weight("weight", slope) with { Images = input.Images.ToEquatableArray() });
    }

    /// <summary>It changes nothing in a prediction.</summary>
    public static GraphValue Dropout(NodeContext node)
    {
        float rate = node.Single("ratio", 0.5f);
        if (node.Input(1) is ConstantValue { Scalar: { } given })
            rate = (float)given;
        return rate is > 0 and < 1 ? node.AppendSame(Layer("Dropout", ("rate", rate)), node.Data()) : node.Data();
    }
}
