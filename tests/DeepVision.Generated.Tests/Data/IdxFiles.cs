using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepVision.Generated.Tests.Data;

/// <summary>Makes small data sets in MNIST's format, whole and broken.</summary>
internal static class IdxFiles
{
    public static readonly string[] Names =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    public static byte[] Encode(int magic, uint[] dimensions, byte[] values)
    {
        byte[] file = new byte[4 + 4 * dimensions.Length + values.Length];
        BinaryPrimitives.WriteInt32BigEndian(file, magic);
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 + 4 * i), dimensions[i]);
        values.CopyTo(file, 4 + 4 * dimensions.Length);
        return file;
    }

    public static byte[] Images(params byte[] pixels) => Encode(0x803, [(uint)pixels.Length / 6, 2, 3], pixels);

    public static byte[] Labels(params byte[] labels) => Encode(0x801, [(uint)labels.Length], labels);

    public static byte[] Pack(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(file);
        return packed.ToArray();
    }

    /// <summary>Two training images, one test image, of 2×3 pixels.</summary>
    public static void WriteSmallSet(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, Names[0]), Images(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        File.WriteAllBytes(Path.Combine(folder, Names[1]), Labels(1, 0));
        File.WriteAllBytes(Path.Combine(folder, Names[2]), Images(50, 51, 52, 53, 54, 55));
        File.WriteAllBytes(Path.Combine(folder, Names[3]), Labels(3));
    }
}
