using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>
/// Sequences of images. Files make each image a sample by a Reshape, and a sequence of what layers give for the images by another one; the network's
/// layers take the sequence as it is.
/// </summary>
internal static class ImageSequences
{
    /// <summary>What a node gives; of one that reads images of a sequence, something for each of them.</summary>
    /// <exception cref="UnsupportedNodeException">No layer can do it.</exception>
    public static GraphValue Map(NodeContext node)
    {
        LayerValue[] values = [.. node.Inputs.Select(ValueOf).OfType<LayerValue>()];
        if (values.Any(value => value.Shape.Steps > 0) && node.Node.Operator is not ("Reshape" or "Identity" or "Shape"))
            throw node.Unsupported("it reads a sequence of images, whose images must be samples there (Reshape)");
        int steps = values.Select(value => value.Steps).FirstOrDefault();
        if (values.Any(value => value.Steps != steps))
            throw node.Unsupported("it reads images of a sequence beside what belongs to whole samples");
        GraphValue result = OnnxOperators.Map(node);
        // A Reshape says itself whose samples it gives.
        return steps > 0 && node.Node.Operator != "Reshape" ? ForEach(result, steps) : result;
    }

    /// <summary>A Reshape that makes samples of the images of a sequence, or sequences of such samples; null for any other.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="wanted">The shape.</param>
    public static LayerValue? Reshape(NodeContext node, LayerValue input, double[] wanted)
    {
        if (input.Shape.Steps > 0)
        {
            int[] image = [.. input.Dimensions.Skip(1)];
            return ShapeOperators.Resolve(node, image, wanted) is { } samples && samples.SequenceEqual(image)
                ? new LayerValue(input.Layer, input.Shape.OfOneImage(), image, input.ChannelAxis - 1) { Steps = input.Shape.Steps }
                : throw node.Unsupported("it doesn't make a sample of each image of " + NodeContext.Show(input));
        }

        int[] sequence = [input.Steps, .. input.Dimensions];
        if (input.Steps == 0 || (wanted.Length > 0 && wanted[0] == 0) || ShapeOperators.Resolve(node, sequence, wanted) is not { } dimensions || (wanted.Contains(-1) && wanted[0] != -1 && dimensions[0] != input.Steps))
            return null;
        if (dimensions.SequenceEqual(sequence) && input.Images.Length == 0 && (input.IsVector ? input.Dimensions.Length == 1 : input.Shape.Rank == 3))
            return new LayerValue(input.Layer, input.Shape.ForEachOf(input.Steps), dimensions, input.ChannelAxis + 1);
        if (!input.HasNetworkOrder || dimensions.Length > 3)
            throw node.Unsupported("it puts the images of a sequence together in an order that no layer does");
        return Whole(node, input, dimensions);
    }

    /// <summary>All values of a sequence of images under another shape, their channels last.</summary>
    private static LayerValue Whole(NodeContext node, LayerValue input, int[] dimensions)
    {
        (Shape shape, (string, object)[] arguments) = dimensions switch
        {
            [var height, var width, var channels] => (Shape.Image(height, width, channels), new (string, object)[] { ("height", height), ("width", width), ("channels", channels) }),
            [var steps, var features] => (Shape.Sequence(steps, features), [("steps", steps), ("features", features)]),
            _ => (Shape.Vector(dimensions[0]), [("length", dimensions[0])]),
        };
        return new LayerValue(node.Append(Layer("Reshape", arguments), [input], []), shape, dimensions, dimensions.Length - 1);
    }

    private static LayerValue? ValueOf(GraphValue? value) => value switch
    {
        LayerValue layer => layer,
        ElementwiseValue elementwise => elementwise.Layer ?? elementwise.Views[0].Source,
        GroupedValue grouped => grouped.Value,
        NormValue norm => norm.Source,
        FactoredValue factored => factored.Image,
        _ => null,
    };

    private static GraphValue ForEach(GraphValue value, int steps) => value switch
    {
        LayerValue layer => layer.ForEachOf(steps),
        SeveralValues several => new SeveralValues([.. several.Outputs.Select(output => ForEach(output, steps))]),
        _ => value,
    };
}
