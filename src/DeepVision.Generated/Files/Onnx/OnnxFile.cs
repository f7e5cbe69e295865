using DeepVision.Generated.Runtime;

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

        WeightsFileAccess.Write(path, model.WriteTo);
    }

    private static ProtobufMessage Describe(Network network)
    {
        NetworkArchitecture architecture = network.Architecture;
        InputInfo[] inputs = [.. architecture.Inputs];
        var graph = new OnnxGraph([.. inputs.Select(input => input.Name), .. architecture.Parameters.Select(parameter => parameter.Name)]);
        OnnxOutput[] outputs = [.. OnnxOutput.Of(network).Select(output => output with { Name = graph.NewName(output.Name) })];
        foreach (ParameterTensor parameter in architecture.Parameters.Where(parameter => !architecture.Layers[parameter.Layer].IsTrainingOnly))
            graph.Add(OnnxMessages.Tensor(parameter.Name, parameter.Shape, () => Values(network, parameter)));

        Dictionary<int, OnnxValue> values = inputs.Index().ToDictionary(input => LayerInfo.NetworkInput - input.Index, input => WriteInput(graph, input.Item));
        foreach ((int index, LayerInfo layer) in architecture.Layers.Index().Where(layer => !layer.Item.IsTrainingOnly))
            values[index] = WriteLayer(graph, layer, [.. architecture.Parameters.Where(parameter => parameter.Layer == index).Select(parameter => parameter.Name)], [.. layer.Inputs.Select(read => values[read])]);
        foreach (OnnxOutput output in outputs)
            WriteOutput(graph, output, values[output.Layer]);

        return OnnxMessages.Model(
            FormatVersion, OperatorSet, "DeepVision.Generated", typeof(OnnxFile).Assembly.GetName().Version?.ToString(3) ?? "",
            graph.ToMessage(
                architecture.Name,
                inputs.Select(input => OnnxMessages.Value(input.Name, OnnxValue.NetworkOrder(input.Shape), $"The samples' values{OrderOf(input.Shape)}, as in training.")),
                outputs.Select(output => OnnxMessages.Value(output.Name, OnnxValue.NetworkOrder(output.Shape), output.Documentation))),
            [
                new(WeightsFile.NetworkKey, architecture.Name),
                new(WeightsFile.ArchitectureKey, string.Join('\n', NetworkSignature.Describe(architecture))),
            ]);
    }

    /// <summary>
    /// What stands in the file for a parameter. The columns of a Dense layer count the channels of a flattened image first; where others read
    /// the vector too, it has them last, and so have the columns.
    /// </summary>
    private static float[] Values(Network network, ParameterTensor parameter)
    {
        float[] values = network.Parameters.Read(parameter);
        IReadOnlyList<LayerInfo> layers = network.Architecture.Layers;
        (int channels, int pixels) = (parameter.Layout.Inputs, parameter.Layout.KernelHeight * parameter.Layout.KernelWidth);
        if (layers[parameter.Layer].Operation is not OperationInfo.Dense || pixels == 1)
            return values;
        int layer = parameter.Layer;
        while (layers[layer].Operation is not OperationInfo.Flatten)
            layer = layers[layer].Inputs[0];
        return layers[layer].Operation is OperationInfo.Flatten { ChannelsFirst: true } ? values : OnnxWeights.ByColumns(values, [new OnnxMatrix(channels, pixels)]);
    }

    /// <summary>Images are transposed to the order in which ONNX computes. Those of a sequence become samples before.</summary>
    private static OnnxValue WriteInput(OnnxGraph graph, InputInfo input)
    {
        (string values, TensorShape shape, int steps) = (input.Name, input.Shape, 0);
        if (shape.Rank == 4)
        {
            (steps, shape) = (shape.Steps, shape.OfOneImage);
            values = Reshape(graph, $"{input.Name}.images", values, shape);
        }

        if (shape.Rank != 3)
            return new OnnxValue(values, shape);
        string name = graph.NewName($"{input.Name}.transposed");
        graph.Add(name, "Transpose", [values], [OnnxMessages.Attribute("perm", 0, 3, 1, 2)]);
        return new OnnxValue(name, shape) { Steps = steps };
    }

    /// <summary>A layer over a sequence of images is one over its images as samples. Where it makes a vector of each, they are a sequence again.</summary>
    private static OnnxValue WriteLayer(OnnxGraph graph, LayerInfo layer, IReadOnlyList<string> tensors, OnnxValue[] inputs)
    {
        int steps = layer.Operation is OperationInfo.Reshape ? 0 : inputs[0].Steps;
        TensorShape shape = layer.OutputShape;
        OnnxValue value = OnnxLayers.Write(new OnnxLayer(graph, steps > 0 ? layer with { OutputShape = shape.OfOneImage } : layer, tensors, inputs));
        if (steps == 0 || shape.Rank == 4)
            return value with { Steps = steps };
        return new OnnxValue(Reshape(graph, $"{value.Name}.sequence", value.Name, shape), shape);
    }

    /// <summary>The same values as samples of another shape, however many these are.</summary>
    private static string Reshape(OnnxGraph graph, string wanted, string values, TensorShape shape)
    {
        string name = graph.NewName(wanted), dimensions = graph.NewName($"{name}.shape");
        graph.Add(OnnxMessages.Tensor(dimensions, [-1, .. OnnxValue.NetworkOrder(shape)]));
        graph.Add(name, "Reshape", [values, dimensions], []);
        return name;
    }

    private static string OrderOf(TensorShape shape) => shape.Rank switch { 4 => " in the order (steps, height, width, channels)", 3 => " in the order (height, width, channels)", 2 => " in the order (steps, features)", _ => "" };

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
