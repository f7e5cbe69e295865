using System.Buffers.Binary;
using System.IO.Compression;

namespace Augmentations;

/// <summary>Pictures in rows on one sheet, saved as PNG.</summary>
/// <param name="columns">Pictures in a row.</param>
/// <param name="size">Pixels of a picture each way.</param>
internal sealed class ContactSheet(int columns, int size)
{
    private const int Gap = 4;
    private readonly List<float[]> _pictures = [];

    public int Count => _pictures.Count;

    /// <summary>Adds a picture.</summary>
    /// <param name="picture">Red, green and blue from 0 to 1 for each pixel.</param>
    public void Add(float[] picture) => _pictures.Add(picture);

    /// <summary>Writes the sheet (ISO/IEC 15948).</summary>
    public void Save(Stream stream)
    {
        int rows = (Count + columns - 1) / columns, width = columns * (size + Gap) + Gap, height = rows * (size + Gap) + Gap;
        stream.Write([137, 80, 78, 71, 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        WriteChunk(stream, "IHDR"u8, header);

        var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] above = new byte[width * 3];
            for (int y = 0; y < height; y++)
            {
                byte[] row = Row(y, width);
                zlib.Write(Filtered(row, above));
                above = row;
            }
        }

        WriteChunk(stream, "IDAT"u8, data.ToArray());
        WriteChunk(stream, "IEND"u8, []);
    }

    private byte[] Row(int y, int width)
    {
        byte[] row = new byte[width * 3];
        row.AsSpan().Fill(255);
        int line = y % (size + Gap) - Gap;
        for (int column = 0; column < columns && line >= 0; column++)
        {
            int number = y / (size + Gap) * columns + column;
            for (int i = 0; i < size * 3 && number < Count; i++)
                row[(column * (size + Gap) + Gap) * 3 + i] = (byte)(_pictures[number][line * size * 3 + i] * 255 + 0.5f);
        }

        return row;
    }

    /// <summary>The row as differences to the pixel on the left or above, whichever are smaller, behind the number of the filter.</summary>
    private static byte[] Filtered(byte[] row, byte[] above)
    {
        byte[] left = [1, .. row.Select((value, i) => (byte)(value - (i < 3 ? 0 : row[i - 3])))];
        byte[] up = [2, .. row.Select((value, i) => (byte)(value - above[i]))];
        return left.Sum(Magnitude) < up.Sum(Magnitude) ? left : up;

        static int Magnitude(byte difference) => Math.Abs((int)(sbyte)difference);
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        byte[] content = [.. type, .. data];
        stream.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(content));
        stream.Write(number);
    }

    private static uint Checksum(ReadOnlySpan<byte> content)
    {
        uint remainder = uint.MaxValue;
        foreach (byte value in content)
        {
            remainder ^= value;
            for (int bit = 0; bit < 8; bit++)
                remainder = (remainder & 1) == 0 ? remainder >> 1 : remainder >> 1 ^ 0xEDB88320;
        }

        return ~remainder;
    }
}
