using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>What makes one value of several.</summary>
internal static class JoinOperators
{
    /// <summary>A join of values of one shape.</summary>
    public static GraphValue Same(NodeContext node, string kind)
    {
        LayerValue[] values = [.. node.Inputs.Select(node.LayerOf)];
        if (values.Length == 1)
            return values[0];
        if (values.FirstOrDefault(value => !value.LooksLike(values[0])) is { } other)
            throw node.Unsupported("it joins " + NodeContext.Show(values[0]) + " and " + NodeContext.Show(other) + ", and only values of one shape can be joined");
        return values[0].At(node.Append(Join(kind), values, []));
    }

    /// <summary>A product, of values of one shape or of one and its gate.</summary>
    public static GraphValue Product(NodeContext node)
    {
        LayerValue[] values = [.. node.Inputs.Select(node.LayerOf)];
        if (values.Length != 2)
            throw node.Unsupported("it has other than two factors");
        if (values[0].LooksLike(values[1]))
            return Same(node, "Multiply");
        LayerValue whole = values[0].Shape.Length >= values[1].Shape.Length ? values[0] : values[1], gate = ReferenceEquals(whole, values[0]) ? values[1] : values[0];
        if (whole.IsVector || !IsGate(whole, gate))
            throw node.Unsupported("it multiplies " + NodeContext.Show(values[0]) + " by " + NodeContext.Show(values[1]) + ", and only factors of one shape, or one for each channel or pixel, are supported");
        return whole.At(node.Append(Join("Multiply"), values, []));
    }

    public static GraphValue Concat(NodeContext node)
    {
        LayerValue[] values = [.. node.Inputs.Select(node.LayerOf)];
        LayerValue first = values[0];
        int axis = node.Axis(node.Integer("axis", 1), first.Dimensions.Length);
        if (values.Length == 1)
            return first;
        if (values.Any(value => value.Shape.Rank != first.Shape.Rank || value.Dimensions.Length != first.Dimensions.Length || value.ChannelAxis != axis))
            throw node.Unsupported("it puts values beside each other by another axis than the channels");
        Shape shape = first.Shape with { Channels = values.Sum(value => value.Channels) };
        int[] dimensions = [.. first.Dimensions.Select((size, i) => i == axis ? shape.Channels : size)];
        FlattenedImage[] images = values.All(value => value.Images.Length == 0) ? []
            : [.. values.SelectMany(value => value.Images.Length > 0 ? value.Images : [new FlattenedImage(1, value.Channels)])];
        return new LayerValue(node.Append(Join("Concat"), values, []), shape, dimensions, axis) { Images = images };
    }

    /// <summary>Joins take names of layers where they are written.</summary>
    public static Declaration.LayerDeclaration Join(string kind) => Layer(kind, (Declaration.KnownNames.JoinNames, (EquatableArray<string>)[]));

    /// <summary>Whether a value is a factor for each channel, or for each pixel, of another one.</summary>
    private static bool IsGate(LayerValue whole, LayerValue gate)
    {
        int shift = whole.Dimensions.Length - gate.Dimensions.Length;
        if (shift < 0 || gate.Images.Length > 0)
            return false;
        bool isPerChannel = gate.Channels == whole.Channels && gate.Shape is { Height: 1, Width: 1 } && gate.ChannelAxis + shift == whole.ChannelAxis;
        bool isPerPixel = gate.Shape == whole.Shape with { Channels = 1 } && shift == 0 && gate.ChannelAxis == whole.ChannelAxis;
        return isPerChannel || isPerPixel;
    }
}
