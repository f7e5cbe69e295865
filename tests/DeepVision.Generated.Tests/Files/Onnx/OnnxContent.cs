using System.Runtime.InteropServices;

namespace DeepVision.Generated.Tests.Files.Onnx;

/// <summary>What an ONNX file says, read by the field numbers of onnx.proto.</summary>
internal sealed class OnnxContent
{
    private OnnxContent(byte[] file)
    {
        ProtobufFields model = new(file);
        ProtobufFields graph = model.Message(7), operators = model.Message(8);
        (FormatVersion, OperatorSet) = (model.Integer(1), operators.Integer(2));
        (Producer, ProducerVersion, GraphName) = (model.Text(2), model.Text(3), graph.Text(2));
        Metadata = model.Messages(14).ToDictionary(entry => entry.Text(1), entry => entry.Text(2));
        Nodes = [.. graph.Messages(1).Select(node => new OnnxNode(node))];
        Tensors = [.. graph.Messages(5).Select(tensor => new OnnxTensor(tensor))];
        Inputs = [.. graph.Messages(11).Select(value => new OnnxValueInfo(value))];
        Outputs = [.. graph.Messages(12).Select(value => new OnnxValueInfo(value))];
        Values = graph.Messages(13).Select(value => new OnnxValueInfo(value)).ToDictionary(value => value.Name);
    }

    public long FormatVersion { get; }

    public long OperatorSet { get; }

    public string Producer { get; }

    public string ProducerVersion { get; }

    public string GraphName { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public IReadOnlyList<OnnxNode> Nodes { get; }

    public IReadOnlyList<OnnxTensor> Tensors { get; }

    public IReadOnlyList<OnnxValueInfo> Inputs { get; }

    public IReadOnlyList<OnnxValueInfo> Outputs { get; }

    /// <summary>The only input.</summary>
    public OnnxValueInfo Input => Inputs.Single();

    /// <summary>The only output.</summary>
    public OnnxValueInfo Output => Outputs.Single();

    /// <summary>The shapes of values within the graph by their names.</summary>
    public IReadOnlyDictionary<string, OnnxValueInfo> Values { get; }

    public static OnnxContent Read(string path) => new(File.ReadAllBytes(path));

    /// <summary>Saves a network into a folder of its own, and reads the file.</summary>
    public static OnnxContent Of(Network network)
    {
        using TemporaryFolder folder = new();
        network.SaveOnnx(folder.File("network.onnx"));
        return Read(folder.File("network.onnx"));
    }

    public OnnxNode Node(string name) => Nodes.Single(node => node.Name == name);

    public OnnxTensor Tensor(string name) => Tensors.Single(tensor => tensor.Name == name);
}

/// <summary>NodeProto.</summary>
internal sealed class OnnxNode(ProtobufFields node)
{
    public string Name { get; } = node.Text(3);

    public string Operation { get; } = node.Text(4);

    public string Documentation { get; } = node.Text(6);

    public string[] Inputs { get; } = [.. node.Texts(1)];

    public string Output { get; } = Assert.Single(node.Texts(2));

    /// <summary>The attributes that are texts, by their names; of several the texts with spaces between them.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; } = node.Messages(5).Where(IsText).ToDictionary(
        attribute => attribute.Text(1), attribute => attribute.Integer(20) == 3 ? attribute.Text(4) : string.Join(' ', attribute.Texts(9)));

    /// <summary>The other attributes, integers and floats alike, by their names.</summary>
    public IReadOnlyDictionary<string, double[]> Attributes { get; } = node.Messages(5).Where(attribute => !IsText(attribute)).ToDictionary(
        attribute => attribute.Text(1),
        attribute => attribute.Integer(20) switch
        {
            1 => (double[])[attribute.Single(2)],
            2 => [attribute.Integer(3)],
            7 => [.. attribute.Integers(8)],
            long type => throw new InvalidOperationException($"Attributes of type {type} were not expected."),
        });

    private static bool IsText(ProtobufFields attribute) => attribute.Integer(20) is 3 or 8;

    public int[] Integers(string attribute) => [.. Attributes[attribute].Select(value => (int)value)];

    public override string ToString() => $"{Name} = {Operation}({string.Join(", ", Inputs)})";
}

/// <summary>TensorProto.</summary>
internal sealed class OnnxTensor(ProtobufFields tensor)
{
    public string Name { get; } = tensor.Text(8);

    public int[] Shape { get; } = [.. tensor.Integers(1).Select(dimension => (int)dimension)];

    /// <summary>1 for floats, 7 for 64-bit integers.</summary>
    public long Type { get; } = tensor.Integer(2);

    public ReadOnlyMemory<byte> Data { get; } = tensor.Blobs(9).Single();

    public float[] Singles => MemoryMarshal.Cast<byte, float>(Data.Span).ToArray();

    public long[] Int64s => MemoryMarshal.Cast<byte, long>(Data.Span).ToArray();
}

/// <summary>ValueInfoProto of a tensor.</summary>
internal sealed class OnnxValueInfo(ProtobufFields value)
{
    public string Name { get; } = value.Text(1);

    public string Documentation { get; } = value.Text(3);

    public long Type { get; } = value.Message(2).Message(1).Integer(1);

    /// <summary>The dimensions; a name where one may be anything.</summary>
    public string[] Dimensions { get; } =
    [
        .. value.Message(2).Message(1).Message(2).Messages(1)
            .Select(dimension => dimension.Numbers.Contains(2) ? dimension.Text(2) : FormattableString.Invariant($"{dimension.Integer(1)}")),
    ];
}
