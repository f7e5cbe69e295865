using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace DeepVision.Generated.Tests.Files;

/// <summary>Safetensors files as raw bytes, made and read without the code under test.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file of this header and that many bytes of data.</summary>
    public static byte[] Make(string header, int dataLength) => Make((ulong)Encoding.UTF8.GetByteCount(header), Encoding.UTF8.GetBytes(header), dataLength);

    public static byte[] Make(ulong headerLength, byte[] header, int dataLength)
    {
        byte[] file = new byte[8 + header.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(file, headerLength);
        header.CopyTo(file, 8);
        return file;
    }

    /// <summary>
    /// Reads a file as the format's description says, with the rules that its reference implementation checks:
    /// tensors follow one another from 0 to the end of the file without hole or overlap.
    /// </summary>
    public static (Dictionary<string, (string Type, int[] Shape, byte[] Data)> Tensors, Dictionary<string, string> Metadata) Read(byte[] file)
    {
        int headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Assert.Equal((byte)'{', file[8]);
        Assert.Equal(0, headerLength % 8);
        byte[] data = file[(8 + headerLength)..];
        var tensors = new Dictionary<string, (string, int[], byte[])>();
        var metadata = new Dictionary<string, string>();
        var ranges = new List<(int Start, int End)>();
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        foreach (JsonProperty entry in header.RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
            {
                foreach (JsonProperty text in entry.Value.EnumerateObject())
                    metadata.Add(text.Name, text.Value.GetString()!);
                continue;
            }

            int start = entry.Value.GetProperty("data_offsets")[0].GetInt32(), end = entry.Value.GetProperty("data_offsets")[1].GetInt32();
            ranges.Add((start, end));
            int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32())];
            tensors.Add(entry.Name, (entry.Value.GetProperty("dtype").GetString()!, shape, data[start..end]));
        }

        int position = 0;
        foreach ((int start, int end) in ranges.Order())
        {
            Assert.Equal(position, start);
            position = end;
        }

        Assert.Equal(data.Length, position);
        return (tensors, metadata);
    }
}
