namespace DeepVision.Generated;

/// <summary>Replaces a file as a whole: readers see the old one or the new one, never half of it.</summary>
internal static class AtomicFile
{
    /// <summary>A name beside <paramref name="path"/>, so that renaming stays within one file system.</summary>
    public static string TemporaryName(string path) => $"{Path.GetFullPath(path)}.{Path.GetRandomFileName()}.tmp";

    /// <summary>
    /// Lets <paramref name="write"/> fill a temporary file beside <paramref name="path"/>, flushes it to the disk and renames it.
    /// If anything fails, the temporary file is deleted and the old file stays as it was.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = TemporaryName(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Deletes a file, and doesn't hide an earlier exception if that fails.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
