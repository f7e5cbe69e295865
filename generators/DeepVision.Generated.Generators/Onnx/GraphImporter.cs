using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Onnx.Operators;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Onnx;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>
/// Makes layers of an ONNX graph, node after node. What is known from constants alone is computed; what no layer can do is an error only
/// where the network needs it. Layers that nobody needs in the end are left out by whoever asks for a part of the graph.
/// </summary>
internal sealed class GraphImporter
{
    private readonly Dictionary<string, GraphValue> _values = new(StringComparer.Ordinal);
    private readonly List<ImportedLayer> _layers = [];

    /// <param name="file">The file; it could be read.</param>
    /// <param name="inputs">What its inputs are, in order.</param>
    public GraphImporter(OnnxFile file, IReadOnlyList<FileInput> inputs)
    {
        File = file;
        Model = file.Model!;
        Inputs = inputs;
        foreach (FileInput input in inputs)
            _values[input.Name] = input.IsInteger ? new TokensValue(input.Value) : input.Value;
        foreach (OnnxTensor tensor in Model.Tensors.Values)
        {
            _values[tensor.Name] = new ConstantValue([.. tensor.Dimensions], tensor.IsFloatingPoint, file.ValuesOf(tensor), tensor.Name);
        }
    }

    public OnnxFile File { get; }

    public OnnxModel Model { get; }

    /// <summary>The file's inputs: layers read them as −1, −2 and so on.</summary>
    public IReadOnlyList<FileInput> Inputs { get; }

    public IReadOnlyList<ImportedLayer> Layers => _layers;

    /// <summary>The values by name.</summary>
    public IReadOnlyDictionary<string, GraphValue> Values => _values;

    /// <summary>Goes through all nodes.</summary>
    public void Run()
    {
        foreach (OnnxNode node in Model.Nodes)
        {
            NodeContext context = new(this, node);
            GraphValue value;
            try
            {
                value = ImageSequences.Map(context);
                if (value is LayerValue { Shape: var shape } && Sizes.Product(shape.Height, shape.Width, shape.Channels) > Sizes.Limit)
                    throw context.Unsupported("it gives more values than an array holds");
            }
            catch (UnsupportedNodeException e)
            {
                value = new UnknownValue(e);
            }

            for (int output = 0; output < node.Outputs.Count; output++)
            {
                if (node.Outputs[output].Length > 0 && !(node.Operator == "Constant" && _values.ContainsKey(node.Outputs[output])))
                    _values[node.Outputs[output]] = OutputOf(value, output, context.Shown);
            }
        }
    }

    private static GraphValue OutputOf(GraphValue value, int output, string node) => value switch
    {
        SeveralValues several when output < several.Outputs.Count => several.Outputs[output],
        SeveralValues several => new UnknownValue(new UnsupportedNodeException(node, "only its first " + Text.Of(several.Outputs.Count) + " outputs can be read")),
        UnknownValue => value,
        _ => output == 0 ? value : new UnknownValue(new UnsupportedNodeException(node, "only its first output can be read")),
    };

    /// <summary>The value of this name; null for an input that is left out.</summary>
    public GraphValue? Find(string name, string reader)
    {
        if (name.Length == 0)
            return null;
        return _values.TryGetValue(name, out GraphValue? value) ? value
            : new UnknownValue(new UnsupportedNodeException(reader, "it reads '" + name + "', which no node before it gives"));
    }

    /// <summary>What a layer gives that computes this value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="reader">Who reads it.</param>
    public LayerValue LayerOf(GraphValue? value, NodeContext reader)
    {
        switch (value)
        {
            case LayerValue layer:
                return layer;
            case ElementwiseValue { Layer: { } layer }:
                return layer;
            case ElementwiseValue elementwise:
                foreach (ElementwiseView view in elementwise.Views)
                {
                    if (Activations.AsAffine(view.Function) is var (factor, constant))
                        return Affine.Append(reader, view.Source, new OnnxWeight("weight", null, (float)factor), new OnnxWeight("bias", null, (float)constant));
                }

                throw reader.Unsupported("the arithmetic in front of it is no activation of this library");
            case UnknownValue unknown:
                throw unknown.Problem;
            // Of a vector, the groups may be the steps of a sequence.
            case GroupedValue { Value.IsVector: true } grouped:
                return ShapeOperators.ToSequence(reader, grouped);
            case GroupedValue:
                throw reader.Unsupported("it reads channels in groups");
            case NormValue:
                throw reader.Unsupported("it reads the norms of channels");
            case TokensValue:
                throw reader.Unsupported("it reads whole numbers, and only a table of vectors can be asked for those (Gather)");
            case HeadsValue heads:
                return LayerOf(heads.Otherwise, reader);
            case ScoresValue or AttendedValue:
                throw reader.Unsupported("it reads what is inside of an attention, in another order of operators than that of a scaled dot product");
            case CausalMaskValue:
                throw reader.Unsupported("it reads a mask where a layer's output is expected");
            case StatesValue states:
                return states.AsLayer() ?? throw reader.Unsupported("it reads a sequence whose axes aren't samples, steps and features, in this order");
            case FactoredValue:
                throw reader.Unsupported("it reads an image whose axes are taken apart");
            case ConstantValue or UniformValue:
                throw reader.Unsupported("it reads a constant where a layer's output is expected");
            default:
                throw reader.Unsupported("an input is left out");
        }
    }

    /// <summary>Appends a layer and gives its number.</summary>
    public int Append(ImportedLayer layer)
    {
        _layers.Add(layer);
        return _layers.Count - 1;
    }
}

/// <summary>A layer made of a node.</summary>
/// <param name="Declaration">As it could be written.</param>
/// <param name="Node">What the file calls it.</param>
/// <param name="Inputs">Numbers of the layers that it reads, negative for the network's input.</param>
/// <param name="Weights">Where its parameters come from.</param>
/// <param name="IsFixed">Whether it is arithmetic with constants, which no training changes.</param>
internal sealed record ImportedLayer(LayerDeclaration Declaration, string Node, int[] Inputs, OnnxWeight[] Weights, bool IsFixed = false)
{
    /// <summary>The layer that gives the same, where nobody else reads the sequence that this is a state of.</summary>
    public ImportedLayer? LastState { get; init; }

    /// <summary>Of a product of each step with a matrix, the features that it reads; 0 for anything else.</summary>
    public int Features { get; init; }

    /// <summary>The options that name what it reads behind its first input, in order.</summary>
    public string[] FurtherReads { get; init; } = [];
}
