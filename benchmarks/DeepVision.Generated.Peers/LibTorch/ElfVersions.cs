using System.Buffers.Binary;
using System.Text;

namespace DeepVision.Generated.Peers.LibTorch;

/// <summary>The versions that a 64-bit little-endian ELF file demands of the libraries it needs.</summary>
/// <remarks>Layout after the System V ABI and the Linux Standard Base, "Symbol Versioning".</remarks>
internal static class ElfVersions
{
    private const int VersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Marks the demand for a version as weak, so that the loader goes on without it. False if the file has no such demand.</summary>
    public static bool MarkWeak(Span<byte> file, string version)
    {
        bool isFound = false;
        int sections = (int)BinaryPrimitives.ReadInt64LittleEndian(file[0x28..]);
        int sectionSize = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3a..]);
        int sectionCount = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3c..]);
        for (int i = 0; i < sectionCount; i++)
        {
            ReadOnlySpan<byte> section = file[(sections + i * sectionSize)..];
            if (BinaryPrimitives.ReadInt32LittleEndian(section[4..]) != VersionNeeds)
                continue;
            int strings = sections + BinaryPrimitives.ReadInt32LittleEndian(section[0x28..]) * sectionSize;
            isFound |= MarkWeak(file, Offset(section), Offset(file[strings..]), version);
        }

        return isFound;
    }

    /// <summary>Walks through the libraries that are needed, and for each through the versions demanded of it.</summary>
    private static bool MarkWeak(Span<byte> file, int need, int strings, string version)
    {
        bool isFound = false;
        int nextNeed;
        do
        {
            int count = BinaryPrimitives.ReadUInt16LittleEndian(file[(need + 2)..]);
            int demand = need + BinaryPrimitives.ReadInt32LittleEndian(file[(need + 8)..]);
            for (int i = 0; i < count; i++)
            {
                if (Text(file[(strings + BinaryPrimitives.ReadInt32LittleEndian(file[(demand + 8)..]))..]) == version)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(file[(demand + 4)..], Weak);
                    isFound = true;
                }

                demand += BinaryPrimitives.ReadInt32LittleEndian(file[(demand + 12)..]);
            }

            nextNeed = BinaryPrimitives.ReadInt32LittleEndian(file[(need + 12)..]);
            need += nextNeed;
        }
        while (nextNeed != 0);
        return isFound;
    }

    private static int Offset(ReadOnlySpan<byte> section) => (int)BinaryPrimitives.ReadInt64LittleEndian(section[0x18..]);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes[..bytes.IndexOf((byte)0)]);
}
