using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Onnx;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>What is computed while the program is compiled: arithmetic with shapes, and other views of tensors.</summary>
internal static class ConstantOperators
{
    /// <summary>Elements of the largest constant that is made.</summary>
    private const long MostElements = 1 << 16;

    /// <summary>Parts of tensors of which one is made.</summary>
    private const int MostParts = 1024;

    /// <summary>The value of a node that reads constants alone; null for any other.</summary>
    public static GraphValue? Fold(NodeContext node)
    {
        if (node.Node.Operator == "Constant")
            return node.Node.Outputs.Count > 0 && node.ValueOf(node.Node.Outputs[0]) is { } known ? known : throw node.Unsupported("it has no value that can be read");
        if (node.Inputs.Length == 0 || node.Inputs.Any(input => input is not (null or ConstantValue)))
            return null;
        ConstantValue[] inputs = [.. node.Inputs.OfType<ConstantValue>()];
        if (inputs.Length == 0)
            return null;
        ConstantValue first = inputs[0];
        return node.Node.Operator switch
        {
            "Identity" => first,
            "Cast" => new ConstantValue(first.Dimensions, node.Integer("to", 0) is OnnxTypes.Float or OnnxTypes.Double or OnnxTypes.Float16 or OnnxTypes.BFloat16, first.Values, first.IsFloat ? first.Tensor : null) { IsTransposed = first.IsTransposed },
            "Shape" => ConstantValue.Of(first.Dimensions.Select(size => (double)size)),
            "Reshape" => Reshape(node, first),
            "Flatten" => first.Reshaped(Flattened(first, node.Integer("axis", 1))),
            "Squeeze" => Squeeze(node, first),
            "Unsqueeze" => Unsqueeze(node, first),
            "Transpose" => Transpose(node, first),
            "ConstantOfShape" => OfShape(node, first),
            "Expand" => Expand(node, inputs),
            "Gather" => Gather(node, inputs),
            "Concat" => Concat(node, inputs),
            "Slice" => Slice(node, first),
            "Add" => Elementwise(node, inputs, (x, y) => x + y),
            "Sub" => Elementwise(node, inputs, (x, y) => x - y),
            "Mul" => Elementwise(node, inputs, (x, y) => x * y),
            "Div" => Elementwise(node, inputs, (x, y) => inputs.All(input => !input.IsFloat) ? Math.Truncate(x / y) : x / y),
            "Max" => Elementwise(node, inputs, Math.Max),
            "Min" => Elementwise(node, inputs, Math.Min),
            "Pow" => Elementwise(node, inputs, Math.Pow),
            "Sqrt" => Each(node, first, Math.Sqrt),
            "Floor" => Each(node, first, Math.Floor),
            "Ceil" => Each(node, first, Math.Ceiling),
            "Neg" => Each(node, first, x => -x),
            "Reciprocal" => Each(node, first, x => 1 / x),
            "ReduceProd" => new ConstantValue([], first.IsFloat, [Values(node, first).Aggregate(1.0, (product, value) => product * value)], null),
            _ => null,
        };
    }

    private static double[] Values(NodeContext node, ConstantValue constant) => constant.Values ?? throw node.Unsupported("it computes with a large tensor");

    /// <summary>Vectors, or tensors whose rows are alike.</summary>
    private static ConstantValue Concat(NodeContext node, ConstantValue[] inputs)
    {
        long[] row = [.. inputs[0].Dimensions.Skip(1)];
        if (row.Length > 0 && (node.Integer("axis", 1) != 0 || inputs.Any(input => input.Dimensions.Length != row.Length + 1 || !input.Dimensions.Skip(1).SequenceEqual(row))))
            throw node.Unsupported("it puts constants beside each other by another axis than the first");
        double rows = inputs.Sum(input => input.Dimensions.Length == 0 ? 1.0 : input.Dimensions[0]);
        double[]? values = inputs.All(input => input.Values is not null) && inputs.Sum(input => (double)input.Values!.Length) <= MostElements ? [.. inputs.SelectMany(input => input.Values!)] : null;
        return Assembled(node, [(long)Math.Min(rows, int.MaxValue), .. row], inputs[0].IsFloat, values, inputs.All(input => input.Parts.Length > 0) ? inputs.SelectMany(input => input.Parts) : []);
    }

    /// <summary>Rows of a tensor, in another order or some of them.</summary>
    /// <param name="node">The node.</param>
    /// <param name="constant">The tensor; of a vector each element is a row.</param>
    /// <param name="runs">Rows that stand one behind the other there: the first, and how many.</param>
    /// <param name="dimensions">The shape of the result.</param>
    private static ConstantValue Rows(NodeContext node, ConstantValue constant, IReadOnlyList<(long First, long Count)> runs, IEnumerable<long> dimensions)
    {
        long length = constant.Dimensions.Skip(1).Aggregate(1L, (product, size) => product * size);
        if ((double)runs.Count * Math.Max(1, constant.Parts.Length) > MostElements)
            throw node.Unsupported("it makes a large constant");
        double[]? values = constant.Values is { } all && runs.Sum(run => (double)run.Count) * length <= MostElements
            ? [.. runs.SelectMany(run => all.Skip((int)(run.First * length)).Take((int)(run.Count * length)))]
            : null;
        return Assembled(node, [.. dimensions], constant.IsFloat, values, runs.SelectMany(run => constant.PartsOf(run.First * length, run.Count * length)));
    }

    /// <summary>A constant whose values are known, or where they are.</summary>
    private static ConstantValue Assembled(NodeContext node, long[] dimensions, bool isFloat, double[]? values, IEnumerable<TensorPart> parts)
    {
        TensorPart[] known = isFloat ? [.. parts.Take(MostParts + 1)] : [];
        if (known.Length > MostParts || known.Sum(part => (double)part.Length) != dimensions.Aggregate(1.0, (product, size) => product * size))
            known = [];
        return values is not null || known.Length > 0
            ? new ConstantValue(dimensions, isFloat, values, null) { Parts = known }
            : throw node.Unsupported("it computes with a large tensor");
    }

    private static ConstantValue Reshape(NodeContext node, ConstantValue constant)
    {
        double[] wanted = node.Numbers(1, "shape");
        double[] sizes = [.. wanted.Select((size, axis) => size == 0 && axis < constant.Dimensions.Length ? constant.Dimensions[axis] : size)];
        double known = sizes.Where(size => size != -1).Aggregate(1.0, (product, size) => product * size);
        ConstantValue reshaped = constant.Reshaped(sizes.Select(size => size == -1 && known > 0 ? (long)(constant.Count / known) : NodeContext.ToInteger(size)));
        return reshaped.Count == constant.Count && !constant.IsTransposed ? reshaped : throw node.Unsupported("a constant can't be given this shape");
    }

    private static long[] Flattened(ConstantValue constant, long axis)
    {
        if (axis < 0)
            axis += constant.Dimensions.Length;
        long rows = constant.Dimensions.Take((int)Math.Min(int.MaxValue, Math.Max(0, axis))).Aggregate(1L, (product, size) => product * size);
        return [rows, rows == 0 ? 0 : constant.Count / rows];
    }

    private static ConstantValue Squeeze(NodeContext node, ConstantValue constant)
    {
        int rank = constant.Dimensions.Length;
        long[]? axes = node.IntegersOf("axes", 1)?.Select(axis => axis < 0 ? axis + rank : axis).ToArray();
        return constant.Reshaped(constant.Dimensions.Where((size, axis) => size != 1 || axes?.Contains(axis) == false));
    }

    private static ConstantValue Unsqueeze(NodeContext node, ConstantValue constant)
    {
        long[] axes = node.IntegersOf("axes", 1) ?? [];
        if (axes.Length > 8)
            throw node.Unsupported("it makes a constant of many axes");
        int rank = constant.Dimensions.Length + axes.Length;
        List<long> sizes = [.. constant.Dimensions];
        foreach (long axis in axes.Select(axis => axis < 0 ? axis + rank : axis).OrderBy(axis => axis))
            sizes.Insert((int)Math.Max(0, Math.Min(sizes.Count, axis)), 1);
        return constant.Reshaped(sizes);
    }

    private static ConstantValue Transpose(NodeContext node, ConstantValue constant)
    {
        int rank = constant.Dimensions.Length;
        long[] order = node.Integers("perm") ?? [.. Enumerable.Range(0, rank).Select(axis => (long)(rank - 1 - axis))];
        if (order.SequenceEqual(Enumerable.Range(0, rank).Select(axis => (long)axis)))
            return constant;
        if (rank != 2 || order is not [1, 0])
            throw node.Unsupported("only matrices of weights can be transposed");
        (long rows, long columns) = (constant.Dimensions[0], constant.Dimensions[1]);
        double[]? values = constant.Values is { } given ? [.. Enumerable.Range(0, given.Length).Select(i => given[i % rows * columns + i / rows])] : null;
        return new ConstantValue([columns, rows], constant.IsFloat, values, constant.Tensor) { IsTransposed = !constant.IsTransposed };
    }

    private static GraphValue OfShape(NodeContext node, ConstantValue shape)
    {
        bool isGiven = node.Node.Attributes.TryGetValue("value", out OnnxAttribute? value) && value.Tensor is not null;
        double element = isGiven ? node.ElementOf(value!.Tensor!) : 0;
        return Filled(node, shape, element, !isGiven || value!.Tensor!.IsFloatingPoint);
    }

    /// <summary>One number under another shape.</summary>
    private static GraphValue Expand(NodeContext node, ConstantValue[] inputs) =>
        inputs is [{ Values: [var element, ..] values }, var shape] && values.All(value => value == element)
            ? Filled(node, shape, element, inputs[0].IsFloat)
            : throw node.Unsupported("it repeats a constant");

    /// <summary>One number everywhere; of a shape that depends on the number of samples nothing else is known.</summary>
    private static GraphValue Filled(NodeContext node, ConstantValue shape, double element, bool isFloat)
    {
        if (shape.Values?.Any(double.IsNaN) == true)
            return new UniformValue(element);
        long[] sizes = [.. node.Numbers(node.Node.Operator == "Expand" ? 1 : 0, "shape").Select(NodeContext.ToInteger)];
        double count = sizes.Aggregate(1.0, (product, size) => product * size);
        if (count < 0)
            throw node.Unsupported("it makes a constant of a shape that doesn't exist");
        if (count > MostElements)
            return new UniformValue(element) { Dimensions = sizes };
        return new ConstantValue(sizes, isFloat, [.. Enumerable.Repeat(element, (int)count)], null);
    }

    /// <summary>Elements of a vector, or rows of a tensor.</summary>
    private static ConstantValue Gather(NodeContext node, ConstantValue[] inputs)
    {
        ConstantValue data = inputs[0];
        int rank = Math.Max(1, data.Dimensions.Length);
        if (inputs.Length != 2 || node.Integer("axis", 0) is not 0 and var axis && axis + rank != 0)
            throw node.Unsupported("it gathers along another axis than the first");
        long rows = data.Dimensions.Length == 0 ? 1 : data.Dimensions[0];
        List<(long First, long Count)> runs = [];
        foreach (long row in node.Numbers(1, "indices").Select(NodeContext.ToInteger).Select(index => index < 0 ? index + rows : index))
        {
            if (row < 0 || row >= rows)
                throw node.Unsupported("it gathers an element that isn't there");
            if (runs.Count > 0 && runs[runs.Count - 1] is var run && run.First + run.Count == row)
                runs[runs.Count - 1] = (run.First, run.Count + 1);
            else
                runs.Add((row, 1));
        }

        return Rows(node, data, runs, [.. inputs[1].Dimensions, .. data.Dimensions.Skip(1)]);
    }

    /// <summary>A part of a vector, or some rows of a tensor that stand next to each other.</summary>
    private static ConstantValue Slice(NodeContext node, ConstantValue constant)
    {
        int rank = constant.Dimensions.Length;
        AxisRange[] ranges = [.. AxisRange.Read(node, constant.Dimensions).Where(range => range.First > 0 || range.End < range.Size)];
        if (rank == 0 || ranges.Length > 1 || ranges is [{ Axis: not 0 }])
            throw node.Unsupported("it cuts out something else than neighbouring rows of a constant");
        (long first, long end) = ranges is [var only] ? (only.First, only.End) : (0, constant.Dimensions[0]);
        return Rows(node, constant, [(first, end - first)], [end - first, .. constant.Dimensions.Skip(1)]);
    }

    private static ConstantValue Each(NodeContext node, ConstantValue constant, Func<double, double> function) =>
        new(constant.Dimensions, constant.IsFloat, [.. Values(node, constant).Select(function)], null);

    /// <summary>Of two constants of one shape, or of one value and any other.</summary>
    private static ConstantValue Elementwise(NodeContext node, ConstantValue[] inputs, Func<double, double, double> function)
    {
        if (inputs.Length != 2)
            throw node.Unsupported("it computes with other than two constants");
        (double[] left, double[] right) = (Values(node, inputs[0]), Values(node, inputs[1]));
        ConstantValue shaped = left.Length >= right.Length ? inputs[0] : inputs[1];
        if (left.Length != right.Length && left.Length != 1 && right.Length != 1)
            throw node.Unsupported("it computes with constants of different shapes");
        int count = Math.Max(left.Length, right.Length);
        double[] values = [.. Enumerable.Range(0, count).Select(i => function(left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]))];
        return new ConstantValue(shaped.Dimensions, inputs[0].IsFloat, values, null);
    }
}
