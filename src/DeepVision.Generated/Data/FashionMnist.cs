namespace DeepVision.Generated;

/// <summary>
/// Fashion-MNIST (Xiao, Rasul and Vollgraf 2017, https://github.com/zalandoresearch/fashion-mnist): grey images of clothes, 28×28, in ten
/// classes. Its files have the names and the format of MNIST's.
/// </summary>
public sealed class FashionMnist
{
    private static readonly string[] s_classNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    private FashionMnist(ImageDataset train, ImageDataset test) => (Train, Test) = (train, test);

    /// <summary>The images to train with: 60,000 of 28×28×1.</summary>
    public ImageDataset Train { get; }

    /// <summary>The images to test with: 10,000 of 28×28×1.</summary>
    public ImageDataset Test { get; }

    /// <summary>Loads the four files that <see cref="Mnist.Load"/> loads, with the names of the classes.</summary>
    /// <param name="directory">The folder that holds them.</param>
    /// <exception cref="DatasetException">A file is missing, damaged, or doesn't fit the others.</exception>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is blank.</exception>
    public static FashionMnist Load(string directory)
    {
        (ImageDataset train, ImageDataset test) = Mnist.LoadBoth(directory, s_classNames);
        return new FashionMnist(train, test);
    }
}

/// <summary>Downloads Fashion-MNIST's files into a cache folder, once.</summary>
public static class FashionMnistDownload
{
    private static readonly RemoteFiles Files = new(
        "Fashion-MNIST",
        [
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        ],
        new RemoteFile(Mnist.TrainImages + ".gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        new RemoteFile(Mnist.TrainLabels + ".gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        new RemoteFile(Mnist.TestImages + ".gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        new RemoteFile(Mnist.TestLabels + ".gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));

    /// <summary>
    /// Where files go by default: <c>DeepVision.Generated/fashion-mnist</c> in the user's folder for local application data
    /// (<c>~/.local/share</c> on Linux).
    /// </summary>
    public static string DefaultDirectory => RemoteFiles.DefaultDirectory("fashion-mnist");

    /// <summary>
    /// Makes sure that the four files (30.9 MB) are in <paramref name="directory"/>, for <see cref="FashionMnist.Load"/> to read.
    /// Files that are there and whole are kept; the others are downloaded, checked by their SHA-256 and put in place as a whole.
    /// </summary>
    /// <inheritdoc cref="MnistDownload.EnsureDownloadedAsync"/>
    /// <param name="directory">The cache folder; <see cref="DefaultDirectory"/> by default.</param>
    /// <param name="progress">Told about each part that arrives; optional.</param>
    /// <param name="client">Who asks the servers; by default one of our own.</param>
    /// <param name="cancellationToken">Stops the download; files that are complete stay.</param>
    public static Task<string> EnsureDownloadedAsync(
        string? directory = null, IProgress<DownloadProgress>? progress = null, HttpClient? client = null, CancellationToken cancellationToken = default) =>
        Files.EnsureAsync(directory ?? DefaultDirectory, progress, client, cancellationToken);
}
