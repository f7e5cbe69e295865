namespace DeepVision.Generated;

/// <summary>The bytes of one array in NumPy's format, header and elements, as a tensor and back.</summary>
internal static class NpyArray
{
    /// <summary>The tensor that the bytes hold: little-endian and in row-major order, whatever they were in the file.</summary>
    /// <exception cref="FormatException">They hold none; the message says why.</exception>
    public static StoredTensor Read(string name, ReadOnlyMemory<byte> array)
    {
        NpyHeader header = NpyHeader.Read(array.Span);
        ReadOnlyMemory<byte> elements = array[header.Length..];
        int size = StoredTensor.SizeOf(header.Type);
        // One axis, or one value, lies as it does in the other order.
        if (header.IsFortranOrder && header.Shape.Count(extent => extent != 1) > 1)
            elements = ToRowMajor(elements.Span, header.Shape, size);
        if (header.IsBigEndian && size > 1)
            elements = Reversed(elements.Span, size);
        return new StoredTensor(name, header.Type, header.Shape, elements);
    }

    /// <summary>Writes header and elements.</summary>
    /// <exception cref="ArgumentException">NumPy has no such elements.</exception>
    public static void Write(Stream stream, StoredTensor tensor)
    {
        stream.Write(NpyHeader.Write(tensor));
        stream.Write(tensor.Bytes);
    }

    /// <summary>Takes elements whose first axis runs fastest to the order in which the last one does.</summary>
    private static byte[] ToRowMajor(ReadOnlySpan<byte> elements, int[] shape, int size)
    {
        byte[] result = new byte[elements.Length];
        long[] strides = new long[shape.Length];
        long stride = size;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        int[] index = new int[shape.Length];
        long from = 0;
        for (int to = 0; to < result.Length; to += size)
        {
            elements.Slice((int)from, size).CopyTo(result.AsSpan(to));
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }

    private static byte[] Reversed(ReadOnlySpan<byte> elements, int size)
    {
        byte[] result = elements.ToArray();
        for (int at = 0; at < result.Length; at += size)
            result.AsSpan(at, size).Reverse();
        return result;
    }
}
