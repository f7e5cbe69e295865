namespace DeepVision.Generated;

/// <summary>
/// CIFAR-100 (Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images"): colour images of 32×32 in a hundred classes,
/// or in the twenty superclasses that they fall into.
/// </summary>
public sealed class Cifar100
{
    private Cifar100(ImageDataset train, ImageDataset test) => (Train, Test) = (train, test);

    /// <summary>The images to train with: 50,000 of 32×32×3.</summary>
    public ImageDataset Train { get; }

    /// <summary>The images to test with: 10,000 of 32×32×3.</summary>
    public ImageDataset Test { get; }

    /// <summary>
    /// Loads <c>train.bin</c> and <c>test.bin</c>, the files of the binary version at https://www.cs.toronto.edu/~kriz/cifar.html. The
    /// names of the classes come from <c>fine_label_names.txt</c> or <c>coarse_label_names.txt</c>, if it is there.
    /// </summary>
    /// <param name="directory">The folder that holds them.</param>
    /// <param name="superclasses">Whether the labels are the twenty superclasses instead of the hundred classes.</param>
    /// <exception cref="DatasetException">A file is missing, damaged or of another kind.</exception>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is blank.</exception>
    public static Cifar100 Load(string directory, bool superclasses = false)
    {
        string[] paths = CifarFile.Find(directory, ["train.bin", "test.bin"]);
        int classes = superclasses ? 20 : 100, label = superclasses ? 0 : 1;
        IReadOnlyList<string>? names = CifarFile.ReadNames(Path.Combine(directory, superclasses ? "coarse_label_names.txt" : "fine_label_names.txt"), classes);
        return new Cifar100(
            CifarFile.Read(paths[..1], labelBytes: 2, label, classes, names),
            CifarFile.Read(paths[1..], labelBytes: 2, label, classes, names));
    }
}
