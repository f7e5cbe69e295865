namespace DeepVision.Generated;

/// <summary>
/// CIFAR-10 (Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images"): colour images of 32×32 in ten classes, from
/// aeroplanes to trucks.
/// </summary>
public sealed class Cifar10
{
    private const int Classes = 10;
    private const int TrainFiles = 5;

    private Cifar10(ImageDataset train, ImageDataset test) => (Train, Test) = (train, test);

    /// <summary>The images to train with: 50,000 of 32×32×3, or 10,000 for each file that was asked for.</summary>
    public ImageDataset Train { get; }

    /// <summary>The images to test with: 10,000 of 32×32×3.</summary>
    public ImageDataset Test { get; }

    /// <summary>
    /// Loads <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c> and <c>test_batch.bin</c>, the files of the binary version at
    /// https://www.cs.toronto.edu/~kriz/cifar.html. The names of the classes come from <c>batches.meta.txt</c>, if it is there.
    /// </summary>
    /// <param name="directory">The folder that holds them.</param>
    /// <param name="trainFiles">How many of the five files of training images to read, 1 to 5.</param>
    /// <exception cref="DatasetException">A file is missing, damaged or of another kind.</exception>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="trainFiles"/> is outside its range.</exception>
    public static Cifar10 Load(string directory, int trainFiles = TrainFiles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trainFiles, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trainFiles, TrainFiles);
        string[] paths = CifarFile.Find(directory, [.. Enumerable.Range(1, trainFiles).Select(number => FormattableString.Invariant($"data_batch_{number}.bin")), "test_batch.bin"]);
        IReadOnlyList<string>? names = CifarFile.ReadNames(Path.Combine(directory, "batches.meta.txt"), Classes);
        return new Cifar10(
            CifarFile.Read(paths[..^1], labelBytes: 1, label: 0, Classes, names),
            CifarFile.Read(paths[^1..], labelBytes: 1, label: 0, Classes, names));
    }
}
