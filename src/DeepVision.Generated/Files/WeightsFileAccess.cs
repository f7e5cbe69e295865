namespace DeepVision.Generated;

/// <summary>Opens and replaces files of weights: whatever the disk has against it becomes the one documented exception.</summary>
internal static class WeightsFileAccess
{
    /// <summary>What <paramref name="read"/> makes of the file.</summary>
    /// <exception cref="WeightsFileException">The file is missing or can't be read, or <paramref name="read"/> says so.</exception>
    public static T Read<T>(string path, Func<FileStream, T> read)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return read(stream);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WeightsFileException(path, "There is no such file.", e);
        }
        catch (Exception e) when (e is (IOException and not WeightsFileException) or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WeightsFileException(path, $"can't be read. {e.Message}", e);
        }
    }

    /// <summary>Lets <paramref name="write"/> fill a file, and puts it in the place of <paramref name="path"/> unless that fails.</summary>
    /// <exception cref="WeightsFileException">The file can't be written.</exception>
    public static void Write(string path, Action<Stream> write) => Try(path, () => AtomicFile.Write(path, write));

    /// <summary>Throws what <see cref="Write"/> would throw now about the path.</summary>
    /// <exception cref="WeightsFileException">No file can be written there.</exception>
    public static void CheckWritable(string path) => Try(path, () => AtomicFile.CheckWritable(path));

    private static void Try(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WeightsFileException(path, $"can't be written. {e.Message}", e);
        }
    }
}
