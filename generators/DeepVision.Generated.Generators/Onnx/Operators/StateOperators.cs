using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Operators around recurrent ones, over values whose samples aren't the first axis or that have two directions. Most of them say only which axis is where.</summary>
internal static class StateOperators
{
    /// <summary>Those of as many layers as somebody may stack.</summary>
    private const int MostDirections = 256;

    /// <summary>What a node gives that reads such a value; null if it isn't one of these operators.</summary>
    public static GraphValue? Map(NodeContext node)
    {
        if (node.Inputs.FirstOrDefault() is not StatesValue states)
            return null;
        return node.Node.Operator switch
        {
            "Identity" or "Dropout" => states,
            "Transpose" => Transpose(node, states),
            "Squeeze" => Squeeze(node, states),
            "Unsqueeze" => Unsqueeze(node, states),
            "Reshape" => Reshape(node, states),
            "Shape" => ConstantValue.Of(Enumerable.Range(0, states.Axes.Count).Select(axis => states.Axes[axis] == SequenceAxis.Samples ? double.NaN : states.SizeOf(axis))),
            "Gather" => Gather(node, states),
            "Slice" => Slice(node, states),
            "Split" => Split(node, states),
            "Concat" => Concat(node),
            _ => null,
        };
    }

    private static GraphValue Transpose(NodeContext node, StatesValue states)
    {
        int rank = states.Axes.Count;
        long[] order = node.Integers("perm") ?? [.. Enumerable.Range(0, rank).Select(axis => (long)(rank - 1 - axis))];
        if (!order.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, rank).Select(axis => (long)axis)))
            throw node.Unsupported("its order is not one of its axes");
        return states.Seen(order.Select(axis => states.Axes[(int)axis]));
    }

    private static GraphValue Squeeze(NodeContext node, StatesValue states)
    {
        int[] axes = node.IntegersOf("axes", 1) is { } given
            ? [.. given.Select(axis => AxisOf(node, states, axis))]
            : [.. Enumerable.Range(0, states.Axes.Count).Where(axis => states.SizeOf(axis) == 1 && states.Axes[axis] != SequenceAxis.Features)];
        if (axes.Any(axis => states.SizeOf(axis) != 1 || states.Axes[axis] == SequenceAxis.Features))
            throw node.Unsupported("it removes an axis with more than one element");
        IReadOnlyList<LayerValue> values = axes.Any(axis => states.Axes[axis] == SequenceAxis.Steps) ? StatesAt(node, states, 0) : states.Directions;
        return new StatesValue(values, [.. states.Axes.Where((_, axis) => !axes.Contains(axis))]).Simplified();
    }

    private static GraphValue Unsqueeze(NodeContext node, StatesValue states)
    {
        long[] given = node.IntegersOf("axes", 1) ?? [];
        List<SequenceAxis> axes = [.. states.Axes];
        if (axes.Count + given.Length > ShapeOperators.MostAxes)
            throw node.Unsupported("it makes a value of more than " + Text.Of(ShapeOperators.MostAxes) + " axes");
        foreach (long axis in given.Select(axis => axis < 0 ? axis + states.Axes.Count + given.Length : axis).OrderBy(axis => axis))
        {
            if (axis < 0 || axis > axes.Count)
                throw node.Unsupported("it has no axis " + Text.Of(axis));
            axes.Insert((int)axis, SequenceAxis.One);
        }

        return states.Seen(axes);
    }

    /// <summary>Axes of one element come and go, and the directions become features beside each other.</summary>
    private static GraphValue Reshape(NodeContext node, StatesValue states)
    {
        double[] wanted = node.Constant(1, "shape").Values ?? throw node.Unsupported("its shape must be known when the program is compiled");
        StatesValue plain = new(states.Directions, [.. states.Axes.Where((axis, place) => axis != SequenceAxis.One && !(axis == SequenceAxis.Directions && states.SizeOf(place) == 1))]);
        int directions = plain.Axes.ToList().IndexOf(SequenceAxis.Directions);
        if (directions >= 0 && directions + 1 < plain.Axes.Count && plain.Axes[directions + 1] == SequenceAxis.Features && wanted.Count(size => size != 1) < plain.Axes.Count)
            plain = new StatesValue([Beside(node, states.Directions)], [.. plain.Axes.Where(axis => axis != SequenceAxis.Directions)]);
        List<SequenceAxis> axes = [];
        int next = 0;
        for (int place = 0; place < wanted.Length; place++)
        {
            double size = wanted[place] == 0 && place < states.Axes.Count ? states.SizeOf(place) : wanted[place];
            bool isNext = next < plain.Axes.Count && (size == -1 || double.IsNaN(size) || size == plain.SizeOf(next) || plain.Axes[next] == SequenceAxis.Samples);
            if (!isNext && size != 1)
                throw Unsupported();
            axes.Add(isNext ? plain.Axes[next++] : SequenceAxis.One);
        }

        return next == plain.Axes.Count ? plain.Seen(axes) : throw Unsupported();

        UnsupportedNodeException Unsupported() => node.Unsupported("its shape [" + string.Join(", ", wanted) + "] is not one of the states of a recurrent layer");
    }

    private static GraphValue Gather(NodeContext node, StatesValue states)
    {
        ConstantValue indices = node.Constant(1, "indices");
        int axis = AxisOf(node, states, node.Integer("axis", 0)), size = states.SizeOf(axis);
        if (node.Numbers(1, "indices") is not [var index] || indices.Dimensions.Length > 1)
            throw node.Unsupported("it gathers more than one element of a sequence");
        double place = index < 0 ? index + size : index;
        if (!(place >= 0 && place < size))
            throw node.Unsupported("it gathers an element that isn't there");
        return Single(node, states, axis, (int)place, isKept: indices.Dimensions.Length == 1);
    }

    private static GraphValue Slice(NodeContext node, StatesValue states)
    {
        GraphValue value = states;
        foreach (AxisRange range in AxisRange.Read(node, [.. Enumerable.Range(0, states.Axes.Count).Select(axis => (long)states.SizeOf(axis))]).ToArray())
            value = value is StatesValue left ? Take(node, left, range.Axis, (int)range.First, (int)range.End) : throw node.Unsupported("it cuts by several axes");
        return value;
    }

    private static GraphValue Split(NodeContext node, StatesValue states)
    {
        int axis = AxisOf(node, states, node.Integer("axis", 0)), first = 0;
        List<GraphValue> parts = [];
        foreach (long size in PartOperators.SizesOf(node, states.SizeOf(axis), node.Node.Outputs.Count))
        {
            parts.Add(Take(node, states, axis, first, first + (int)size));
            first += (int)size;
        }

        return new SeveralValues(parts);
    }

    /// <summary>Directions of several layers, or the features of their sequences, beside each other.</summary>
    private static GraphValue Concat(NodeContext node)
    {
        StatesValue[] values = [.. node.Inputs.Select(input => input as StatesValue ?? throw node.Unsupported("it puts a sequence beside another value"))];
        StatesValue first = values[0];
        int axis = AxisOf(node, first, node.Integer("axis", 0));
        if (values.Any(value => !value.Axes.SequenceEqual(first.Axes) || value.Directions.Any(direction => direction.Shape with { Channels = 0 } != first.Directions[0].Shape with { Channels = 0 })))
            throw node.Unsupported("it puts values of different shapes beside each other");
        if (values.Sum(value => value.Directions.Count) > MostDirections)
            throw node.Unsupported("it puts more than " + Text.Of(MostDirections) + " values beside each other");
        if (first.Axes[axis] == SequenceAxis.Directions && values.All(value => value.Directions[0].Channels == first.Directions[0].Channels))
            return new StatesValue([.. values.SelectMany(value => value.Directions)], first.Axes);
        if (first.Axes[axis] == SequenceAxis.Features && values.All(value => value.Directions.Count == 1))
            return new StatesValue([Beside(node, [.. values.Select(value => value.Directions[0])])], first.Axes).Simplified();
        throw node.Unsupported("it puts values beside each other by another axis than the features");
    }

    /// <summary>Neighbouring elements of an axis.</summary>
    private static GraphValue Take(NodeContext node, StatesValue states, int axis, int first, int end)
    {
        if (states.Axes[axis] == SequenceAxis.Samples)
            throw node.Unsupported("it works across the samples of a batch");
        if (first == 0 && end == states.SizeOf(axis))
            return states;
        if (end <= first)
            throw node.Unsupported("it takes nothing");
        if (end - first == 1 && states.Axes[axis] is SequenceAxis.Steps or SequenceAxis.Directions)
            return Single(node, states, axis, first, isKept: true);
        if (states.Axes[axis] == SequenceAxis.Directions)
            return new StatesValue([.. states.Directions.Skip(first).Take(end - first)], states.Axes);
        throw node.Unsupported("it cuts out several steps or features of a sequence whose samples aren't the first axis");
    }

    /// <summary>One direction, or one step.</summary>
    private static GraphValue Single(NodeContext node, StatesValue states, int axis, int place, bool isKept)
    {
        IReadOnlyList<LayerValue> values = states.Axes[axis] switch
        {
            SequenceAxis.Directions => [states.Directions[place]],
            SequenceAxis.Steps => StatesAt(node, states, place),
            SequenceAxis.One => states.Directions,
            _ => throw node.Unsupported("it takes a single element of an axis that isn't that of steps"),
        };
        IEnumerable<SequenceAxis> axes = states.Axes.Take(axis).Concat(isKept ? [SequenceAxis.One] : []).Concat(states.Axes.Skip(axis + 1));
        return new StatesValue(values, [.. axes]).Simplified();
    }

    private static IReadOnlyList<LayerValue> StatesAt(NodeContext node, StatesValue states, int step) =>
        [.. states.Directions.Select(direction => SequenceOperators.StateAt(node, direction, step))];

    /// <summary>The features of several sequences or states beside each other.</summary>
    private static LayerValue Beside(NodeContext node, IReadOnlyList<LayerValue> values)
    {
        Shape shape = values[0].Shape with { Channels = values.Sum(value => value.Channels) };
        int number = node.Append(JoinOperators.Join("Concat"), values, []);
        return shape.Rank == 2 ? new LayerValue(number, shape, [shape.Width, shape.Channels], 1) : new LayerValue(number, shape, [shape.Channels], 0);
    }

    private static int AxisOf(NodeContext node, StatesValue states, long axis)
    {
        long counted = axis < 0 ? axis + states.Axes.Count : axis;
        return counted >= 0 && counted < states.Axes.Count ? (int)counted : throw node.Unsupported("it has no axis " + Text.Of(axis));
    }
}
