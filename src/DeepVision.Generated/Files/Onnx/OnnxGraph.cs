namespace DeepVision.Generated;

/// <summary>Gathers the nodes and constants of an ONNX graph, and keeps names apart.</summary>
internal sealed class OnnxGraph
{
    private readonly HashSet<string> _names;
    private readonly List<ProtobufMessage> _nodes = [];
    private readonly List<ProtobufMessage> _tensors = [];
    private readonly List<ProtobufMessage> _values = [];

    /// <param name="reserved">Names that nothing else may have: those of the inputs and the parameters.</param>
    public OnnxGraph(IEnumerable<string> reserved) => _names = new HashSet<string>(reserved, StringComparer.Ordinal);

    /// <summary>Adds a tensor under its name.</summary>
    public void Add(ProtobufMessage tensor) => _tensors.Add(tensor);

    /// <summary>Adds a node that gives the value of the same name.</summary>
    public void Add(string name, string operation, IEnumerable<string> inputs, IEnumerable<ProtobufMessage> attributes, string documentation = "") =>
        _nodes.Add(OnnxMessages.Node(name, operation, inputs, name, attributes, documentation));

    /// <summary>Says what shape a value has; for those who read the file, nothing depends on it.</summary>
    public void Describe(OnnxValue value) => _values.Add(OnnxMessages.Value(value.Name, value.Dimensions));

    /// <summary>The wanted name, or one like it if something else has it.</summary>
    public string NewName(string wanted)
    {
        string name = wanted;
        while (!_names.Add(name))
            name += "_";
        return name;
    }

    public ProtobufMessage ToMessage(string name, IEnumerable<ProtobufMessage> inputs, IEnumerable<ProtobufMessage> outputs) =>
        OnnxMessages.Graph(name, _nodes, _tensors, inputs, outputs, _values);
}
