namespace DeepVision.Generated;

/// <summary>Downloads MNIST's files into a cache folder, once.</summary>
public static class MnistDownload
{
    private static readonly RemoteFiles Files = new(
        "MNIST",
        ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"],
        new RemoteFile(Mnist.TrainImages + ".gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        new RemoteFile(Mnist.TrainLabels + ".gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        new RemoteFile(Mnist.TestImages + ".gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        new RemoteFile(Mnist.TestLabels + ".gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

    /// <summary>
    /// Where files go by default: <c>DeepVision.Generated/mnist</c> in the user's folder for local application data
    /// (<c>~/.local/share</c> on Linux).
    /// </summary>
    public static string DefaultDirectory => RemoteFiles.DefaultDirectory("mnist");

    /// <summary>
    /// Makes sure that the four files (11.6 MB) are in <paramref name="directory"/>, for <see cref="Mnist.Load"/> to read.
    /// Files that are there and whole are kept; the others are downloaded, checked by their SHA-256 and put in place as a whole.
    /// </summary>
    /// <param name="directory">The cache folder; <see cref="DefaultDirectory"/> by default.</param>
    /// <param name="progress">Told about each part that arrives; optional.</param>
    /// <param name="client">Who asks the servers; by default one of our own.</param>
    /// <param name="cancellationToken">Stops the download; files that are complete stay.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="DatasetException">A file can't be downloaded or stored; the message says what to do.</exception>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is blank.</exception>
    public static Task<string> EnsureDownloadedAsync(
        string? directory = null, IProgress<DownloadProgress>? progress = null, HttpClient? client = null, CancellationToken cancellationToken = default) =>
        Files.EnsureAsync(directory ?? DefaultDirectory, progress, client, cancellationToken);
}
