using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace DeepVision.Generated;

/// <summary>
/// What stands in front of the elements of an array in NumPy's format: what they are and how they lie
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
/// </summary>
/// <param name="Type">What the elements are.</param>
/// <param name="IsBigEndian">Whether the most significant byte of an element comes first.</param>
/// <param name="IsFortranOrder">Whether the first axis runs fastest, and not the last.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Length">Bytes of the header: the first element stands behind them.</param>
internal sealed record NpyHeader(StoredType Type, bool IsBigEndian, bool IsFortranOrder, int[] Shape, int Length)
{
    /// <summary>NumPy itself takes no longer dictionary either, unless it is told to trust the file.</summary>
    private const int LongestDictionary = 10_000;

    /// <summary>NumPy's limit of axes.</summary>
    private const int MostAxes = 64;

    /// <summary>NumPy's writers begin the elements at a multiple of this.</summary>
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The header of a tensor, as version 1.0.</summary>
    /// <exception cref="ArgumentException">NumPy has no such elements, or not as many axes.</exception>
    public static byte[] Write(StoredTensor tensor)
    {
        if (tensor.Shape.Count > MostAxes)
            throw new ArgumentException(FormattableString.Invariant($"Tensor {tensor.Name} has {tensor.Shape.Count} axes; NumPy's arrays have {MostAxes} at most."), nameof(tensor));
        string shape = string.Concat(tensor.Shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture) + ", "));
        // A tuple of one has a comma, longer ones need none at their end.
        shape = tensor.Shape.Count == 1 ? shape.TrimEnd() : shape.TrimEnd(' ', ',');
        string dictionary = $"{{'descr': '{NpyTypes.Describe(tensor)}', 'fortran_order': False, 'shape': ({shape}), }}";

        const int Prefix = 10;
        int length = (Prefix + dictionary.Length + 1 + Alignment - 1) / Alignment * Alignment;
        byte[] header = new byte[length];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(length - Prefix));
        header.AsSpan(Prefix).Fill((byte)' ');
        Encoding.ASCII.GetBytes(dictionary, header.AsSpan(Prefix));
        header[^1] = (byte)'\n';
        return header;
    }

    /// <summary>Reads the header of a whole array and checks that the elements behind it are as many as it says.</summary>
    /// <exception cref="FormatException">It is damaged, or of a kind that isn't read; the message says what is wrong.</exception>
    public static NpyHeader Read(ReadOnlySpan<byte> array)
    {
        if (array.Length < 10 || !array.StartsWith(Magic))
            throw new FormatException("it doesn't begin as an array of NumPy's does.");

        (int major, int minor) = (array[6], array[7]);
        if (major is < 1 or > 3 || minor != 0)
            throw new FormatException(FormattableString.Invariant($"it has version {major}.{minor} of the format; 1.0, 2.0 and 3.0 are known."));
        int start = major == 1 ? 10 : 12;
        if (array.Length < start)
            throw new FormatException("it ends in its header.");
        long dictionaryLength = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(array[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(array[8..]);
        if (dictionaryLength > LongestDictionary)
            throw new FormatException(FormattableString.Invariant($"it claims a header of {dictionaryLength} bytes; at most {LongestDictionary} are read."));
        if (dictionaryLength > array.Length - start)
            throw new FormatException("it ends in its header.");

        ReadOnlySpan<byte> text = array.Slice(start, (int)dictionaryLength);
        if (major == 3 && !Utf8.IsValid(text))
            throw new FormatException("its header is not valid UTF-8.");
        NpyHeader header = NpyDictionary.Parse((major == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text)) with { Length = start + (int)dictionaryLength };
        header.CheckSize(array.Length - header.Length);
        return header;
    }

    private void CheckSize(int available)
    {
        if (Shape.Length > MostAxes)
            throw new FormatException(FormattableString.Invariant($"it has {Shape.Length} axes; at most {MostAxes} are possible."));
        long bytes = StoredTensor.SizeOf(Type);
        foreach (int extent in Shape)
        {
            bytes *= extent;
            // Checked at each factor: below this limit the next product can't overflow a long.
            if (bytes > Array.MaxLength)
                throw new FormatException($"its shape [{string.Join(", ", Shape)}] is too large; at most {Array.MaxLength} bytes are supported.");
        }

        if (bytes != available)
            throw new FormatException(FormattableString.Invariant($"its shape [{string.Join(", ", Shape)}] of type {Type} needs {Quantity.Of(bytes, "byte")}, but {available} follow. It may be truncated."));
    }
}
