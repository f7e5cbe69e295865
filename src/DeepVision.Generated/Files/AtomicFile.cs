using System.Runtime.Versioning;

namespace DeepVision.Generated;

/// <summary>
/// Replaces a file as a whole: readers see the old one or the new one, never half of it. What is written goes to a
/// temporary file beside the target, which <see cref="Commit"/> puts in its place; without it the target stays as it was.
/// </summary>
/// <remarks>
/// A symbolic link stays, and the file it points to is replaced. A file that exists keeps its permissions (its owner
/// becomes the one who saves). Devices, pipes and folders are refused.
/// </remarks>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _target;
    private readonly FileStream _stream;
    private readonly UnixFileMode? _mode;
    private bool _isCommitted;

    private AtomicFile(string target, FileStream stream, UnixFileMode? mode) => (_target, _stream, _mode) = (target, stream, mode);

    /// <summary>Takes what the file shall hold.</summary>
    public Stream Stream => _stream;

    /// <summary>Begins a file that shall stand at <paramref name="path"/>.</summary>
    /// <exception cref="ArgumentException">The path is blank, or holds a character that no path can.</exception>
    /// <exception cref="IOException">No file can stand there; the message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file is protected.</exception>
    public static AtomicFile Create(string path)
    {
        string target = WriteTarget.Find(path);
        string folder = Path.GetDirectoryName(target)!;
        UnixFileMode? mode = !OperatingSystem.IsWindows() && File.Exists(target) ? File.GetUnixFileMode(target) : null;
        FileStream stream;
        try
        {
            stream = TemporaryFile.Create(folder, isPrivate: mode is not null);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException($"The folder {folder} is write-protected.", e);
        }

        TemporaryFile.RemoveAbandoned(folder, alive: stream.Name);
        return new AtomicFile(target, stream, mode);
    }

    /// <summary>Lets <paramref name="write"/> fill a file, and puts it in the place of <paramref name="path"/> unless that fails.</summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static void Write(string path, Action<Stream> write)
    {
        using AtomicFile file = Create(path);
        write(file.Stream);
        file.Commit();
    }

    /// <summary>Throws what <see cref="Write"/> would throw now, and leaves nothing behind: for a look before long work.</summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static void CheckWritable(string path) => Create(path).Dispose();

    /// <summary>Puts what was written on the disk and in the place of the target.</summary>
    public void Commit()
    {
        _stream.Flush(flushToDisk: true);
        if (_mode is { } mode && !OperatingSystem.IsWindows())
            SetMode(mode);
        File.Move(_stream.Name, _target, overwrite: true);
        _isCommitted = true;
    }

    /// <summary>Closes the file, and deletes it unless it was committed.</summary>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException) when (!_isCommitted)
        {
            // What the buffer still held has no room on the disk: the exception that led here says so.
        }
        finally
        {
            if (!_isCommitted)
                TemporaryFile.TryDelete(_stream.Name);
        }
    }

    /// <summary>Through the handle, so that nobody can put another file there in between.</summary>
    [UnsupportedOSPlatform("windows")]
    private void SetMode(UnixFileMode mode) => File.SetUnixFileMode(_stream.SafeFileHandle, mode);
}
