using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepVision.Generated;

/// <summary>
/// A file in the IDX format of MNIST (http://yann.lecun.com/exdb/mnist): two zero bytes, the element type, the number
/// of axes, the length of each as 4 big-endian bytes, then the values. Only byte elements are supported.
/// </summary>
internal sealed class IdxFile
{
    private const byte ByteType = 0x08;

    // Deflate shrinks to no less than 1/1032 of the length; a header that promises more is wrong or hostile.
    private const long CompressionLimit = 1040;

    // What a packed file's header promises shows only when it is unpacked, so memory grows with what arrives.
    private const int FirstPiece = 1 << 20;

    private IdxFile(int[] dimensions, byte[] values)
    {
        (Dimensions, Values) = (dimensions, values);
    }

    /// <summary>Length of each axis, the samples first.</summary>
    public int[] Dimensions { get; }

    /// <summary>The values in row-major order.</summary>
    public byte[] Values { get; }

    /// <summary>Reads a file, unpacking it if its name ends in <c>.gz</c>.</summary>
    /// <param name="path">The file to read.</param>
    /// <param name="axes">Axes it must have: 3 for images, 1 for labels.</param>
    /// <exception cref="DatasetException">The file can't be read or is no such IDX file.</exception>
    public static IdxFile Read(string path, int axes)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                return Read(path, file, axes, file.Length, firstPiece: Array.MaxLength);

            using var unpacked = new GZipStream(new GzipInput(file), CompressionMode.Decompress);
            return Read(path, unpacked, axes, file.Length * CompressionLimit, FirstPiece);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException(path, "is not a valid gzip file, or it is damaged or cut short. Get it again, or remove '.gz' from its name if it isn't packed.", e);
        }
        catch (Exception e) when (e is (IOException and not DatasetException) or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"can't be read. {e.Message}", e);
        }
    }

    /// <summary>Reads the header, checks it against <paramref name="lengthLimit"/>, and only then takes memory for the values.</summary>
    private static IdxFile Read(string path, Stream stream, int axes, long lengthLimit, int firstPiece)
    {
        Span<byte> header = stackalloc byte[4 + 4 * axes];
        int read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read >= 4 && !(header[0] == 0 && header[1] == 0 && header[2] == ByteType && header[3] == axes))
        {
            throw new DatasetException(path, FormattableString.Invariant(
                $"is no IDX file of bytes with {axes} {(axes == 1 ? "axis" : "axes")}: it begins with 0x{BinaryPrimitives.ReadUInt32BigEndian(header):X8}, expected 0x{(ByteType << 8) + axes:X8}."));
        }

        if (read < header.Length)
            throw new DatasetException(path, FormattableString.Invariant($"is truncated: only {read} of the {header.Length} bytes of its header are there. Get it again."));

        int[] dimensions = new int[axes];
        long count = 1;
        for (int i = 0; i < axes; i++)
        {
            uint dimension = BinaryPrimitives.ReadUInt32BigEndian(header[(4 + 4 * i)..]);
            // Below this limit the next product can't overflow.
            count *= dimension;
            if (dimension is 0 or > int.MaxValue || count > Array.MaxLength)
                throw new DatasetException(path, FormattableString.Invariant($"has an invalid header: axis {i + 1} has length {dimension}."));
            dimensions[i] = (int)dimension;
        }

        string promise = FormattableString.Invariant($"its header promises {string.Join(" × ", dimensions)} {(count == 1 ? "byte" : "bytes")}");
        if (count > lengthLimit - header.Length)
            throw new DatasetException(path, $"is truncated: {promise}, but the file is too short for them. Get it again.");

        byte[] values = ReadValues(stream, (int)count, firstPiece, out read);
        if (read < count)
            throw new DatasetException(path, FormattableString.Invariant($"is truncated: {promise}, but only {read} follow. Get it again."));
        if (stream.ReadByte() >= 0)
            throw new DatasetException(path, $"is too long: {promise}, but more follow. Get it again.");

        return new IdxFile(dimensions, values);
    }

    private static byte[] ReadValues(Stream stream, int count, int firstPiece, out int read)
    {
        byte[] values = GC.AllocateUninitializedArray<byte>(Math.Min(count, firstPiece));
        read = 0;
        while (true)
        {
            read += stream.ReadAtLeast(values.AsSpan(read), values.Length - read, throwOnEndOfStream: false);
            if (read < values.Length || values.Length == count)
                return values;
            Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
        }
    }
}
