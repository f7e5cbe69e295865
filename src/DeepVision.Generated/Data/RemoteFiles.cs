using System.Security.Cryptography;

namespace DeepVision.Generated;

/// <summary>A file that servers have.</summary>
/// <param name="Name">Its name, in the folder and behind the address of each server.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">Its hash, in lower case.</param>
internal sealed record RemoteFile(string Name, long Length, string Sha256);

/// <summary>The files of a data set on servers: downloaded into a folder, once.</summary>
/// <param name="dataset">The data set's name, for messages.</param>
/// <param name="mirrors">Addresses of folders with the files, asked one after the other.</param>
/// <param name="files">The files.</param>
internal sealed class RemoteFiles(string dataset, string[] mirrors, params RemoteFile[] files)
{
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(30);

    /// <summary>A folder within <c>DeepVision.Generated</c> in the user's folder for local application data (<c>~/.local/share</c> on Linux).</summary>
    public static string DefaultDirectory(string name)
    {
        string root = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(root.Length > 0 ? root : Path.GetTempPath(), "DeepVision.Generated", name);
    }

    /// <summary>Downloads the files that aren't there and whole, checked by their SHA-256; each is put in place as a whole.</summary>
    /// <param name="directory">The folder, made if there is none.</param>
    /// <param name="progress">Told about each part that arrives; optional.</param>
    /// <param name="client">Who asks the servers; by default one of our own.</param>
    /// <param name="cancellationToken">Stops the download; files that are complete stay.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="DatasetException">A file can't be downloaded or stored; the message says what to do.</exception>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is blank.</exception>
    public async Task<string> EnsureAsync(string directory, IProgress<DownloadProgress>? progress, HttpClient? client, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        HttpClient? own = null;
        try
        {
            Directory.CreateDirectory(directory);
            long done = 0;
            foreach (RemoteFile file in files)
            {
                string path = Path.Combine(directory, file.Name);
                if (!IsWhole(path, file))
                {
                    client ??= own = new HttpClient();
                    await DownloadAsync(file, path, done, client, progress, cancellationToken).ConfigureAwait(false);
                }

                done += file.Length;
                progress?.Report(new DownloadProgress(file.Name, done, TotalLength));
            }

            return directory;
        }
        catch (Exception e) when (e is (IOException and not DatasetException) or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DatasetException(directory, $"{dataset} can't be stored here. {e.Message} Choose another folder, or free some space.", e);
        }
        finally
        {
            own?.Dispose();
        }
    }

    private long TotalLength => files.Sum(file => file.Length);

    private static bool IsWhole(string path, RemoteFile file)
    {
        var info = new FileInfo(path);
        if (!info.Exists || info.Length != file.Length)
            return false;

        using FileStream stream = info.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256;
    }

    /// <summary>Tries one mirror after the other.</summary>
    private async Task DownloadAsync(
        RemoteFile file, string path, long done, HttpClient client, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (string mirror in mirrors)
        {
            var url = new Uri(mirror + file.Name);
            try
            {
                using AtomicFile target = AtomicFile.Create(path);
                await FetchAsync(url, file, target.Stream, done, client, progress, cancellationToken).ConfigureAwait(false);
                target.Commit();
                return;
            }
            catch (Exception e) when (e is HttpRequestException or InvalidDataException)
            {
                problems.Add($"{url.Host}: {e.Message.TrimEnd('.')}");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                problems.Add($"{url.Host}: no answer in time");
            }
        }

        string names = string.Join(", ", files.Select(known => known.Name));
        throw new DatasetException(
            path,
            $"can't be downloaded ({string.Join("; ", problems)}). Check the connection, or get {names} from {mirrors[0]} by other means, "
            + $"put {(files.Length == 1 ? "what it holds" : "them")} into {Path.GetDirectoryName(path)} or any other folder, and load that folder.");
    }

    /// <summary>Downloads one file into <paramref name="output"/>, checking length and hash as it arrives.</summary>
    private async Task FetchAsync(
        Uri url, RemoteFile file, Stream output, long done, HttpClient client, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(StallLimit);
        using HttpResponseMessage response =
            await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException(FormattableString.Invariant($"status {(int)response.StatusCode} ({response.ReasonPhrase})"));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using Stream input = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        long received = 0;
        while (true)
        {
            // Each part that arrives buys new time: slow is fine, silent is not.
            stall.CancelAfter(StallLimit);
            int count = await ReadPartAsync(input, buffer, stall.Token).ConfigureAwait(false);
            if (count == 0)
                break;

            received += count;
            if (received > file.Length)
                throw new InvalidDataException(FormattableString.Invariant($"the file is longer than its {Quantity.Of(file.Length, "byte")}"));

            hash.AppendData(buffer, 0, count);
            await output.WriteAsync(buffer.AsMemory(0, count), stall.Token).ConfigureAwait(false);
            progress?.Report(new DownloadProgress(file.Name, done + received, TotalLength));
        }

        if (received != file.Length)
            throw new InvalidDataException(FormattableString.Invariant($"only {received} of {file.Length} bytes arrived"));
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
            throw new InvalidDataException("the file's SHA-256 is wrong");
    }

    /// <summary>Reads what has arrived; a broken connection is told apart from a full disk by its exception.</summary>
    private static async Task<int> ReadPartAsync(Stream input, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new HttpRequestException(e.Message, e);
        }
    }
}

/// <summary>How far a download is.</summary>
/// <param name="FileName">The file that is arriving.</param>
/// <param name="Received">Bytes of all files that are there.</param>
/// <param name="Total">Bytes of all files.</param>
public readonly record struct DownloadProgress(string FileName, long Received, long Total);
