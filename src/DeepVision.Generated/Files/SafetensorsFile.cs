namespace DeepVision.Generated;

/// <summary>
/// A file of named tensors in the safetensors format (https://github.com/huggingface/safetensors): the length of the
/// header as 8 little-endian bytes, the header as JSON, and the values of all tensors without a hole.
/// </summary>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, StoredTensor> _byName;

    private SafetensorsFile(string path, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<StoredTensor> tensors)
    {
        (FilePath, Metadata, Tensors) = (path, metadata, tensors);
        _byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Where it was read from.</summary>
    public string FilePath { get; }

    /// <summary>The texts stored beside the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors in the order of their values in the file.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>The tensor of that name, or null.</summary>
    public StoredTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Writes a file as a whole: if it fails, an older file of that name stays as it was.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="tensors">Tensors with distinct names.</param>
    /// <param name="metadata">Texts to store beside them; optional.</param>
    /// <exception cref="WeightsFileException">The file can't be written.</exception>
    /// <exception cref="ArgumentException">The path is blank, two tensors have the same name, or one has the reserved name <c>__metadata__</c>.</exception>
    public static void Write(string path, IReadOnlyList<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(tensors);

        // The largest elements first, so that every tensor begins at a multiple of its element's size.
        StoredTensor[] ordered = [.. tensors.OrderByDescending(tensor => StoredTensor.SizeOf(tensor.Type))];
        byte[] header = SafetensorsHeader.Write(ordered, metadata);
        WeightsFileAccess.Write(path, stream =>
        {
            stream.Write(header);
            foreach (StoredTensor tensor in ordered)
                stream.Write(tensor.Bytes);
        });
    }

    /// <summary>Throws what <see cref="Write(string, IReadOnlyList{StoredTensor}, IReadOnlyDictionary{string, string})"/> would throw now about the path.</summary>
    internal static void CheckWritable(string path) => WeightsFileAccess.CheckWritable(path);

    /// <summary>
    /// Reads a file. Everything the header says is checked against the file's length before memory is taken for it.
    /// </summary>
    /// <param name="path">The file to read.</param>
    /// <exception cref="WeightsFileException">The file is missing, can't be read, or is no valid safetensors file.</exception>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public static SafetensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return WeightsFileAccess.Read(path, stream =>
        {
            SafetensorsHeader header = SafetensorsHeader.Read(path, stream);
            var tensors = new StoredTensor[header.Entries.Count];
            for (int i = 0; i < tensors.Length; i++)
            {
                SafetensorsHeader.Entry entry = header.Entries[i];
                byte[] bytes = GC.AllocateUninitializedArray<byte>((int)(entry.End - entry.Start));
                stream.ReadExactly(bytes);
                tensors[i] = new StoredTensor(entry.Name, entry.Type, entry.Shape, bytes);
            }

            return new SafetensorsFile(path, header.Metadata, tensors);
        });
    }
}
