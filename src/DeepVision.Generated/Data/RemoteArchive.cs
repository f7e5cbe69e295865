using System.Formats.Tar;
using System.IO.Compression;

namespace DeepVision.Generated;

/// <summary>A packed archive (tar and gzip) on a server: downloaded and unpacked into a folder, once.</summary>
/// <param name="archive">The archive.</param>
/// <param name="server">Address of the folder with it.</param>
/// <param name="files">The files that are wanted of it: their names without folders, and their lengths where they are known.</param>
internal sealed class RemoteArchive(RemoteFile archive, string server, (string Name, long? Length)[] files)
{
    /// <summary>Downloads and unpacks the archive, unless all of its files are there.</summary>
    /// <inheritdoc cref="RemoteFiles.EnsureAsync"/>
    public async Task<string> EnsureAsync(string directory, IProgress<DownloadProgress>? progress, HttpClient? client, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        if (Array.TrueForAll(files, file => new FileInfo(Path.Combine(directory, file.Name)) is { Exists: true } found && (file.Length ?? found.Length) == found.Length))
            return directory;
        await new RemoteFiles(archive.Name, [server], archive).EnsureAsync(directory, progress, client, cancellationToken).ConfigureAwait(false);
        string path = Path.Combine(directory, archive.Name);
        try
        {
            await UnpackAsync(path, directory, cancellationToken).ConfigureAwait(false);
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DatasetException(path, $"can't be unpacked here. {e.Message} Choose another folder, or free some space.", e);
        }

        return directory;
    }

    /// <summary>Writes the files that are wanted into the folder, whatever folder the archive has them in.</summary>
    private async Task UnpackAsync(string path, string directory, CancellationToken cancellationToken)
    {
        await using FileStream packed = File.OpenRead(path);
        await using GZipStream unpacked = new(packed, CompressionMode.Decompress);
        await using TarReader entries = new(unpacked);
        while (await entries.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            string name = entry.Name[(entry.Name.LastIndexOf('/') + 1)..];
            if (entry.DataStream is null || !Array.Exists(files, file => file.Name == name))
                continue;
            using AtomicFile target = AtomicFile.Create(Path.Combine(directory, name));
            await entry.DataStream.CopyToAsync(target.Stream, cancellationToken).ConfigureAwait(false);
            target.Commit();
        }
    }
}
