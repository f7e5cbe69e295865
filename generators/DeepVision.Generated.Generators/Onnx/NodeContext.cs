using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Onnx;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>A node on its way to become a layer: what it reads, its attributes, and a way to say that it can't.</summary>
internal sealed class NodeContext
{
    private readonly GraphImporter _graph;

    public NodeContext(GraphImporter graph, OnnxNode node)
    {
        (_graph, Node) = (graph, node);
        Name = node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault(output => output.Length > 0) ?? "";
        Shown = node.Operator + (Name.Length > 0 ? " '" + Name + "'" : "");
        Inputs = [.. node.Inputs.Select(input => graph.Find(input, Shown))];
    }

    public OnnxNode Node { get; }

    /// <summary>The node's name, or that of its value if it has none.</summary>
    public string Name { get; }

    /// <summary>The node in a message.</summary>
    public string Shown { get; }

    /// <summary>What it reads; null for an input that is left out.</summary>
    public GraphValue?[] Inputs { get; }

    public long OperatorSet => _graph.Model.OperatorSet;

    public UnsupportedNodeException Unsupported(string reason) => new(Shown, reason);

    public bool HasInput(int index) => index < Inputs.Length && Inputs[index] is not null;

    public GraphValue? Input(int index) => index < Inputs.Length ? Inputs[index] : null;

    /// <summary>An input that a layer gives.</summary>
    public LayerValue Data(int index = 0) => LayerOf(Input(index));

    public LayerValue LayerOf(GraphValue? value) => _graph.LayerOf(value, this);

    /// <summary>An input that must be an image, its channels first.</summary>
    public LayerValue Image(int index = 0)
    {
        LayerValue value = Data(index);
        if (value is { IsPixel: true, Steps: 0 })
        {
            LayerDeclaration pixel = LayerText.Layer("Reshape", ("height", 1), ("width", 1), ("channels", value.Channels));
            int layer = _graph.Append(new ImportedLayer(pixel, Name + ".pixel", [value.Layer], []));
            return new LayerValue(layer, Shape.Image(1, 1, value.Channels), value.Dimensions, 0);
        }

        return value.IsImage ? value : throw Unsupported("it reads " + Show(value) + ", and only images with the channels first can be read here");
    }

    /// <summary>An input that must be an image or a sequence, its channels first.</summary>
    public LayerValue Positions() => Data() is { Shape.Rank: 2, ChannelAxis: 0 } sequence ? sequence : Image();

    /// <summary>An input that must be a constant.</summary>
    public ConstantValue Constant(int index, string what) => Input(index) switch
    {
        ConstantValue constant => constant,
        UnknownValue unknown => throw unknown.Problem,
        _ => throw Unsupported("its " + what + " must be a constant of the file"),
    };

    /// <summary>The numbers of an input that must be a small constant.</summary>
    public double[] Numbers(int index, string what) =>
        Constant(index, what).Values is { } values && !values.Any(double.IsNaN) ? values : throw Unsupported("its " + what + " must be known when the program is compiled");

    /// <summary>Integers that are an attribute up to some operator set and an input from then on; null if they aren't given.</summary>
    public long[]? IntegersOf(string attribute, int input) =>
        Node.Attributes.TryGetValue(attribute, out OnnxAttribute? given) ? [.. given.Integers]
        : HasInput(input) ? [.. Numbers(input, attribute).Select(ToInteger)]
        : null;

    public long Integer(string name, long otherwise) => Node.Attributes.TryGetValue(name, out OnnxAttribute? attribute) && attribute.Integer is { } value ? value : otherwise;

    public float Single(string name, float otherwise) => Node.Attributes.TryGetValue(name, out OnnxAttribute? attribute) && attribute.Single is { } value ? value : otherwise;

    public string TextOf(string name, string otherwise) => Node.Attributes.TryGetValue(name, out OnnxAttribute? attribute) && attribute.Text is { } value ? value : otherwise;

    public IReadOnlyList<string> Texts(string name) => Node.Attributes.TryGetValue(name, out OnnxAttribute? attribute) ? attribute.Texts : [];

    public long[]? Integers(string name) => Node.Attributes.TryGetValue(name, out OnnxAttribute? attribute) ? [.. attribute.Integers] : null;

    /// <summary>An axis of a value, counted without the samples; negative ones count from the end.</summary>
    public int Axis(long axis, int rankWithoutSamples)
    {
        long rank = rankWithoutSamples + 1, counted = axis < 0 ? axis + rank : axis;
        return counted >= 1 && counted < rank ? (int)counted - 1
            : throw Unsupported(counted == 0 ? "it works across the samples of a batch" : "it has no axis " + Text.Of(axis));
    }

    /// <summary>A parameter that is a tensor of the file, or a constant of one value.</summary>
    public OnnxWeight Weight(string role, ConstantValue constant)
    {
        if (!constant.IsFloat)
            throw Unsupported("its " + role + " has no floats");
        if (constant.Tensor is { } tensor)
            return new OnnxWeight(role, tensor) { IsTransposed = constant.IsTransposed };
        if (constant.Parts.Length > 0)
            return Weight(role, constant.Parts);
        return constant.Values is { Length: > 0 } values && values.All(value => value == values[0])
            ? new OnnxWeight(role, null, (float)values[0])
            : throw Computed(role);
    }

    /// <summary>A parameter whose values are parts of one tensor of the file.</summary>
    public OnnxWeight Weight(string role, IEnumerable<TensorPart> parts)
    {
        List<TensorPiece> pieces = [];
        string? tensor = null;
        foreach (TensorPart part in parts)
        {
            if (part.Tensor != (tensor ??= part.Tensor) || part.Start + part.Length > int.MaxValue)
                throw Computed(role);
            if (pieces.Count > 0 && pieces[pieces.Count - 1] is var before && before.Start + before.Length == part.Start)
                pieces[pieces.Count - 1] = before with { Length = before.Length + (int)part.Length };
            else
                pieces.Add(new TensorPiece((int)part.Start, (int)part.Length));
        }

        if (tensor is null || !_graph.Model.Tensors.TryGetValue(tensor, out OnnxTensor? whole) || pieces.Any(piece => piece.Start + piece.Length > whole.Count))
            throw Computed(role);
        return pieces is [{ Start: 0 } only] && only.Length == whole.Count
            ? new OnnxWeight(role, tensor)
            : new OnnxWeight(role, tensor) { Pieces = pieces.ToEquatableArray(), TensorLength = whole.Count };
    }

    private UnsupportedNodeException Computed(string role) =>
        Unsupported("its " + role + " is computed from constants, and only tensors of the file can be read when the program runs");

    /// <summary>A parameter with a value for each channel of a layer's output.</summary>
    public OnnxWeight ChannelWeight(string role, int input, LayerValue data)
    {
        ConstantValue constant = Constant(input, role);
        return constant.Count == data.Channels
            ? Weight(role, constant) with { Images = data.Images.ToEquatableArray() }
            : throw Unsupported("its " + role + " has " + Text.Of(constant.Count) + " values for " + Text.Of(data.Channels) + " channels");
    }

    /// <summary>Appends a layer.</summary>
    public int Append(LayerDeclaration declaration, IEnumerable<LayerValue> inputs, IEnumerable<OnnxWeight> weights, bool isFixed = false) =>
        _graph.Append(new ImportedLayer(declaration, Name, [.. inputs.Select(input => input.Layer)], [.. weights], isFixed));

    /// <summary>Appends a layer without parameters that reads others by their numbers.</summary>
    public int Append(LayerDeclaration declaration, int[] inputs) => _graph.Append(new ImportedLayer(declaration, Name, inputs, []));

    /// <summary>Appends a layer as it is.</summary>
    public int AppendWhole(ImportedLayer layer) => _graph.Append(layer);

    /// <summary>Appends a layer that takes the place of another one.</summary>
    public int Append(ImportedLayer layer) => _graph.Append(layer with { Node = Name });

    /// <summary>Appends a layer that changes no shape.</summary>
    public LayerValue AppendSame(LayerDeclaration declaration, LayerValue input, params OnnxWeight[] weights) => input.At(Append(declaration, [input], weights));

    /// <summary>Appends a layer that gives an image, its channels first.</summary>
    public LayerValue AppendImage(LayerDeclaration declaration, LayerValue input, int height, int width, int channels, params OnnxWeight[] weights) =>
        new(Append(declaration, [input], weights), Shape.Image(height, width, channels), [channels, height, width], 0);

    /// <summary>A value by its name, or null.</summary>
    public GraphValue? ValueOf(string name) => _graph.Values.TryGetValue(name, out GraphValue? value) ? value : null;

    /// <summary>The only element of a tensor in an attribute.</summary>
    public double ElementOf(OnnxTensor tensor) => _graph.File.ValuesOf(tensor) is [double element] ? element : throw Unsupported("its value can't be read");

    /// <summary>The network's input with this number.</summary>
    public LayerValue InputAt(int layer) => _graph.Inputs[-1 - layer].Value;

    /// <summary>The layer with this number.</summary>
    public ImportedLayer LayerAt(int layer) => _graph.Layers[layer];

    public static long ToInteger(double value) => value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;

    /// <summary>A value in a message: <c>3×224×224</c>.</summary>
    public static string Show(LayerValue value) => string.Join("×", value.Dimensions.Select(dimension => Text.Of(dimension))) + (value.IsVector ? " (a vector)" : "");
}
