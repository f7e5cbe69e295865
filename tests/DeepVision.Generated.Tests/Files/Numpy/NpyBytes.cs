using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace DeepVision.Generated.Tests.Files.Numpy;

/// <summary>Arrays of NumPy's as raw bytes, made without the code under test, as the format's description says.</summary>
internal static class NpyBytes
{
    public static byte[] Make(string descr, bool fortranOrder, string shape, byte[] elements, int version = 1) =>
        Make($"{{'descr': '{descr}', 'fortran_order': {(fortranOrder ? "True" : "False")}, 'shape': {shape}, }}", elements, version);

    public static byte[] Make(string dictionary, byte[] elements, int version = 1)
    {
        int prefix = version == 1 ? 10 : 12;
        byte[] text = version == 3 ? Encoding.UTF8.GetBytes(dictionary) : Encoding.Latin1.GetBytes(dictionary);
        int length = (prefix + text.Length + 1 + 63) / 64 * 64 - prefix;
        byte[] file = new byte[prefix + length + elements.Length];
        ReadOnlySpan<byte> start = [0x93, .. "NUMPY"u8, (byte)version, 0];
        start.CopyTo(file);
        if (version == 1)
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)length);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), (uint)length);
        file.AsSpan(prefix, length - 1).Fill((byte)' ');
        text.CopyTo(file, prefix);
        file[prefix + length - 1] = (byte)'\n';
        elements.CopyTo(file, prefix + length);
        return file;
    }

    /// <summary>An archive of some entries.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }

    public static byte[] Singles(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
