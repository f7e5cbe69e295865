using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>What a name in an ONNX graph stands for while it becomes layers.</summary>
internal abstract class GraphValue;

/// <summary>A value that is known now, or that the file holds.</summary>
internal sealed class ConstantValue(long[] dimensions, bool isFloat, double[]? values, string? tensor) : GraphValue
{
    /// <summary>Its shape; empty for a single value.</summary>
    public long[] Dimensions => dimensions;

    public bool IsFloat => isFloat;

    /// <summary>
    /// Its values, those that depend on the number of samples not a number; null for a large tensor.
    /// </summary>
    public double[]? Values => values;

    /// <summary>The tensor of the file that has these values in this order, or in that of the transposed matrix; null for what was computed.</summary>
    public string? Tensor => tensor;

    /// <summary>Whether the tensor is this matrix transposed.</summary>
    public bool IsTransposed { get; init; }

    private readonly TensorPart[] _parts = tensor is null ? [] : [new(tensor, 0, dimensions.Aggregate(1L, (product, dimension) => product * dimension))];

    /// <summary>The parts of the file's tensors that are its values, one behind the other; empty if they are computed or turned.</summary>
    public TensorPart[] Parts
    {
        get => IsTransposed ? [] : _parts;
        init => _parts = value;
    }

    public long Count => dimensions.Aggregate(1L, (product, dimension) => product * dimension);

    /// <summary>The value of all its elements, if it is one number.</summary>
    public double? Scalar => values is { Length: 1 } ? values[0] : null;

    public static ConstantValue Of(IEnumerable<double> values)
    {
        double[] vector = [.. values];
        return new ConstantValue([vector.Length], isFloat: false, vector, tensor: null);
    }

    /// <summary>The same values under another shape.</summary>
    public ConstantValue Reshaped(IEnumerable<long> newDimensions) => new([.. newDimensions], isFloat, values, tensor) { IsTransposed = IsTransposed, Parts = _parts };

    /// <summary>The parts of the file's tensors that are a piece of its values; empty if there are none.</summary>
    public IEnumerable<TensorPart> PartsOf(long start, long length)
    {
        foreach (TensorPart part in Parts)
        {
            (long from, long to) = (Math.Max(start, 0), Math.Min(start + length, part.Length));
            if (from < to)
                yield return new TensorPart(part.Tensor, part.Start + from, to - from);
            start -= part.Length;
        }
    }
}

/// <summary>Neighbouring elements of a tensor of the file.</summary>
internal readonly record struct TensorPart(string Tensor, long Start, long Length);

/// <summary>A constant whose elements are all one number, and whose shape depends on the number of samples or is large.</summary>
internal sealed class UniformValue(double value) : GraphValue
{
    public double Value => value;

    /// <summary>Its shape; null if that depends on the number of samples.</summary>
    public long[]? Dimensions { get; init; }
}

/// <summary>What a node with several outputs gives.</summary>
internal sealed class SeveralValues(IReadOnlyList<GraphValue> outputs) : GraphValue
{
    public IReadOnlyList<GraphValue> Outputs => outputs;
}

/// <summary>What a layer gives, or the network's input.</summary>
/// <param name="layer">The layer's number; negative for the input.</param>
/// <param name="shape">The shape as the network counts it.</param>
/// <param name="dimensions">The shape as the file counts it, without the samples.</param>
/// <param name="channelAxis">Which of those dimensions are the channels; the others are in the same order here and there.</param>
internal sealed class LayerValue(int layer, Shape shape, int[] dimensions, int channelAxis) : GraphValue
{
    public int Layer => layer;

    public Shape Shape => shape;

    public int[] Dimensions => dimensions;

    public int ChannelAxis => channelAxis;

    public int Channels => shape.Channels;

    /// <summary>Of a vector, the images that it consists of, where the file has them in another order than the network.</summary>
    public FlattenedImage[] Images { get; init; } = [];

    /// <summary>
    /// Of what layers give for each image of a sequence, how many images that has: in the file each is a sample, and the shapes here are those of one of them.
    /// 0 for anything else.
    /// </summary>
    public int Steps { get; init; }

    /// <summary>Of an image whose rows are steps and whose columns are heads, the sequence whose features the file sees in heads; null for anything else.</summary>
    public LayerValue? InHeads { get; init; }

    /// <summary>Whether it is an image whose channels the file has first, as convolutions want it.</summary>
    public bool IsImage => shape.Rank == 3 && channelAxis == 0;

    public bool IsVector => shape.Rank == 1;

    /// <summary>Whether it is a vector in which the file sees an image of one pixel.</summary>
    public bool IsPixel => IsVector && channelAxis == 0 && dimensions.Length == 3 && Images.Length == 0;

    /// <summary>Whether the file has the channels last, so that the values lie in the network's order.</summary>
    public bool HasNetworkOrder => Images.Length == 0 && (IsVector || channelAxis == dimensions.Length - 1);

    /// <summary>The same value where the file sees another shape in it.</summary>
    public LayerValue Seen(int[] newDimensions, int newChannelAxis) => new(layer, shape, newDimensions, newChannelAxis) { Images = Images, Steps = Steps };

    /// <summary>What another layer gives that changes no shape.</summary>
    public LayerValue At(int otherLayer) => new(otherLayer, shape, dimensions, channelAxis) { Images = Images, Steps = Steps };

    /// <summary>The same where each image of a sequence is a sample.</summary>
    public LayerValue ForEachOf(int steps) => new(layer, shape, dimensions, channelAxis) { Images = Images, Steps = steps };

    /// <summary>Whether the file sees the same shape in another value.</summary>
    public bool LooksLike(LayerValue other) => shape == other.Shape && Steps == other.Steps && channelAxis == other.ChannelAxis && dimensions.SequenceEqual(other.Dimensions) && Images.SequenceEqual(other.Images);
}

/// <summary>A function of each element of a layer's output: of single operators, or of several that together are one activation.</summary>
/// <param name="views">What it is a function of, and which, the longest function first.</param>
/// <param name="layer">The layer that computes it; null if none does.</param>
internal sealed class ElementwiseValue(IReadOnlyList<ElementwiseView> views, LayerValue? layer) : GraphValue
{
    public LayerValue? Layer => layer;

    /// <summary>What it is a function of; of its layer's output the function that changes nothing.</summary>
    public IReadOnlyList<ElementwiseView> Views => layer is null ? views : [.. views, ElementwiseView.Of(layer)];
}

/// <summary>A function of each element of a layer's output.</summary>
/// <param name="Source">The layer's output.</param>
/// <param name="Function">The function.</param>
/// <param name="Operations">Operators that it consists of.</param>
internal sealed record ElementwiseView(LayerValue Source, Func<double, double> Function, int Operations)
{
    /// <summary>Operators of the longest function; the longest way to write an activation has a dozen.</summary>
    public const int MostOperations = 32;

    public static ElementwiseView Of(LayerValue source) => new(source, static x => x, Operations: 0);
}

/// <summary>An image or a vector whose channels the file sees in groups, on its way through a normalisation.</summary>
internal sealed class GroupedValue(LayerValue value, int groups) : GraphValue
{
    public LayerValue Value => value;

    public int Groups => groups;
}

/// <summary>Whole numbers on their way into a table of vectors.</summary>
/// <param name="source">The network's input that has them.</param>
internal sealed class TokensValue(LayerValue source) : GraphValue
{
    public LayerValue Source => source;
}

/// <summary>The Euclidean norms of the channels, on their way into a division.</summary>
internal sealed class NormValue(LayerValue source, double smallest) : GraphValue
{
    public LayerValue Source => source;

    /// <summary>What smaller norms are taken for.</summary>
    public double Smallest => smallest;
}

/// <summary>What no layer can compute; an error only if somebody needs it.</summary>
internal sealed class UnknownValue(UnsupportedNodeException problem) : GraphValue
{
    public UnsupportedNodeException Problem => problem;
}

/// <summary>A node can't become a layer.</summary>
/// <param name="node">The node in a message.</param>
/// <param name="reason">Why.</param>
internal sealed class UnsupportedNodeException(string node, string reason) : Exception(reason)
{
    public string Node => node;
}
