using System.IO.Compression;

namespace DeepVision.Generated;

/// <summary>
/// A file of named arrays as <c>numpy.savez</c> and <c>numpy.savez_compressed</c> write and <c>numpy.load</c> reads it (<c>.npz</c>): a zip archive of
/// <see cref="NpyFile"/>s.
/// </summary>
/// <remarks>
/// Nothing is ever unpacked to a disk: the names in the archive are names of arrays, whatever they look like. Arrays of Python objects are refused,
/// and so is an archive that would grow to more than 64 MB and 16 times its length in memory; weights hardly compress.
/// </remarks>
public static class NpzFile
{
    private const string Extension = ".npy";

    /// <summary>The best that deflate can do: 258 bytes in two bits.</summary>
    private const long HighestRatio = 1032;

    private const long AlwaysAllowed = 64L << 20;
    private const long AllowedRatio = 16;

    /// <summary>Reads all arrays. Sizes are checked before memory is taken for them, and checksums behind it.</summary>
    /// <param name="path">The file to read.</param>
    /// <returns>The arrays in the order of the archive.</returns>
    /// <exception cref="WeightsFileException">The file is missing, can't be read, is damaged, or holds something else than arrays of numbers.</exception>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public static IReadOnlyList<StoredTensor> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return WeightsFileAccess.Read(path, stream =>
        {
            try
            {
                using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
                return Read(archive, Math.Max(AlwaysAllowed, AllowedRatio * stream.Length));
            }
            catch (Exception e) when (e is InvalidDataException or FormatException)
            {
                throw new WeightsFileException(path, $"is no npz file that can be read: {e.Message}", e);
            }
        });
    }

    /// <summary>Writes arrays, uncompressed as <c>numpy.savez</c> does. If it fails, an older file of that name stays as it was.</summary>
    /// <param name="path">The file to write; its folder must exist.</param>
    /// <param name="tensors">Tensors with distinct names.</param>
    /// <exception cref="WeightsFileException">The file can't be written.</exception>
    /// <exception cref="ArgumentException">
    /// The path is blank, two tensors have the same name, or NumPy has no elements of the type of one (<see cref="StoredType.BF16"/>).
    /// </exception>
    public static void Write(string path, IReadOnlyList<StoredTensor> tensors)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(tensors);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (StoredTensor tensor in tensors)
        {
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"The name {tensor.Name} is used twice.", nameof(tensors));
        }

        WeightsFileAccess.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (StoredTensor tensor in tensors)
            {
                ZipArchiveEntry entry = archive.CreateEntry(tensor.Name + Extension, CompressionLevel.NoCompression);
                // The first moment that the format knows, so that equal weights give equal bytes.
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream content = entry.Open();
                NpyArray.Write(content, tensor);
            }
        });
    }

    private static List<StoredTensor> Read(ZipArchive archive, long most)
    {
        List<StoredTensor> tensors = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        long total = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = entry.FullName;
            if (!name.EndsWith(Extension, StringComparison.Ordinal))
                throw new FormatException($"its entry '{name}' is no array ({Extension}).");
            name = name[..^Extension.Length];
            if (!names.Add(name))
                throw new FormatException($"it has two arrays '{name}'.");
            if (entry.IsEncrypted)
                throw new FormatException($"its array '{name}' is encrypted.");
            if (entry.Length < 0 || entry.CompressedLength < 0 || entry.Length / HighestRatio > entry.CompressedLength)
                throw new FormatException(FormattableString.Invariant($"its array '{name}' claims {entry.Length} bytes out of {entry.CompressedLength}, more than deflate can pack."));
            total += entry.Length;
            if (total > most || entry.Length > Array.MaxLength)
                throw new FormatException(FormattableString.Invariant($"its arrays up to '{name}' take {total} bytes; at most {most} are read from a file of this length, and {Array.MaxLength} for one array."));
            tensors.Add(Read(entry, name));
        }

        return tensors;
    }

    private static StoredTensor Read(ZipArchiveEntry entry, string name)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)entry.Length);
        using (Stream content = entry.Open())
        {
            if (content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length || content.ReadByte() >= 0)
                throw new FormatException($"its array '{name}' has another length than the archive says.");
        }

        if (Crc32.Compute(bytes) != entry.Crc32)
            throw new FormatException($"its array '{name}' is damaged: the checksum is wrong.");
        try
        {
            return NpyArray.Read(name, bytes);
        }
        catch (FormatException e)
        {
            throw new FormatException($"array '{name}': {e.Message}", e);
        }
    }
}
