namespace DeepVision.Generated;

/// <summary>
/// The messages of an ONNX file with the numbers of their fields, as <c>onnx.proto</c> gives them
/// (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
/// </summary>
internal static class OnnxMessages
{
    /// <summary>The first dimension of every value: any number of samples.</summary>
    private const string Batch = "batch";

    private const int SingleType = 1;

    /// <summary>TensorProto.DataType of 64-bit integers, which indices are.</summary>
    public const int Int64Type = 7;

    private enum AttributeType
    {
        Single = 1,
        Integer = 2,
        Text = 3,
        Integers = 7,
        Texts = 8,
    }

    /// <summary>ModelProto.</summary>
    public static ProtobufMessage Model(int formatVersion, int operatorSet, string producer, string producerVersion, ProtobufMessage graph, IEnumerable<KeyValuePair<string, string>> metadata) =>
        new ProtobufMessage()
            .Integer(1, formatVersion)
            .Text(2, producer)
            .Text(3, producerVersion)
            .Message(7, graph)
            .Message(8, new ProtobufMessage().Integer(2, operatorSet))
            .Messages(14, metadata.Select(pair => new ProtobufMessage().Text(1, pair.Key).Text(2, pair.Value)));

    /// <summary>GraphProto.</summary>
    public static ProtobufMessage Graph(string name, IEnumerable<ProtobufMessage> nodes, IEnumerable<ProtobufMessage> tensors, IEnumerable<ProtobufMessage> inputs, IEnumerable<ProtobufMessage> outputs, IEnumerable<ProtobufMessage> values) =>
        new ProtobufMessage()
            .Messages(1, nodes)
            .Text(2, name)
            .Messages(5, tensors)
            .Messages(11, inputs)
            .Messages(12, outputs)
            .Messages(13, values);

    /// <summary>NodeProto: an operator with its inputs and its only output.</summary>
    public static ProtobufMessage Node(string name, string operation, IEnumerable<string> inputs, string output, IEnumerable<ProtobufMessage> attributes, string documentation)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(3, name).Text(4, operation).Messages(5, attributes);
        return documentation.Length == 0 ? node : node.Text(6, documentation);
    }

    /// <summary>AttributeProto of one float.</summary>
    public static ProtobufMessage Attribute(string name, float value) => Attribute(name, AttributeType.Single).Single(2, value);

    /// <summary>AttributeProto of one integer.</summary>
    public static ProtobufMessage Attribute(string name, int value) => Attribute(name, AttributeType.Integer).Integer(3, value);

    /// <summary>AttributeProto of a text.</summary>
    public static ProtobufMessage Attribute(string name, string value) => Attribute(name, AttributeType.Text).Text(4, value);

    /// <summary>AttributeProto of several integers.</summary>
    public static ProtobufMessage Attribute(string name, params IEnumerable<int> values) =>
        Attribute(name, AttributeType.Integers).Integers(8, values.Select(value => (long)value));

    /// <summary>AttributeProto of several texts.</summary>
    public static ProtobufMessage Attribute(string name, IEnumerable<string> values)
    {
        ProtobufMessage attribute = Attribute(name, AttributeType.Texts);
        foreach (string value in values)
            attribute.Text(9, value);
        return attribute;
    }

    /// <summary>TensorProto of floats that <paramref name="read"/> gives in row-major order when they are written.</summary>
    public static ProtobufMessage Tensor(string name, IReadOnlyList<int> shape, Func<float[]> read)
    {
        long count = shape.Aggregate(1L, (product, dimension) => product * dimension);
        return Tensor(name, shape, SingleType)
            .Blob(9, count * sizeof(float), stream => stream.Write(StoredTensor.FromSingles(name, shape, read()).Bytes));
    }

    /// <summary>TensorProto of a vector of integers.</summary>
    public static ProtobufMessage Tensor(string name, params long[] values) =>
        Tensor(name, [values.Length], Int64Type)
            .Blob(9, values.Length * sizeof(long), stream => stream.Write(StoredTensor.FromInt64s(name, [values.Length], values).Bytes));

    /// <summary>TensorProto of a single integer.</summary>
    public static ProtobufMessage Scalar(string name, long value) =>
        Tensor(name, [], Int64Type).Blob(9, sizeof(long), stream => stream.Write(StoredTensor.FromInt64s(name, [], [value]).Bytes));

    /// <summary>ValueInfoProto: a value of floats, one for each sample of a batch of any size.</summary>
    public static ProtobufMessage Value(string name, IEnumerable<int> sampleShape, string documentation = "")
    {
        var shape = new ProtobufMessage().Message(1, new ProtobufMessage().Text(2, Batch));
        foreach (int dimension in sampleShape)
            shape.Message(1, new ProtobufMessage().Integer(1, dimension));
        ProtobufMessage type = new ProtobufMessage().Message(1, new ProtobufMessage().Integer(1, SingleType).Message(2, shape));
        ProtobufMessage value = new ProtobufMessage().Text(1, name).Message(2, type);
        return documentation.Length == 0 ? value : value.Text(3, documentation);
    }

    private static ProtobufMessage Attribute(string name, AttributeType type) => new ProtobufMessage().Text(1, name).Integer(20, (int)type);

    private static ProtobufMessage Tensor(string name, IEnumerable<int> shape, int type) =>
        new ProtobufMessage().Integers(1, shape.Select(dimension => (long)dimension)).Integer(2, type).Text(8, name);
}
