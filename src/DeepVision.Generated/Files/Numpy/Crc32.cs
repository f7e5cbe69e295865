using System.Buffers.Binary;

namespace DeepVision.Generated;

/// <summary>The checksum of zip archives: CRC-32 with the polynomial 0x04C11DB7, reflected (ISO 3309).</summary>
internal static class Crc32
{
    private static readonly uint[] s_table = MakeTable();

    /// <summary>The checksum of some bytes, four at a time (slicing by four, Kounavis and Berry 2005).</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint[] table = s_table;
        uint crc = uint.MaxValue;
        int at = 0;
        for (; at <= bytes.Length - 4; at += 4)
        {
            crc ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            crc = table[768 + (crc & 0xFF)] ^ table[512 + (crc >> 8 & 0xFF)] ^ table[256 + (crc >> 16 & 0xFF)] ^ table[crc >> 24];
        }

        for (; at < bytes.Length; at++)
            crc = table[(crc ^ bytes[at]) & 0xFF] ^ crc >> 8;
        return ~crc;
    }

    /// <summary>Four tables of 256: what a byte does to the checksum, with none to three bytes behind it.</summary>
    private static uint[] MakeTable()
    {
        uint[] table = new uint[4 * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
                crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
            table[value] = crc;
        }

        for (int i = 256; i < table.Length; i++)
            table[i] = table[i - 256] >> 8 ^ table[table[i - 256] & 0xFF];
        return table;
    }
}
