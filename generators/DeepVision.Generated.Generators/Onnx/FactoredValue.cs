using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>A part of an axis: its size is a factor of the axis's.</summary>
/// <param name="Axis">The axis of the image, as the file has it.</param>
/// <param name="Place">Its number among the parts of that axis, the outermost first.</param>
/// <param name="Size">Its elements.</param>
internal readonly record struct AxisFactor(int Axis, int Place, int Size);

/// <summary>
/// An image whose axes the file sees as several each, on its way to one whose values are in another order: files write shuffles of channels
/// and pixels as a Reshape, a Transpose and a Reshape.
/// </summary>
internal sealed class FactoredValue(LayerValue image, IReadOnlyList<AxisFactor> factors) : GraphValue
{
    public LayerValue Image => image;

    /// <summary>The image under a shape of more axes; null if those don't divide its own.</summary>
    public static FactoredValue? Of(LayerValue image, int[] dimensions)
    {
        if (image.Shape.Rank != 3 || dimensions.Length <= 3)
            return null;
        List<AxisFactor> factors = [];
        (int axis, int left) = (0, image.Dimensions[0]);
        foreach (int size in dimensions)
        {
            while (left == 1 && axis < 2)
                left = image.Dimensions[++axis];
            if (size < 1 || left % size != 0)
                return null;
            factors.Add(new AxisFactor(axis, factors.Count(factor => factor.Axis == axis && factor.Size > 1), size));
            left /= size;
        }

        return left == 1 && image.Dimensions.Skip(axis + 1).All(size => size == 1) ? new FactoredValue(image, factors) : null;
    }

    public GraphValue Transposed(NodeContext node)
    {
        long[] order = node.Integers("perm") ?? [];
        return order.Length == factors.Count + 1 && order[0] == 0 && order.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, order.Length).Select(axis => (long)axis))
            ? new FactoredValue(image, [.. order.Skip(1).Select(axis => factors[(int)axis - 1])])
            : throw node.Unsupported("it moves the samples of a batch to another axis");
    }

    /// <summary>The image that the factors are together, three axes again.</summary>
    public LayerValue Reshaped(NodeContext node, double[] wanted)
    {
        if (wanted.Length != 4)
            throw Unsupported();
        // 0 stands for the size of the axis in this place, −1 for what is left.
        double[] given = [.. wanted.Skip(1).Select((size, axis) => size == 0 ? factors[axis].Size : size)];
        double rest = image.Shape.Length / given.Where(size => size != -1).Aggregate(1.0, (product, size) => product * size);
        int[] sizes = [.. given.Select(size => size == -1 ? rest : size).Select(size => size >= 1 && size <= image.Shape.Length ? (int)size : throw Unsupported())];
        AxisFactor[] left = [.. factors.Where(factor => factor.Size > 1)];
        AxisFactor[][] axes = new AxisFactor[3][];
        for (int axis = 0, first = 0; axis < 3; axis++)
        {
            (int count, long size) = (0, 1);
            while (first + count < left.Length && size < sizes[axis])
                size *= left[first + count++].Size;
            if (size != sizes[axis])
                throw Unsupported();
            axes[axis] = [.. left.Skip(first).Take(count)];
            first += count;
        }

        int channels = image.ChannelAxis, rows = channels == 0 ? 1 : 0, columns = channels == 2 ? 1 : 2;
        if (axes.SelectMany(axis => axis).SequenceEqual(left.OrderBy(factor => factor.Axis).ThenBy(factor => factor.Place)))
            return image;
        LayerDeclaration layer = LayerOf(axes[channels], axes[rows], axes[columns], channels, rows, columns) ?? throw Unsupported();
        return new LayerValue(node.Append(layer, [image], []), Shape.Image(sizes[rows], sizes[columns], sizes[channels]), sizes, channels) { Steps = image.Steps };

        UnsupportedNodeException Unsupported() => node.Unsupported("it puts the channels and pixels of " + NodeContext.Show(image) + " into an order that no layer does");
    }

    /// <summary>The layer whose channels, rows and columns are made of these parts; null if there is none.</summary>
    private static LayerDeclaration? LayerOf(AxisFactor[] channels, AxisFactor[] rows, AxisFactor[] columns, int channelAxis, int rowAxis, int columnAxis)
    {
        if (Is(channels, (channelAxis, 1), (channelAxis, 0)) && IsWhole(rows, rowAxis) && IsWhole(columns, columnAxis))
            return Layer("ChannelShuffle", ("groups", channels[1].Size));

        // Pixels to channels: a channel is beside its pixels, or a pixel's channels beside each other.
        AxisFactor[] blocks = [.. channels.Where(factor => factor.Axis != channelAxis)];
        if (blocks is [{ Size: var factor }, { Size: var other }] && factor == other && Is(blocks, (rowAxis, 1), (columnAxis, 1)) && IsWhole(rows, rowAxis) && IsWhole(columns, columnAxis)
            && IsWhole([.. channels.Where(part => part.Axis == channelAxis)], channelAxis))
        {
            return channels[0].Axis == channelAxis || channels.Length == 2 ? Layer("PixelUnshuffle", ("factor", factor))
                : channels[2].Axis == channelAxis ? Layer("PixelUnshuffle", ("factor", factor)).With("BlockMajor", true)
                : null;
        }

        // Channels to pixels.
        if (rows is [.., { Size: var down } row] && columns is [.., { Size: var across } column] && down == across && row.Axis == channelAxis && column.Axis == channelAxis
            && column.Place == row.Place + 1 && IsWhole(rows.Take(rows.Length - 1), rowAxis) && IsWhole(columns.Take(columns.Length - 1), columnAxis)
            && channels.Length <= 1 && channels.All(part => part.Axis == channelAxis))
        {
            return row.Place == channels.Length ? Layer("PixelShuffle", ("factor", down))
                : row.Place == 0 ? Layer("PixelShuffle", ("factor", down)).With("BlockMajor", true)
                : null;
        }

        return null;
    }

    private static bool Is(AxisFactor[] parts, params (int Axis, int Place)[] expected) => parts.Select(part => (part.Axis, part.Place)).SequenceEqual(expected);

    /// <summary>Whether that is all that is left of an axis: its outermost part, or nothing if it has one element.</summary>
    private static bool IsWhole(IEnumerable<AxisFactor> parts, int axis) => parts.All(part => part == parts.First() && part.Axis == axis && part.Place == 0);
}
