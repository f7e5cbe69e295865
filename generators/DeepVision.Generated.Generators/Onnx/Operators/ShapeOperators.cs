using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Onnx;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Operators that give the same values under another shape, or in another order.</summary>
internal static class ShapeOperators
{
    /// <summary>More than any layer knows.</summary>
    public const int MostAxes = 8;

    public static GraphValue Identity(NodeContext node) => node.Input(0) ?? throw node.Unsupported("its input is left out");

    public static GraphValue Cast(NodeContext node) =>
        node.Integer("to", 0) is OnnxTypes.Float or OnnxTypes.Double or OnnxTypes.Float16 or OnnxTypes.BFloat16 ? Identity(node) : throw node.Unsupported("it makes other numbers than floats");

    /// <summary>Constants that are computed here; the number of samples is not a number.</summary>
    public static GraphValue ShapeOf(NodeContext node)
    {
        double[] shape = [double.NaN, .. node.Data().Dimensions.Select(size => (double)size)];
        int start = Index(node.Integer("start", 0)), end = Index(node.Integer("end", shape.Length));
        return ConstantValue.Of(shape.Skip(start).Take(Math.Max(0, end - start)));

        int Index(long index) => (int)Math.Max(0, Math.Min(shape.Length, index < 0 ? index + shape.Length : index));
    }

    public static GraphValue Expand(NodeContext node)
    {
        if (node.Input(0) is NormValue norm)
            return norm;
        LayerValue input = node.Data();
        double[] shape = node.Constant(1, "shape").Values ?? [];
        // A vector that the file sees as a sequence of one step, at every step.
        if (input is { IsVector: true, Dimensions: [1, _], ChannelAxis: 1 } && shape is [_, > 1 and <= Sizes.PixelLimit and var steps, var features] && (features == 1 || features == input.Channels))
        {
            Shape sequence = Shape.Sequence((int)steps, input.Channels);
            return new LayerValue(node.Append(Layer("RepeatVector", ("steps", sequence.Width)), [input], []), sequence, [sequence.Width, sequence.Channels], 1);
        }

        bool isSame = shape.Length == input.Dimensions.Length + 1 && shape.Skip(1).Zip(input.Dimensions, (wanted, size) => wanted == size || wanted == 1).All(same => same);
        return isSame ? input : throw node.Unsupported("it repeats values");
    }

    public static GraphValue Flatten(NodeContext node)
    {
        LayerValue input = node.Data();
        long axis = node.Integer("axis", 1);
        if (axis < 0)
            axis += input.Dimensions.Length + 1;
        if (axis < 1 || input.Dimensions.Take((int)axis - 1).Any(size => size != 1))
            throw node.Unsupported("it flattens across the samples of a batch");
        return Reshape(node, input, [checked((int)input.Shape.Length)]);
    }

    public static GraphValue Reshape(NodeContext node)
    {
        double[] wanted = node.Constant(1, "shape").Values ?? throw node.Unsupported("its shape must be known when the program is compiled");
        if (node.Input(0) is GroupedValue grouped)
            return Ungroup(node, grouped, wanted);
        if (node.Input(0) is FactoredValue factored)
            return factored.Reshaped(node, wanted);
        LayerValue input = node.Data();
        if (wanted.Length is 0 or > MostAxes)
            throw node.Unsupported("it makes one value of a batch, or one of more than " + Text.Of(MostAxes) + " axes");
        if (ImageSequences.Reshape(node, input, wanted) is { } sequence)
            return sequence;
        if (Resolve(node, input.Dimensions, wanted) is { } dimensions)
            return Reshape(node, input, dimensions);
        throw node.Unsupported("its shape [" + string.Join(", ", wanted) + "] doesn't keep the samples of a batch apart");
    }

    public static GraphValue Squeeze(NodeContext node)
    {
        LayerValue input = node.Data();
        int rank = input.Dimensions.Length;
        int[] axes = node.IntegersOf("axes", 1) is { } given
            ? [.. given.Select(axis => node.Axis(axis, rank))]
            : [.. Enumerable.Range(0, rank).Where(axis => input.Dimensions[axis] == 1)];
        if (axes.Any(axis => input.Dimensions[axis] != 1))
            throw node.Unsupported("it removes an axis with more than one element");
        return Reshape(node, input, [.. input.Dimensions.Where((_, axis) => !axes.Contains(axis))]);
    }

    public static GraphValue Unsqueeze(NodeContext node)
    {
        LayerValue input = node.Data();
        long[] axes = node.IntegersOf("axes", 1) ?? [];
        // What a recurrent layer begins with: an axis for directions in front of the samples.
        if (axes is [0 or -3] && input is { IsVector: true, Dimensions.Length: 1, Images.Length: 0, Steps: 0 })
            return new StatesValue([input], [SequenceAxis.One, SequenceAxis.Samples, SequenceAxis.Features]);
        if (axes.Length + input.Dimensions.Length >= MostAxes)
            throw node.Unsupported("it makes a value of more than " + Text.Of(MostAxes) + " axes");
        List<int> dimensions = [.. input.Dimensions];
        foreach (int axis in axes.Select(axis => node.Axis(axis, input.Dimensions.Length + axes.Length)).OrderBy(axis => axis))
            dimensions.Insert(Math.Min(axis, dimensions.Count), 1);
        return Reshape(node, input, [.. dimensions]);
    }

    /// <summary>Only where the channels are changes: nothing moves in the network, where they are always last.</summary>
    public static GraphValue Transpose(NodeContext node)
    {
        if (node.Input(0) is FactoredValue factored)
            return factored.Transposed(node);
        LayerValue input = node.Data();
        int rank = input.Dimensions.Length;
        long[] order = node.Integers("perm") ?? [.. Enumerable.Range(0, rank + 1).Select(axis => (long)(rank - axis))];
        // Recurrent layers want the steps in front of the samples.
        if (order is [1, 0, 2] or [1, 2, 0] or [2, 0, 1] or [2, 1, 0] && input.Shape.Rank == 2 && rank == 2)
            return StatesValue.Of(input).Seen(order.Select(axis => StatesValue.Of(input).Axes[(int)axis]));
        if (order.Length != rank + 1 || order[0] != 0 || !order.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, rank + 1).Select(axis => (long)axis)))
            throw node.Unsupported("it moves the samples of a batch to another axis");
        int[] axes = [.. order.Skip(1).Select(axis => (int)axis - 1)];
        int[] others = [.. axes.Where(axis => axis != input.ChannelAxis && input.Dimensions[axis] != 1)];
        if (!others.SequenceEqual(others.OrderBy(axis => axis)))
            throw node.Unsupported("it exchanges rows and columns");
        return input.Seen([.. axes.Select(axis => input.Dimensions[axis])], Array.IndexOf(axes, input.ChannelAxis));
    }

    /// <summary>A vector in groups as a sequence with a step for each.</summary>
    public static LayerValue ToSequence(NodeContext node, GroupedValue grouped)
    {
        Shape shape = Shape.Sequence(grouped.Groups, grouped.Value.Channels / grouped.Groups);
        return new LayerValue(Append(node, grouped.Value, shape), shape, [shape.Width, shape.Channels], 1);
    }

    /// <summary>The dimensions behind the samples'; null if those don't stay the first.</summary>
    /// <param name="node">The node.</param>
    /// <param name="dimensions">Those of what it reads.</param>
    /// <param name="wanted">Its shape.</param>
    public static int[]? Resolve(NodeContext node, int[] dimensions, double[] wanted)
    {
        bool keepsZeros = node.Integer("allowzero", 0) == 0;
        double length = dimensions.Aggregate(1.0, (product, size) => product * size);
        double[] rest = [.. wanted.Skip(1).Select((size, axis) => size == 0 && keepsZeros && axis < dimensions.Length ? dimensions[axis] : size)];
        if (rest.Any(size => double.IsNaN(size) || size < -1 || size > int.MaxValue))
            return null;
        double known = rest.Where(size => size != -1).Aggregate(1.0, (product, size) => product * size);
        if (known <= 0 || rest.Count(size => size == -1) > 1)
            return null;
        double open = length / known;
        int[] resolved = [.. rest.Select(size => size == -1 ? (int)open : (int)size)];
        return resolved.Aggregate(1.0, (product, size) => product * size) == length ? resolved : null;
    }

    private static GraphValue Reshape(NodeContext node, LayerValue input, int[] dimensions)
    {
        if (dimensions.SequenceEqual(input.Dimensions))
            return input;
        if (input.IsVector && dimensions.Count(size => size != 1) <= 1)
            return input.Seen(dimensions, Math.Max(0, Array.FindIndex(dimensions, size => size != 1)));
        if (dimensions.Length <= 1)
            return AsVector(node, input);
        if (AsGroups(input, dimensions) is { } grouped)
            return grouped;
        if (FactoredValue.Of(input, dimensions) is { } factored)
            return factored;
        if (WithChannels(input) is { } channels && dimensions[0] == channels && dimensions.Length is 2 or 3)
        {
            // The file counts channels first, before and behind; the network last.
            Shape shape = dimensions.Length == 3 ? Shape.Image(dimensions[1], dimensions[2], channels) : Shape.Sequence(dimensions[1], channels);
            return new LayerValue(Append(node, input, shape), shape, dimensions, 0);
        }

        if (!input.HasNetworkOrder || dimensions.Length > 3)
            throw node.Unsupported("it makes " + string.Join("×", dimensions.Select(size => Text.Of(size))) + " of " + NodeContext.Show(input) + ", which puts values into an order that no layer does");
        Shape plain = dimensions.Length == 3 ? Shape.Image(dimensions[0], dimensions[1], dimensions[2]) : Shape.Sequence(dimensions[0], dimensions[1]);
        bool isSplit = dimensions is [var steps, var heads, var width] && input.Shape.Rank == 2 && steps == input.Shape.Width && (long)heads * width == input.Channels;
        return new LayerValue(Append(node, input, plain), plain, dimensions, dimensions.Length - 1) { InHeads = isSplit ? input : null };
    }

    private static int Append(NodeContext node, LayerValue input, Shape shape) => input.Steps > 0
        ? throw node.Unsupported("it gives each image of a sequence another shape")
        : node.Append(
            shape.Rank == 3
                ? Layer("Reshape", ("height", shape.Height), ("width", shape.Width), ("channels", shape.Channels))
                : Layer("Reshape", ("steps", shape.Width), ("features", shape.Channels)),
            [input], []);

    private static LayerValue AsVector(NodeContext node, LayerValue input)
    {
        int length = checked((int)input.Shape.Length), pixels = length / input.Channels;
        bool isReordered = !input.HasNetworkOrder && input.Channels > 1 && pixels > 1;
        return new LayerValue(node.Append(Layer("Flatten"), [input], []), Shape.Vector(length), [length], 0)
        {
            Images = isReordered ? [new FlattenedImage(input.Channels, pixels)] : [],
            Steps = input.Steps,
        };
    }

    /// <summary>The channels that the file counts first: those of an image or a sequence, or of what a vector has been.</summary>
    private static int? WithChannels(LayerValue value) =>
        value.Shape.Rank > 1 && value.ChannelAxis == 0 ? value.Channels
        : value.Images is [FlattenedImage image] ? image.Channels
        : null;

    /// <summary>Channels in groups, each with all of its pixels; null for any other shape.</summary>
    private static GroupedValue? AsGroups(LayerValue input, int[] dimensions) =>
        dimensions.Length == 2 && input.ChannelAxis == 0 && input.Shape.Rank is 1 or 3 && dimensions[0] < input.Channels && input.Channels % dimensions[0] == 0 && input.Images.Length == 0
        && !(input.IsVector && input.Dimensions.Length > 1)
            ? new GroupedValue(input, dimensions[0])
            : null;

    private static LayerValue Ungroup(NodeContext node, GroupedValue grouped, double[] wanted) =>
        Resolve(node, grouped.Value.Dimensions, wanted) is { } dimensions && dimensions.SequenceEqual(grouped.Value.Dimensions)
            ? grouped.Value
            : throw node.Unsupported("it doesn't undo the grouping of channels");
}
