namespace DeepVision.Generated;

/// <summary>One layer on its way into an ONNX graph: what it reads, and a way to write nodes under its name.</summary>
/// <param name="graph">Where its nodes go.</param>
/// <param name="info">The layer.</param>
/// <param name="tensors">The names of the tensors that it has: <c>conv2d_1.weight</c>, …</param>
/// <param name="inputs">What it reads, in order.</param>
internal sealed class OnnxLayer(OnnxGraph graph, LayerInfo info, IReadOnlyCollection<string> tensors, IReadOnlyList<OnnxValue> inputs)
{
    public LayerInfo Info => info;

    public IReadOnlyList<OnnxValue> Inputs => inputs;

    /// <summary>What it reads; the first of several.</summary>
    public OnnxValue Input => inputs[0];

    /// <summary>The names of those of these tensors that the layer has.</summary>
    public IEnumerable<string> Tensors(params IEnumerable<string> wanted) =>
        wanted.SelectMany(role => tensors.Where(tensor => tensor.EndsWith("." + role, StringComparison.Ordinal)));

    /// <summary>Writes the node that gives the layer's value, under the layer's name.</summary>
    public OnnxValue Write(string operation, IEnumerable<string> inputs, params IEnumerable<ProtobufMessage> attributes)
    {
        var value = new OnnxValue(graph.NewName(info.Name), info.OutputShape);
        graph.Add(value.Name, operation, inputs, attributes, info.Description);
        if (Input.Steps == 0)
            graph.Describe(value);
        return value;
    }

    /// <summary>Writes a node in front of the layer's own, and gives the name of its value: <c>avgpool2d_1.padded</c>.</summary>
    public string WriteStep(string step, string operation, IEnumerable<string> inputs, params IEnumerable<ProtobufMessage> attributes)
    {
        string name = graph.NewName($"{info.Name}.{step}");
        graph.Add(name, operation, inputs, attributes);
        return name;
    }

    /// <summary>Adds a constant that the layer's nodes read, and gives its name: <c>avgpool2d_1.pads</c>.</summary>
    public string AddConstant(string role, Func<string, ProtobufMessage> make)
    {
        string name = graph.NewName($"{info.Name}.{role}");
        graph.Add(make(name));
        return name;
    }
}
