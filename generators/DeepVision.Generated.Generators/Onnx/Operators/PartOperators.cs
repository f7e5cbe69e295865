using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Operators that take a part of a value, or its parts apart: channels, steps, rows or columns.</summary>
internal static class PartOperators
{
    public static GraphValue Slice(NodeContext node)
    {
        LayerValue value = node.Data();
        (int[] first, int[] end) = (new int[value.Dimensions.Length], [.. value.Dimensions]);
        foreach (AxisRange range in AxisRange.Read(node, [0, .. value.Dimensions.Select(size => (long)size)]))
        {
            int axis = node.Axis(range.Axis, value.Dimensions.Length);
            (first[axis], end[axis]) = ((int)range.First, (int)range.End);
        }

        return Take(node, value, first, end);
    }

    /// <summary>Parts one behind the other, equal ones if the node doesn't say how large.</summary>
    public static GraphValue Split(NodeContext node)
    {
        LayerValue value = node.Data();
        int axis = node.Axis(node.Integer("axis", 0), value.Dimensions.Length), parts = node.Node.Outputs.Count;
        List<GraphValue> outputs = [];
        int first = 0;
        foreach (long size in SizesOf(node, value.Dimensions[axis], parts))
        {
            outputs.Add(Take(node, value, axis, first, first + (int)size));
            first += (int)size;
        }

        return new SeveralValues(outputs);
    }

    /// <summary>The sizes of a Split's parts, of which there are as many as outputs.</summary>
    public static long[] SizesOf(NodeContext node, int whole, int parts)
    {
        long equal = parts == 0 ? 0 : (whole + parts - 1) / parts;
        long[] sizes = node.IntegersOf("split", 1) ?? [.. Enumerable.Range(0, parts).Select(part => Math.Min(equal, whole - part * equal))];
        return sizes.Length == parts && sizes.All(size => size >= 1 && size <= whole) && sizes.Sum() == whole
            ? sizes
            : throw node.Unsupported("its parts are not the " + Text.Of(whole) + " elements of the axis together");
    }

    /// <summary>Elements by their places: neighbours, a single step, or channels by turns.</summary>
    public static GraphValue Gather(NodeContext node)
    {
        LayerValue value = node.Data();
        int axis = node.Axis(node.Integer("axis", 0), value.Dimensions.Length), size = value.Dimensions[axis];
        ConstantValue indices = node.Constant(1, "indices");
        int[] places = [.. node.Numbers(1, "indices").Select(place => (int)Math.Max(-1, Math.Min(size, place < 0 ? place + size : place)))];
        if (places.Length == 0 || indices.Dimensions.Length > 1 || places.Any(place => place < 0 || place >= size))
            throw node.Unsupported("it gathers elements that aren't there");
        if (indices.Dimensions.Length == 0)
        {
            return value.Shape.Rank == 2 && axis != value.ChannelAxis ? SequenceOperators.StateAt(node, value, places[0]) : throw node.Unsupported("it takes a single element of an axis that isn't that of steps");
        }

        if (places.Select((place, i) => place - i).Distinct().Count() == 1)
            return Take(node, value, axis, places[0], places[0] + places.Length);
        if (axis != value.ChannelAxis || value.Images.Length > 0 || places.Length != size || Groups(places) is not { } groups)
            throw node.Unsupported("it puts elements into an order that no layer does");
        // PyTorch's order of channels is that of the operator SpaceToDepth, shuffled.
        if (value.Layer >= 0 && node.LayerAt(value.Layer) is { Declaration: { Kind: "PixelUnshuffle" } unshuffle } layer && unshuffle["factor"] is int factor && unshuffle["BlockMajor"] is true && factor * factor == groups)
            return value.At(node.Append(layer with { Declaration = unshuffle.Without("BlockMajor") }));
        return node.AppendSame(Layer("ChannelShuffle", ("groups", groups)), value);
    }

    /// <summary>Neighbouring elements of one axis.</summary>
    private static LayerValue Take(NodeContext node, LayerValue value, int axis, int first, int end) =>
        Take(node, value, [.. value.Dimensions.Select((_, i) => i == axis ? first : 0)], [.. value.Dimensions.Select((size, i) => i == axis ? end : size)]);

    /// <summary>Neighbouring elements of each axis.</summary>
    private static LayerValue Take(NodeContext node, LayerValue value, int[] first, int[] end)
    {
        if (first.Zip(end, (from, to) => from >= to).Any(isEmpty => isEmpty))
            throw node.Unsupported("it takes nothing");
        int channelAxis = value.ChannelAxis, channels = end[channelAxis] - first[channelAxis];
        if (channels < value.Channels)
        {
            if (value.Images.Length > 0)
                throw node.Unsupported("it takes a part of an image that has become a vector");
            int slice = node.Append(Layer("SliceChannels", ("first", first[channelAxis]), ("count", channels)), [value], []);
            value = new LayerValue(slice, value.Shape with { Channels = channels }, [.. value.Dimensions.Select((size, axis) => axis == channelAxis ? channels : size)], channelAxis);
        }

        int[] others = [.. Enumerable.Range(0, value.Dimensions.Length).Where(axis => axis != channelAxis)];
        if (value.Shape.Rank == 3)
        {
            (int rows, int columns) = (others[0], others[1]);
            return ImageOperators.Border(
                node, value, "Crop2D", -1, [first[rows], first[columns], value.Dimensions[rows] - end[rows], value.Dimensions[columns] - end[columns]]);
        }

        return value.Shape.Rank == 2 && end[others[0]] - first[others[0]] < value.Dimensions[others[0]]
            ? SequenceOperators.Steps(node, value, first[others[0]], end[others[0]] - first[others[0]])
            : value;
    }

    /// <summary>The groups from which channels come by turns; null if they don't.</summary>
    private static int? Groups(int[] places)
    {
        if (places[0] != 0 || places[1] == 0 || places.Length % places[1] != 0)
            return null;
        int size = places[1], groups = places.Length / size;
        return places.Select((place, i) => place == i % groups * size + i / groups).All(fits => fits) ? groups : null;
    }
}
