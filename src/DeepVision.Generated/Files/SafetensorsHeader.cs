using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace DeepVision.Generated;

/// <summary>The header of a safetensors file: which tensors lie where. One that was read is consistent with its file.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The reference implementation's limit, in bytes.</summary>
    public const long LengthLimit = 100_000_000;

    private const string MetadataKey = "__metadata__";
    private const int Alignment = 8;

    private static ReadOnlySpan<byte> ZipSignature => "PK\u0003\u0004"u8;

    private SafetensorsHeader(IReadOnlyList<Entry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        (Entries, Metadata) = (entries, metadata);
    }

    /// <summary>The tensors by ascending position: they fill the data without holes.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The texts stored beside the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Encodes the header of tensors that follow one another in the given order, its length included.</summary>
    public static byte[] Write(IReadOnlyList<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { MetadataKey };
        var buffer = new ArrayBufferWriter<byte>();

        // Room for the length, which is known at the end.
        buffer.Write(stackalloc byte[sizeof(long)]);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
                WriteMetadata(json, metadata);

            long position = 0;
            foreach (StoredTensor tensor in tensors)
            {
                if (!names.Add(tensor.Name))
                    throw new ArgumentException($"The name {tensor.Name} is reserved or used twice.", nameof(tensors));

                WriteTensor(json, tensor, position);
                position += tensor.Bytes.Length;
            }

            json.WriteEndObject();
        }

        // Spaces bring the data to a multiple of 8 bytes.
        int padding = -buffer.WrittenCount & (Alignment - 1);
        buffer.Write("       "u8[..padding]);

        byte[] header = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - sizeof(long));
        return header;
    }

    /// <summary>Reads and checks the header; <paramref name="stream"/> stands at the first value afterwards.</summary>
    /// <exception cref="WeightsFileException">The header is invalid or doesn't fit the file's length.</exception>
    public static SafetensorsHeader Read(string path, FileStream stream)
    {
        Span<byte> prefix = stackalloc byte[sizeof(long)];
        if (stream.Length < sizeof(long))
            throw new WeightsFileException(path, FormattableString.Invariant($"is no safetensors file: it has {Quantity.Of(stream.Length, "byte")}, fewer than the 8 of the header's length."));

        stream.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > (ulong)stream.Length && prefix.StartsWith(ZipSignature))
            throw new WeightsFileException(path, "is a zip archive, as the files of torch.save are, and no safetensors file. In Python, safetensors.torch.save_file(torch.load(file, weights_only=True), path) makes one of it. NumPy's archives are read if their names end in .npz.");
        if (headerLength > LengthLimit)
            throw new WeightsFileException(path, FormattableString.Invariant($"is no safetensors file: it claims a header of {headerLength} bytes; at most {LengthLimit} are allowed."));

        long dataLength = stream.Length - sizeof(long) - (long)headerLength;
        if (dataLength < 0)
            throw new WeightsFileException(path, FormattableString.Invariant($"is truncated: its header needs {Quantity.Of((long)headerLength, "byte")}, but only {stream.Length - sizeof(long)} follow its length."));

        byte[] json = GC.AllocateUninitializedArray<byte>((int)headerLength);
        stream.ReadExactly(json);
        try
        {
            return Parse(json, dataLength);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            throw new WeightsFileException(path, $"has an invalid header: {e.Message}", e);
        }
    }

    /// <summary>Parses the JSON and checks it against the length of the data.</summary>
    /// <exception cref="FormatException">Something is wrong; other exceptions come from the JSON reader.</exception>
    private static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
            throw new FormatException("it must begin with '{'.");
        if (!Utf8.IsValid(json))
            throw new FormatException("it is not valid UTF-8.");

        var reader = new Utf8JsonReader(json);
        reader.Read();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<Entry>();
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        while (SafetensorsJson.ReadKey(ref reader, out string name))
        {
            if (!names.Add(name))
                throw new FormatException($"the name '{name}' occurs twice.");

            if (name == MetadataKey)
                metadata = SafetensorsJson.ReadMetadata(ref reader);
            else
                entries.Add(SafetensorsJson.ReadEntry(ref reader, name));
        }

        if (reader.Read())
            throw new FormatException("something follows its closing '}'.");

        CheckPositions(entries, dataLength);
        return new SafetensorsHeader(entries, metadata);
    }

    /// <summary>Sorts the tensors by position and checks that they fill the data from the first byte to the last.</summary>
    private static void CheckPositions(List<Entry> entries, long dataLength)
    {
        entries.Sort((a, b) => (a.Start, a.End).CompareTo((b.Start, b.End)));
        long position = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Start != position)
            {
                string problem = entry.Start < position ? "overlaps the tensor before it" : "leaves a hole before it";
                throw new FormatException(FormattableString.Invariant(
                    $"tensor '{entry.Name}' {problem}: it starts at byte {entry.Start} of the data, expected {position}."));
            }

            if (entry.End > dataLength)
            {
                throw new FormatException(FormattableString.Invariant(
                    $"tensor '{entry.Name}' ends at byte {entry.End}, but the file holds {Quantity.Of(dataLength, "byte")} of data. It may be truncated."));
            }

            position = entry.End;
        }

        if (position != dataLength)
            throw new FormatException(FormattableString.Invariant($"its tensors take {Quantity.Of(position, "byte")}, but the file holds {Quantity.Of(dataLength, "byte")} of data."));
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(MetadataKey);
        foreach ((string key, string value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, StoredTensor tensor, long position)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (int dimension in tensor.Shape)
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(position);
        json.WriteNumberValue(position + tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One tensor of the header.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Type of its elements.</param>
    /// <param name="Shape">Length of each axis.</param>
    /// <param name="Start">First byte within the data.</param>
    /// <param name="End">The byte behind its last; the range has the size that type and shape ask for.</param>
    public sealed record Entry(string Name, StoredType Type, IReadOnlyList<int> Shape, long Start, long End);
}
