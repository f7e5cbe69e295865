namespace DeepVision.Generated;

/// <summary>What NumPy calls the elements that <see cref="StoredType"/> knows.</summary>
internal static class NpyTypes
{
    private static readonly (string Kind, StoredType Type)[] s_types =
    [
        ("f2", StoredType.F16), ("f4", StoredType.F32), ("f8", StoredType.F64),
        ("i1", StoredType.I8), ("i2", StoredType.I16), ("i4", StoredType.I32), ("i8", StoredType.I64),
        ("u1", StoredType.U8), ("u2", StoredType.U16), ("u4", StoredType.U32), ("u8", StoredType.U64),
        ("b1", StoredType.BOOL),
    ];

    /// <summary>The type of a tensor's elements, in little-endian order: <c>&lt;f4</c>.</summary>
    /// <exception cref="ArgumentException">NumPy has no such elements.</exception>
    public static string Describe(StoredTensor tensor)
    {
        foreach ((string kind, StoredType type) in s_types)
        {
            if (type == tensor.Type)
                return (StoredTensor.SizeOf(type) == 1 ? "|" : "<") + kind;
        }

        throw new ArgumentException($"NumPy has no elements of type {tensor.Type}, which tensor {tensor.Name} has.", nameof(tensor));
    }

    /// <summary>Reads a description such as <c>&lt;f4</c> or <c>&gt;f8</c>.</summary>
    /// <exception cref="FormatException">Elements of this kind aren't read.</exception>
    public static (StoredType Type, bool IsBigEndian) Parse(string description)
    {
        // Objects are stored as a pickle, a program for a machine of Python's: whoever loads one runs what the file's author wrote.
        if (description.Contains('O', StringComparison.Ordinal))
            throw new FormatException($"it holds Python objects (descr '{description}'), a pickle, which is never loaded because it could run anything. Save numbers: numpy.asarray(values, dtype=numpy.float32).");

        foreach ((string kind, StoredType type) in s_types)
        {
            if (description.Length == 3 && description.EndsWith(kind, StringComparison.Ordinal) && (description[0] is '<' or '>' || (description[0] == '|' && StoredTensor.SizeOf(type) == 1)))
                return (type, description[0] == '>');
        }

        throw new FormatException($"it has elements of type '{description}'; floats ('<f4', '<f2', '<f8'), whole numbers and booleans are read.");
    }
}
