using System.Buffers.Binary;

namespace DeepVision.Generated;

/// <summary>The type of a tensor's elements in a file.</summary>
public enum StoredType
{
    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>64-bit float.</summary>
    F64,

    /// <summary>16-bit IEEE float.</summary>
    F16,

    /// <summary>16-bit brain float: the upper half of a 32-bit float.</summary>
    BF16,

    /// <summary>64-bit signed integer.</summary>
    I64,

    /// <summary>32-bit signed integer.</summary>
    I32,

    /// <summary>16-bit signed integer.</summary>
    I16,

    /// <summary>8-bit signed integer.</summary>
    I8,

    /// <summary>64-bit unsigned integer.</summary>
    U64,

    /// <summary>32-bit unsigned integer.</summary>
    U32,

    /// <summary>16-bit unsigned integer.</summary>
    U16,

    /// <summary>8-bit unsigned integer.</summary>
    U8,

    /// <summary>Boolean in one byte.</summary>
    BOOL,
}

/// <summary>One named tensor of a <see cref="SafetensorsFile"/> or an <see cref="NpzFile"/>: little-endian elements in row-major order.</summary>
public sealed class StoredTensor
{
    private readonly ReadOnlyMemory<byte> _bytes;

    internal StoredTensor(string name, StoredType type, IReadOnlyList<int> shape, ReadOnlyMemory<byte> bytes)
    {
        (Name, Type, Shape, _bytes) = (name, type, shape, bytes);
    }

    /// <summary>Unique name within the file.</summary>
    public string Name { get; }

    /// <summary>Type of the elements.</summary>
    public StoredType Type { get; }

    /// <summary>Length of each axis, the outermost first; empty for a single value.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Count => _bytes.Length / SizeOf(Type);

    /// <summary>The elements as they are in the file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>A tensor of 32-bit floats; the values are copied.</summary>
    /// <exception cref="ArgumentException">The shape and the number of values differ.</exception>
    public static StoredTensor FromSingles(string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        CheckShape(shape, values.Length);
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return new StoredTensor(name, StoredType.F32, [.. shape], bytes);
    }

    /// <summary>A tensor of 64-bit integers; the values are copied.</summary>
    /// <exception cref="ArgumentException">The shape and the number of values differ.</exception>
    public static StoredTensor FromInt64s(string name, IReadOnlyList<int> shape, ReadOnlySpan<long> values)
    {
        CheckShape(shape, values.Length);
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        return new StoredTensor(name, StoredType.I64, [.. shape], bytes);
    }

    /// <summary>True if <see cref="ToSingles"/> can give the values: they are floats of some size.</summary>
    public bool IsFloatingPoint => Type is StoredType.F32 or StoredType.F64 or StoredType.F16 or StoredType.BF16;

    /// <summary>The values as 32-bit floats; 64-bit ones are rounded.</summary>
    /// <exception cref="InvalidOperationException">The elements are not floats.</exception>
    public float[] ToSingles()
    {
        if (!IsFloatingPoint)
            throw new InvalidOperationException($"Tensor {Name} has elements of type {Type}, not floats.");

        ReadOnlySpan<byte> bytes = Bytes;
        float[] values = new float[Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Type switch
            {
                StoredType.F32 => BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * 4)..]),
                StoredType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * 8)..]),
                StoredType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 2)..]) << 16),
            };
        }

        return values;
    }

    /// <summary>The values of a tensor of type <see cref="StoredType.I64"/>.</summary>
    /// <exception cref="InvalidOperationException">The elements have another type.</exception>
    public long[] ToInt64s()
    {
        if (Type != StoredType.I64)
            throw new InvalidOperationException($"Tensor {Name} has elements of type {Type}, not I64.");

        ReadOnlySpan<byte> bytes = Bytes;
        long[] values = new long[Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * sizeof(long))..]);
        return values;
    }

    /// <summary>Bytes of one element.</summary>
    internal static int SizeOf(StoredType type) => type switch
    {
        StoredType.F64 or StoredType.I64 or StoredType.U64 => 8,
        StoredType.F32 or StoredType.I32 or StoredType.U32 => 4,
        StoredType.F16 or StoredType.BF16 or StoredType.I16 or StoredType.U16 => 2,
        _ => 1,
    };

    private static void CheckShape(IReadOnlyList<int> shape, int count)
    {
        long expected = 1;
        foreach (int dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            expected = checked(expected * dimension);
        }

        if (expected != count)
            throw new ArgumentException(FormattableString.Invariant($"The shape [{string.Join(", ", shape)}] has {Quantity.Of(expected, "value")}, but {Quantity.Given(count)}."), nameof(shape));
    }
}
