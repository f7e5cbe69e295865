using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Parts of sequences, and sequences as images of one row where layers take only those.</summary>
internal static class SequenceOperators
{
    /// <summary>One step of a sequence, as a vector. The last one that a recurrent layer comes to is what that gives by itself.</summary>
    public static LayerValue StateAt(NodeContext node, LayerValue sequence, int step)
    {
        int features = sequence.Channels, steps = sequence.Shape.Width;
        ImportedLayer part = new(Layer("SliceChannels", ("first", step * features), ("count", features)), node.Name, [Flatten(node, sequence)], []);
        if (sequence.Layer >= 0 && node.LayerAt(sequence.Layer) is { Declaration: var states } layer && states["ReturnSequences"] is true && step == (states["GoBackwards"] is true ? 0 : steps - 1))
            part = part with { LastState = layer with { Declaration = states.Without("ReturnSequences") } };
        return new LayerValue(node.AppendWhole(part), Shape.Vector(features), [features], 0);
    }

    /// <summary>Neighbouring steps.</summary>
    public static LayerValue Steps(NodeContext node, LayerValue sequence, int first, int count)
    {
        int features = sequence.Channels;
        int part = node.Append(Layer("SliceChannels", ("first", first * features), ("count", count * features)), [Flatten(node, sequence)]);
        int steps = node.Append(Layer("Reshape", ("steps", count), ("features", features)), [part]);
        return new LayerValue(steps, Shape.Sequence(count, features), [.. sequence.Dimensions.Select((size, axis) => axis == sequence.ChannelAxis ? size : count)], sequence.ChannelAxis);
    }

    /// <summary>A sequence as an image of one row, its channels first.</summary>
    public static LayerValue AsImage(NodeContext node, LayerValue sequence)
    {
        (int steps, int features) = (sequence.Shape.Width, sequence.Channels);
        return node.AppendImage(Layer("Reshape", ("height", 1), ("width", steps), ("channels", features)), sequence, 1, steps, features);
    }

    /// <summary>An image of one row as a sequence, its channels first.</summary>
    public static LayerValue AsSequence(NodeContext node, LayerValue image)
    {
        (int steps, int features) = (image.Shape.Width, image.Channels);
        return new LayerValue(node.Append(Layer("Reshape", ("steps", steps), ("features", features)), [image], []), Shape.Sequence(steps, features), [features, steps], 0);
    }

    private static int Flatten(NodeContext node, LayerValue sequence) => node.Append(Layer("Flatten"), [sequence], []);
}
