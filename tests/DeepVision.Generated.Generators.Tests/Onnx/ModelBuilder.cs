using System.Text;

namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <summary>Writes small ONNX files, whatever is in them: field after field, without knowing what is right.</summary>
internal sealed class ModelBuilder
{
    private readonly List<byte> _graph = [];
    private readonly Random _random = new(7);

    /// <summary>Version of the operators.</summary>
    public int OperatorSet { get; init; } = 17;

    /// <summary>The input of floats, whose first dimension is a symbol.</summary>
    public ModelBuilder Input(string name, params int[] sampleShape) => Add(11, Value(name, 1, sampleShape));

    /// <summary>The same with another type, or with dimensions left open (0).</summary>
    public ModelBuilder Input(string name, int type, int[] sampleShape) => Add(11, Value(name, type, sampleShape));

    public ModelBuilder Output(string name) => Add(12, Bytes(1, Encoding.UTF8.GetBytes(name)));

    /// <summary>A node: <c>Node("Conv", "x w -> y", ("strides", [2, 2]))</c>; an underscore stands for an input that is left out.</summary>
    public ModelBuilder Node(string kind, string values, params (string Name, object Value)[] attributes)
    {
        string[] sides = values.Split("->");
        string[] inputs = sides[0].Split(' ', StringSplitOptions.RemoveEmptyEntries), outputs = sides[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<byte> node = [];
        foreach (string input in inputs)
            node.AddRange(Bytes(1, Encoding.UTF8.GetBytes(input == "_" ? "" : input)));
        foreach (string output in outputs)
            node.AddRange(Bytes(2, Encoding.UTF8.GetBytes(output)));
        node.AddRange(Bytes(3, Encoding.UTF8.GetBytes("node " + outputs[0])));
        node.AddRange(Bytes(4, Encoding.UTF8.GetBytes(kind)));
        foreach ((string name, object value) in attributes)
            node.AddRange(Bytes(5, Attribute(name, value)));
        return Add(1, node);
    }

    /// <summary>A tensor of random floats between −0.5 and 0.5, or between <paramref name="least"/> and that plus 1.</summary>
    public ModelBuilder Weights(string name, int[] shape, float least = -0.5f) =>
        Tensor(name, shape, [.. Enumerable.Range(0, Count(shape)).Select(_ => least + _random.NextSingle())]);

    /// <summary>A tensor of these floats, as raw bytes.</summary>
    public ModelBuilder Tensor(string name, int[] shape, params float[] values) => Add(5, RawTensor(name, shape, values));

    /// <summary>A tensor of integers, as raw bytes.</summary>
    public ModelBuilder Integers(string name, params long[] values) => Add(5, IntegerTensor(name, [values.Length], values));

    /// <summary>A tensor whose message is given.</summary>
    public ModelBuilder TensorMessage(IEnumerable<byte> message) => Add(5, message);

    /// <summary>The file.</summary>
    public byte[] ToBytes() => [.. Integer(1, 8), .. Bytes(7, _graph), .. Bytes(8, Integer(2, OperatorSet))];

    public static byte[] RawTensor(string name, int[] shape, float[] values) =>
        [.. shape.SelectMany(size => Integer(1, size)), .. Integer(2, 1), .. Bytes(8, Encoding.UTF8.GetBytes(name)), .. Bytes(9, values.SelectMany(BitConverter.GetBytes))];

    public static byte[] IntegerTensor(string name, int[] shape, long[] values) =>
        [.. shape.SelectMany(size => Integer(1, size)), .. Integer(2, 7), .. Bytes(8, Encoding.UTF8.GetBytes(name)), .. Bytes(9, values.SelectMany(BitConverter.GetBytes))];

    /// <summary>A field that holds an integer.</summary>
    public static IEnumerable<byte> Integer(int field, long value) => [.. Varint((ulong)(field << 3)), .. Varint((ulong)value)];

    /// <summary>A field that holds bytes: a message, a text, or numbers one behind the other.</summary>
    public static IEnumerable<byte> Bytes(int field, IEnumerable<byte> value)
    {
        byte[] bytes = [.. value];
        return [.. Varint((ulong)(field << 3 | 2)), .. Varint((ulong)bytes.Length), .. bytes];
    }

    public static IEnumerable<byte> Varint(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }

    private static IEnumerable<byte> Attribute(string name, object value)
    {
        IEnumerable<byte> content = value switch
        {
            int number => [.. Integer(3, number), .. Integer(20, 2)],
            float number => [2 << 3 | 5, .. BitConverter.GetBytes(number), .. Integer(20, 1)],
            string text => [.. Bytes(4, Encoding.UTF8.GetBytes(text)), .. Integer(20, 3)],
            int[] numbers => [.. numbers.SelectMany(number => Integer(8, number)), .. Integer(20, 7)],
            float[] numbers => [.. Bytes(7, numbers.SelectMany(BitConverter.GetBytes)), .. Integer(20, 6)],
            string[] texts => [.. texts.SelectMany(text => Bytes(9, Encoding.UTF8.GetBytes(text))), .. Integer(20, 8)],
            byte[] tensor => [.. Bytes(5, tensor), .. Integer(20, 4)],
            _ => throw new ArgumentException($"No attribute holds {value}.", nameof(value)),
        };
        return [.. Bytes(1, Encoding.UTF8.GetBytes(name)), .. content];
    }

    private static IEnumerable<byte> Value(string name, int type, int[] sampleShape)
    {
        IEnumerable<byte> shape = Bytes(1, Bytes(2, "N"u8.ToArray()));
        foreach (int size in sampleShape)
            shape = shape.Concat(Bytes(1, size == 0 ? Bytes(2, "open"u8.ToArray()) : Integer(1, size)));
        return [.. Bytes(1, Encoding.UTF8.GetBytes(name)), .. Bytes(2, Bytes(1, [.. Integer(1, type), .. Bytes(2, shape)]))];
    }

    private static int Count(int[] shape) => shape.Aggregate(1, (product, size) => product * size);

    private ModelBuilder Add(int field, IEnumerable<byte> message)
    {
        _graph.AddRange(Bytes(field, message));
        return this;
    }
}
