using System.Runtime.InteropServices;
using System.Text;

namespace DeepVision.Generated.Onnx;

/// <summary>
/// Reads a file in the binary format of Protocol Buffers (https://protobuf.dev/programming-guides/encoding), field after field. What is
/// skipped isn't read, and no length that the file claims is believed before the file is known to be that long.
/// </summary>
/// <remarks>The generator compiles this file too, for netstandard2.0.</remarks>
internal sealed class ProtobufReader
{
    /// <summary>Bytes of the longest text: a name, or the name of an operator.</summary>
    private const int LongestText = 1 << 16;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[1 << 14];

    /// <summary>Where in the file the buffer begins, and how many bytes of it there are.</summary>
    private long _bufferStart;
    private int _bufferCount;

    /// <param name="stream">The file; it can seek.</param>
    public ProtobufReader(Stream stream) => (_stream, End) = (stream, stream.Length);

    /// <summary>The next byte.</summary>
    public long Position { get; private set; }

    /// <summary>The end of the message that is being read.</summary>
    public long End { get; private set; }

    /// <summary>Goes on to the next field of the message.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="type">How its value is written.</param>
    /// <returns>False behind the last one.</returns>
    public bool ReadField(out int field, out WireType type)
    {
        if (Position == End)
        {
            (field, type) = (0, WireType.Varint);
            return false;
        }

        ulong tag = ReadVarint();
        type = (WireType)(tag & 7);
        if (tag >> 3 is 0 or > 0x1FFFFFFF || type is not (WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32))
            throw new OnnxFormatException($"there is no field with the tag {tag} at byte {Position}");
        field = (int)(tag >> 3);
        return true;
    }

    /// <summary>Reads seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    public ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw new OnnxFormatException($"the number before byte {Position} has more than 64 bits");
    }

    /// <summary>The value of a field that must be an integer.</summary>
    public long ReadInteger(WireType type)
    {
        Expect(type, WireType.Varint);
        return unchecked((long)ReadVarint());
    }

    /// <summary>The value of a field that must be a 32-bit float.</summary>
    public float ReadSingle(WireType type)
    {
        Expect(type, WireType.Fixed32);
        return ToSingle(ReadFixed32());
    }

    public uint ReadFixed32()
    {
        long place = Position - _bufferStart;
        if (place < 0 || place > _bufferCount - sizeof(uint) || End - Position < sizeof(uint))
            return (uint)(ReadByte() | ReadByte() << 8 | ReadByte() << 16 | ReadByte() << 24);
        Position += sizeof(uint);
        return (uint)(_buffer[place] | _buffer[place + 1] << 8 | _buffer[place + 2] << 16 | _buffer[place + 3] << 24);
    }

    public ulong ReadFixed64() => ReadFixed32() | (ulong)ReadFixed32() << 32;

    public byte ReadByte()
    {
        if (Position >= End)
            throw new OnnxFormatException($"it breaks off at byte {Position}");
        long place = Position - _bufferStart;
        if (place < 0 || place >= _bufferCount)
        {
            Fill();
            place = 0;
        }

        Position++;
        return _buffer[place];
    }

    /// <summary>The value of a field that must be a text.</summary>
    public string ReadText(WireType type)
    {
        long length = ReadLength(type);
        if (length > LongestText)
            throw new OnnxFormatException($"the name at byte {Position} has {length} bytes, more than {LongestText}");
        byte[] bytes = new byte[length];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = ReadByte();
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Begins the message that a field holds.</summary>
    /// <returns>What <see cref="Leave"/> takes.</returns>
    public long Enter(WireType type)
    {
        long outer = End;
        long length = ReadLength(type);
        End = Position + length;
        return outer;
    }

    /// <summary>Goes on behind the message, whatever of it has been read.</summary>
    public void Leave(long outer) => (Position, End) = (End, outer);

    /// <summary>Goes to a message whose place is known.</summary>
    public void Seek(long position, long length)
    {
        if (position < 0 || length < 0 || position > _stream.Length - length)
            throw new OnnxFormatException($"it breaks off at byte {_stream.Length}");
        (Position, End) = (position, position + length);
    }

    /// <summary>Skips the value of a field.</summary>
    public void Skip(WireType type)
    {
        if (type == WireType.Varint)
        {
            ReadVarint();
            return;
        }

        long length = type switch { WireType.Fixed32 => 4, WireType.Fixed64 => 8, _ => ReadLength(type) };
        if (length > End - Position)
            throw new OnnxFormatException($"it breaks off at byte {End}");
        Position += length;
    }

    public static float ToSingle(uint bits) => new SingleBits { Bits = bits }.Value;

    private static void Expect(WireType type, WireType expected)
    {
        if (type != expected)
            throw new OnnxFormatException("a field has a value of another kind than the format gives it");
    }

    private long ReadLength(WireType type)
    {
        Expect(type, WireType.Bytes);
        ulong length = ReadVarint();
        if (length > (ulong)(End - Position))
            throw new OnnxFormatException($"what begins at byte {Position} should have {length} bytes, but only {End - Position} are there");
        return (long)length;
    }

    private void Fill()
    {
        _stream.Seek(Position, SeekOrigin.Begin);
        (_bufferStart, _bufferCount) = (Position, _stream.Read(_buffer, 0, _buffer.Length));
        if (_bufferCount == 0)
            throw new OnnxFormatException($"it breaks off at byte {Position}");
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct SingleBits
    {
        [FieldOffset(0)]
        public uint Bits;

        [FieldOffset(0)]
        public float Value;
    }
}

/// <summary>How the value of a field is written.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
