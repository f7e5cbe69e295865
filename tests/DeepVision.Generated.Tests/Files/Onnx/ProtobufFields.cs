using System.Buffers.Binary;
using System.Text;

namespace DeepVision.Generated.Tests.Files.Onnx;

/// <summary>The fields of one protobuf message by their numbers, read without the code under test.</summary>
internal sealed class ProtobufFields
{
    private readonly List<(int Number, long Value, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public ProtobufFields(ReadOnlyMemory<byte> message)
    {
        while (message.Length > 0)
        {
            long tag = ReadVarint(ref message);
            (int number, long type) = ((int)(tag >> 3), tag & 7);
            switch (type)
            {
                case 0:
                    _fields.Add((number, ReadVarint(ref message), default));
                    break;
                case 2:
                    int length = checked((int)ReadVarint(ref message));
                    _fields.Add((number, length, message[..length]));
                    message = message[length..];
                    break;
                case 5:
                    _fields.Add((number, 0, message[..4]));
                    message = message[4..];
                    break;
                default:
                    Assert.Fail($"Field {number} has the wire type {type}.");
                    break;
            }
        }
    }

    public IEnumerable<int> Numbers => _fields.Select(entry => entry.Number).Distinct();

    public IEnumerable<long> Integers(int number) => All(number).Select(field => field.Value);

    public long Integer(int number) => Integers(number).Single();

    public IEnumerable<ReadOnlyMemory<byte>> Blobs(int number) => All(number).Select(field => field.Bytes);

    public IEnumerable<string> Texts(int number) => Blobs(number).Select(bytes => Encoding.UTF8.GetString(bytes.Span));

    /// <summary>The text, or an empty one if there is none.</summary>
    public string Text(int number) => Texts(number).SingleOrDefault("");

    public float Single(int number) => BinaryPrimitives.ReadSingleLittleEndian(Blobs(number).Single().Span);

    public IEnumerable<ProtobufFields> Messages(int number) => Blobs(number).Select(bytes => new ProtobufFields(bytes));

    public ProtobufFields Message(int number) => Messages(number).Single();

    private IEnumerable<(int Number, long Value, ReadOnlyMemory<byte> Bytes)> All(int number) => _fields.Where(field => field.Number == number);

    private static long ReadVarint(ref ReadOnlyMemory<byte> message)
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message.Span[0];
            message = message[1..];
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
