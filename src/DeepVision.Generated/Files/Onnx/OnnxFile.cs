namespace DeepVision.Generated;

/// <summary>Writes networks as ONNX files, which other programs run. <c>docs/onnx.md</c> describes what is in them.</summary>
internal static class OnnxFile
{
    /// <summary>The format's version in ONNX 1.12.</summary>
    private const int FormatVersion = 8;

    /// <summary>
    /// The operators of ONNX 1.12, of 2022: what reads ONNX at all reads them, and they say all that is needed here. Later sets
    /// give them types and options beside.
    /// </summary>
    private const int OperatorSet = 17;

    private const string InputName = "input";

    /// <summary>Writes <paramref name="network"/> with its weights. If it fails, an older file of that name stays as it was.</summary>
    /// <exception cref="WeightsFileException">The file can't be written.</exception>
    public static void Save(string path, Network network) => Write(path, Describe(network));

    /// <summary>Writes a model; the values of its tensors are read meanwhile.</summary>
    internal static void Write(string path, ProtobufMessage model)
    {
        if (model.Length > int.MaxValue)
        {
            throw new WeightsFileException(path, FormattableString.Invariant(
                $"can't be written. It would have {model.Length:#,0} bytes, but ONNX files have less than 2 GiB. Save writes larger networks."));
        }

        try
        {
            AtomicFile.Write(path, model.WriteTo);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WeightsFileException(path, $"can't be written. {e.Message}", e);
        }
    }

    private static ProtobufMessage Describe(Network network)
    {
        NetworkArchitecture architecture = network.Architecture;
        OnnxOutput output = OnnxOutput.Of(network);
        var graph = new OnnxGraph([InputName, output.Name, .. architecture.Parameters.Select(parameter => parameter.Name)]);
        foreach (ParameterTensor parameter in architecture.Parameters.Where(parameter => !architecture.Layers[parameter.Layer].IsTrainingOnly))
            graph.Add(OnnxMessages.Tensor(parameter.Name, parameter.Shape, () => network.Parameters.Read(parameter)));

        OnnxValue input = WriteInput(graph, architecture.InputShape);
        OnnxValue last = input;
        Dictionary<int, OnnxValue> values = new() { [LayerInfo.NetworkInput] = input };
        foreach ((int index, LayerInfo layer) in architecture.Layers.Index().Where(layer => !layer.Item.IsTrainingOnly))
            values[index] = last = OnnxLayers.Write(new OnnxLayer(graph, layer, network.GetLayer(index).Roles, [.. layer.Inputs.Select(read => values[read])]));
        WriteOutput(graph, output, last);

        string order = architecture.InputShape.Rank switch { 3 => " in the order (height, width, channels)", 2 => " in the order (steps, features)", _ => "" };
        return OnnxMessages.Model(
            FormatVersion, OperatorSet, "DeepVision.Generated", typeof(OnnxFile).Assembly.GetName().Version?.ToString(3) ?? "",
            graph.ToMessage(
                architecture.Name,
                OnnxMessages.Value(InputName, OnnxValue.NetworkOrder(architecture.InputShape), $"The samples' values{order}, as in training."),
                OnnxMessages.Value(output.Name, OnnxValue.NetworkOrder(architecture.OutputShape), output.Documentation)),
            [
                new(WeightsFile.NetworkKey, architecture.Name),
                new(WeightsFile.ArchitectureKey, string.Join('\n', NetworkSignature.Describe(architecture))),
            ]);
    }

    /// <summary>Images are transposed to the order in which ONNX computes.</summary>
    private static OnnxValue WriteInput(OnnxGraph graph, TensorShape shape)
    {
        if (shape.Rank != 3)
            return new OnnxValue(InputName, shape);
        string name = graph.NewName($"{InputName}.transposed");
        graph.Add(name, "Transpose", [InputName], [OnnxMessages.Attribute("perm", 0, 3, 1, 2)]);
        return new OnnxValue(name, shape);
    }

    /// <summary>Images are transposed back.</summary>
    private static void WriteOutput(OnnxGraph graph, OnnxOutput output, OnnxValue value)
    {
        if (value.Shape.Rank != 3)
        {
            graph.Add(output.Name, output.Operation, [value.Name], []);
            return;
        }

        string image = value.Name;
        if (output.Operation != "Identity")
        {
            image = graph.NewName($"{output.Name}.transposed");
            graph.Add(image, output.Operation, [value.Name], [OnnxMessages.Attribute("axis", 1)]);
        }

        graph.Add(output.Name, "Transpose", [image], [OnnxMessages.Attribute("perm", 0, 2, 3, 1)]);
    }
}
