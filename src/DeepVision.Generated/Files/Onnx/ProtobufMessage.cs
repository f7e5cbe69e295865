using System.Buffers.Binary;
using System.Text;

namespace DeepVision.Generated;

/// <summary>
/// A message in the binary format of Protocol Buffers (https://protobuf.dev/programming-guides/encoding), field after field in
/// the order of the calls. Only lengths are gathered at first; large values are made when they are written.
/// </summary>
internal sealed class ProtobufMessage
{
    private const int VarintType = 0;
    private const int LengthDelimitedType = 2;
    private const int Fixed32Type = 5;

    private readonly List<Action<Stream>> _parts = [];

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>An integer or a member of an enum.</summary>
    public ProtobufMessage Integer(int field, long value) => Tag(field, VarintType).Varint((ulong)value);

    /// <summary>Several integers under one number.</summary>
    public ProtobufMessage Integers(int field, IEnumerable<long> values)
    {
        foreach (long value in values)
            Integer(field, value);
        return this;
    }

    /// <summary>A 32-bit float.</summary>
    public ProtobufMessage Single(int field, float value)
    {
        byte[] bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Tag(field, Fixed32Type).Bytes(bytes);
    }

    /// <summary>A text.</summary>
    public ProtobufMessage Text(int field, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        return Tag(field, LengthDelimitedType).Varint((ulong)bytes.Length).Bytes(bytes);
    }

    /// <summary>A message within this one; it must be complete.</summary>
    public ProtobufMessage Message(int field, ProtobufMessage value) => Blob(field, value.Length, value.WriteTo);

    /// <summary>Several messages under one number.</summary>
    public ProtobufMessage Messages(int field, IEnumerable<ProtobufMessage> values)
    {
        foreach (ProtobufMessage value in values)
            Message(field, value);
        return this;
    }

    /// <summary>Bytes that <paramref name="write"/> makes when they are needed: exactly <paramref name="length"/>.</summary>
    public ProtobufMessage Blob(int field, long length, Action<Stream> write)
    {
        Tag(field, LengthDelimitedType).Varint((ulong)length);
        _parts.Add(write);
        Length += length;
        return this;
    }

    /// <summary>Writes the message without a length in front of it.</summary>
    public void WriteTo(Stream stream)
    {
        foreach (Action<Stream> part in _parts)
            part(stream);
    }

    private ProtobufMessage Tag(int field, int wireType) => Varint((ulong)(field << 3 | wireType));

    /// <summary>Seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    private ProtobufMessage Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value > 0x7F; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return Bytes([.. bytes]);
    }

    private ProtobufMessage Bytes(byte[] bytes)
    {
        _parts.Add(stream => stream.Write(bytes));
        Length += bytes.Length;
        return this;
    }
}
