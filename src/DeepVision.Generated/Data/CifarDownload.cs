namespace DeepVision.Generated;

/// <summary>Downloads the binary versions of CIFAR-10 and CIFAR-100 into a cache folder, once.</summary>
public static class CifarDownload
{
    private const string Server = "https://www.cs.toronto.edu/~kriz/";

    private static readonly RemoteArchive s_cifar10 = new(
        new RemoteFile("cifar-10-binary.tar.gz", 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
        Server,
        [.. Enumerable.Range(1, 5).Select(number => (FormattableString.Invariant($"data_batch_{number}.bin"), 10_000L * 3073)), ("test_batch.bin", 10_000L * 3073), ("batches.meta.txt", null)]);

    private static readonly RemoteArchive s_cifar100 = new(
        new RemoteFile("cifar-100-binary.tar.gz", 168_513_733, "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec"),
        Server,
        [("train.bin", 50_000L * 3074), ("test.bin", 10_000L * 3074), ("fine_label_names.txt", null), ("coarse_label_names.txt", null)]);

    /// <summary>
    /// Makes sure that the files of CIFAR-10 (184 MB) are in <paramref name="directory"/>, for <see cref="Cifar10.Load"/> to read. If one
    /// is missing or of a wrong length, the archive (170 MB) is downloaded, checked by its SHA-256, and unpacked.
    /// </summary>
    /// <param name="directory">The cache folder; by default <c>DeepVision.Generated/cifar-10</c> in the user's folder for local application data.</param>
    /// <param name="progress">Told about each part that arrives; optional.</param>
    /// <param name="client">Who asks the server; by default one of our own.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="DatasetException">The archive can't be downloaded or stored; the message says what to do.</exception>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is blank.</exception>
    public static Task<string> EnsureCifar10Async(
        string? directory = null, IProgress<DownloadProgress>? progress = null, HttpClient? client = null, CancellationToken cancellationToken = default) =>
        s_cifar10.EnsureAsync(directory ?? RemoteFiles.DefaultDirectory("cifar-10"), progress, client, cancellationToken);

    /// <summary>
    /// Makes sure that the files of CIFAR-100 (184 MB) are in <paramref name="directory"/>, for <see cref="Cifar100.Load"/> to read. If one
    /// is missing or of a wrong length, the archive (169 MB) is downloaded, checked by its SHA-256, and unpacked.
    /// </summary>
    /// <inheritdoc cref="EnsureCifar10Async"/>
    /// <param name="directory">The cache folder; by default <c>DeepVision.Generated/cifar-100</c> in the user's folder for local application data.</param>
    /// <param name="progress">Told about each part that arrives; optional.</param>
    /// <param name="client">Who asks the server; by default one of our own.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    public static Task<string> EnsureCifar100Async(
        string? directory = null, IProgress<DownloadProgress>? progress = null, HttpClient? client = null, CancellationToken cancellationToken = default) =>
        s_cifar100.EnsureAsync(directory ?? RemoteFiles.DefaultDirectory("cifar-100"), progress, client, cancellationToken);
}
