namespace DeepVision.Generated;

/// <summary>
/// The MNIST digits (LeCun, Cortes and Burges), or any data in the same format such as Fashion-MNIST: grey images in
/// IDX files, split into training and test set.
/// </summary>
public sealed class Mnist
{
    internal const string TrainImages = "train-images-idx3-ubyte";
    internal const string TrainLabels = "train-labels-idx1-ubyte";
    internal const string TestImages = "t10k-images-idx3-ubyte";
    internal const string TestLabels = "t10k-labels-idx1-ubyte";

    private Mnist(ImageDataset train, ImageDataset test)
    {
        (Train, Test) = (train, test);
    }

    /// <summary>The images to train with: 60,000 of 28×28×1 in MNIST.</summary>
    public ImageDataset Train { get; }

    /// <summary>The images to test with: 10,000 of 28×28×1 in MNIST.</summary>
    public ImageDataset Test { get; }

    /// <summary>
    /// Loads the four files <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c>
    /// and <c>t10k-labels-idx1-ubyte</c>, plain or with <c>.gz</c>. The number of classes is the largest label plus one.
    /// </summary>
    /// <param name="directory">The folder that holds them.</param>
    /// <exception cref="DatasetException">A file is missing, damaged, or doesn't fit the others.</exception>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is blank.</exception>
    public static Mnist Load(string directory)
    {
        (ImageDataset train, ImageDataset test) = LoadBoth(directory, classNames: null);
        return new Mnist(train, test);
    }

    /// <summary>Loads the four files.</summary>
    internal static (ImageDataset Train, ImageDataset Test) LoadBoth(string directory, IReadOnlyList<string>? classNames)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        if (!Directory.Exists(directory))
            throw new DatasetException(directory, "There is no such folder.");

        // All files are looked up before the first is read: a missing one should not cost seconds.
        string[] paths = [.. new[] { TrainImages, TrainLabels, TestImages, TestLabels }.Select(name => Find(directory, name))];
        (IdxFile trainImages, int[] trainLabels) = LoadPair(paths[0], paths[1]);
        (IdxFile testImages, int[] testLabels) = LoadPair(paths[2], paths[3]);
        if (!trainImages.Dimensions.AsSpan(1).SequenceEqual(testImages.Dimensions.AsSpan(1)))
        {
            throw new DatasetException(
                paths[2],
                FormattableString.Invariant($"has images of {Size(testImages)} pixels, but {Path.GetFileName(paths[0])} has {Size(trainImages)}."));
        }

        int largest = Math.Max(trainLabels.Max(), testLabels.Max()), classes = classNames?.Count ?? largest + 1;
        if (largest >= classes)
            throw new DatasetException(directory, FormattableString.Invariant($"There is a label {largest}, but labels go from 0 to {classes - 1}: the files are of another data set."));
        return (ToDataset(trainImages, trainLabels, classes, classNames), ToDataset(testImages, testLabels, classes, classNames));
    }

    private static string Find(string directory, string name)
    {
        string plain = Path.Combine(directory, name);
        if (File.Exists(plain))
            return plain;
        if (File.Exists(plain + ".gz"))
            return plain + ".gz";

        throw new DatasetException(
            directory,
            $"The folder lacks {name} (or {name}.gz). It must hold {TrainImages}, {TrainLabels}, {TestImages} and {TestLabels}, each plain or with .gz.");
    }

    private static (IdxFile Images, int[] Labels) LoadPair(string imagePath, string labelPath)
    {
        IdxFile labels = IdxFile.Read(labelPath, axes: 1);
        IdxFile images = IdxFile.Read(imagePath, axes: 3);
        if (images.Dimensions[0] != labels.Values.Length)
        {
            throw new DatasetException(
                labelPath,
                FormattableString.Invariant($"has {Quantity.Of(labels.Values.Length, "label")}, but {Path.GetFileName(imagePath)} has {Quantity.Of(images.Dimensions[0], "image")}. The two don't belong together."));
        }

        return (images, Array.ConvertAll(labels.Values, label => (int)label));
    }

    private static ImageDataset ToDataset(IdxFile images, int[] labels, int classes, IReadOnlyList<string>? classNames) =>
        new(images.Values, new TensorShape(images.Dimensions[1], images.Dimensions[2], 1), labels, classes, classNames);

    private static string Size(IdxFile images) => FormattableString.Invariant($"{images.Dimensions[1]}×{images.Dimensions[2]}");
}
