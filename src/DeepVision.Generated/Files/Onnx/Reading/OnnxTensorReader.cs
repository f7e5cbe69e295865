namespace DeepVision.Generated.Onnx;

/// <summary>Reads the values of a tensor, whichever of the format's fields holds them.</summary>
/// <remarks>The generator compiles this file too, for netstandard2.0.</remarks>
internal static class OnnxTensorReader
{
    private const int SinglesField = 4;
    private const int Int32sField = 5;
    private const int Int64sField = 7;
    private const int RawField = 9;
    private const int DoublesField = 10;
    private const int UInt64sField = 11;

    /// <summary>The values as 32-bit floats in row-major order; 64-bit ones are rounded.</summary>
    /// <exception cref="OnnxFormatException">The values aren't there, aren't numbers, or don't fit the shape.</exception>
    public static float[] ReadSingles(ProtobufReader reader, OnnxTensor tensor)
    {
        if (tensor.Inline is { } inline)
            return [.. inline.Select(value => (float)value)];
        float[] values = new float[CheckedCount(tensor)];
        Read(reader, tensor, values.Length, (index, value) => values[index] = (float)value);
        return values;
    }

    /// <summary>The values as 64-bit floats, in which integers up to 2⁵³ are exact.</summary>
    /// <inheritdoc cref="ReadSingles" path="/exception"/>
    public static double[] ReadDoubles(ProtobufReader reader, OnnxTensor tensor)
    {
        if (tensor.Inline is { } inline)
            return inline;
        double[] values = new double[CheckedCount(tensor)];
        Read(reader, tensor, values.Length, (index, value) => values[index] = value);
        return values;
    }

    private static int CheckedCount(OnnxTensor tensor)
    {
        if (tensor.IsExternal)
            throw new OnnxFormatException($"the values of tensor '{tensor.Name}' are in another file, which isn't supported");
        int count = tensor.Count;
        // Float16 values may stand in the file as integers of a byte each; all others take their size.
        int size = tensor.Type switch { OnnxTypes.Float => sizeof(float), OnnxTypes.Double => sizeof(double), _ => 1 };
        if (count < 0 || count > tensor.Length / size)
            throw new OnnxFormatException($"tensor '{tensor.Name}' has the shape [{string.Join(", ", tensor.Dimensions)}], for which there aren't values enough");
        return count;
    }

    private static void Read(ProtobufReader reader, OnnxTensor tensor, int count, Action<int, double> set)
    {
        int index = 0;
        reader.Seek(tensor.Position, tensor.Length);
        while (reader.ReadField(out int field, out WireType type))
        {
            if (ElementOf(tensor.Type, field, out WireType elementType) is not { } read)
            {
                reader.Skip(type);
                continue;
            }

            if (type == elementType && field != RawField)
            {
                Set(read(reader));
                continue;
            }

            long outer = reader.Enter(type);
            while (reader.Position < reader.End)
                Set(read(reader));
            reader.Leave(outer);
        }

        if (index != count)
            throw new OnnxFormatException($"tensor '{tensor.Name}' has {index} values, but its shape [{string.Join(", ", tensor.Dimensions)}] needs {count}");

        void Set(double value)
        {
            if (index == count)
                throw new OnnxFormatException($"tensor '{tensor.Name}' has more values than its shape [{string.Join(", ", tensor.Dimensions)}] needs");
            set(index++, value);
        }
    }

    /// <summary>How a field holds elements of a type; null if it doesn't.</summary>
    private static Func<ProtobufReader, double>? ElementOf(long type, int field, out WireType wireType)
    {
        wireType = field switch { SinglesField => WireType.Fixed32, DoublesField => WireType.Fixed64, _ => WireType.Varint };
        return (field, type) switch
        {
            (RawField or SinglesField, OnnxTypes.Float) => static reader => ProtobufReader.ToSingle(reader.ReadFixed32()),
            (RawField or DoublesField, OnnxTypes.Double) => static reader => BitConverter.Int64BitsToDouble(unchecked((long)reader.ReadFixed64())),
            (RawField, OnnxTypes.Float16) => static reader => HalfToDouble((uint)(reader.ReadByte() | reader.ReadByte() << 8)),
            (Int32sField, OnnxTypes.Float16) => static reader => HalfToDouble((uint)reader.ReadVarint() & 0xFFFF),
            (RawField, OnnxTypes.BFloat16) => static reader => ProtobufReader.ToSingle((uint)(reader.ReadByte() | reader.ReadByte() << 8) << 16),
            (Int32sField, OnnxTypes.BFloat16) => static reader => ProtobufReader.ToSingle((uint)reader.ReadVarint() << 16),
            (RawField, OnnxTypes.Int64) => static reader => unchecked((long)reader.ReadFixed64()),
            (RawField, OnnxTypes.UInt64) => static reader => reader.ReadFixed64(),
            (RawField, OnnxTypes.Int32) => static reader => unchecked((int)reader.ReadFixed32()),
            (RawField, OnnxTypes.UInt32) => static reader => reader.ReadFixed32(),
            (RawField, OnnxTypes.Int16) => static reader => unchecked((short)(reader.ReadByte() | reader.ReadByte() << 8)),
            (RawField, OnnxTypes.UInt16) => static reader => (ushort)(reader.ReadByte() | reader.ReadByte() << 8),
            (RawField, OnnxTypes.Int8) => static reader => unchecked((sbyte)reader.ReadByte()),
            (RawField, OnnxTypes.UInt8 or OnnxTypes.Bool) => static reader => reader.ReadByte(),
            (Int64sField, OnnxTypes.Int64) => static reader => unchecked((long)reader.ReadVarint()),
            (Int32sField, OnnxTypes.Int32 or OnnxTypes.Int16 or OnnxTypes.Int8 or OnnxTypes.UInt16 or OnnxTypes.UInt8 or OnnxTypes.Bool) => static reader => unchecked((int)reader.ReadVarint()),
            (UInt64sField, OnnxTypes.UInt64 or OnnxTypes.UInt32) => static reader => reader.ReadVarint(),
            _ => null,
        };
    }

    /// <summary>A 16-bit float of IEEE 754: sign, 5 bits of exponent, 10 of mantissa.</summary>
    private static double HalfToDouble(uint bits)
    {
        int exponent = (int)(bits >> 10 & 0x1F);
        double mantissa = bits & 0x3FF;
        double magnitude = exponent switch
        {
            0 => mantissa * Math.Pow(2, -24),
            0x1F => mantissa == 0 ? double.PositiveInfinity : double.NaN,
            _ => (mantissa + 1024) * Math.Pow(2, exponent - 25),
        };
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
