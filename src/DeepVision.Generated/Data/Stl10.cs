namespace DeepVision.Generated;

/// <summary>
/// STL-10 (Coates, Lee and Ng 2011, https://cs.stanford.edu/~acoates/stl10): colour images of 96×96 in ten classes, few of them labelled.
/// </summary>
public sealed class Stl10
{
    private const int Size = 96;
    private const int Channels = 3;
    private const int Plane = Size * Size;
    private const int Image = Plane * Channels;
    private const int Classes = 10;

    private Stl10(ImageDataset train, ImageDataset test) => (Train, Test) = (train, test);

    /// <summary>The images to train with: 5,000 of 96×96×3.</summary>
    public ImageDataset Train { get; }

    /// <summary>The images to test with: 8,000 of 96×96×3.</summary>
    public ImageDataset Test { get; }

    /// <summary>
    /// Loads <c>train_X.bin</c>, <c>train_y.bin</c>, <c>test_X.bin</c> and <c>test_y.bin</c>, the files of the binary version. The names of
    /// the classes come from <c>class_names.txt</c>, if it is there. Labels are 1 to 10 in the files and 0 to 9 here.
    /// </summary>
    /// <param name="directory">The folder that holds them.</param>
    /// <exception cref="DatasetException">A file is missing, damaged or of another kind.</exception>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is blank.</exception>
    public static Stl10 Load(string directory)
    {
        string[] paths = CifarFile.Find(directory, ["train_X.bin", "train_y.bin", "test_X.bin", "test_y.bin"]);
        IReadOnlyList<string>? names = CifarFile.ReadNames(Path.Combine(directory, "class_names.txt"), Classes);
        return new Stl10(Read(paths[0], paths[1], names), Read(paths[2], paths[3], names));
    }

    private static ImageDataset Read(string imagePath, string labelPath, IReadOnlyList<string>? names)
    {
        byte[] labels = CifarFile.ReadRecords(labelPath, 1), images = CifarFile.ReadRecords(imagePath, Image);
        if (images.Length / Image != labels.Length)
            throw new DatasetException(labelPath, FormattableString.Invariant($"has {Quantity.Of(labels.Length, "label")}, but {Path.GetFileName(imagePath)} has {Quantity.Of(images.Length / Image, "image")}. The two don't belong together."));
        int wrong = Array.FindIndex(labels, label => label is < 1 or > Classes);
        if (wrong >= 0)
            throw new DatasetException(labelPath, FormattableString.Invariant($"is damaged or of another kind: image {wrong} has the label {labels[wrong]}, but labels go from 1 to {Classes}."));

        byte[] turned = new byte[Image];
        for (int start = 0; start < images.Length; start += Image)
        {
            Span<byte> image = images.AsSpan(start, Image);
            Turn(image, turned);
            turned.CopyTo(image);
        }

        return new ImageDataset(images, new TensorShape(Size, Size, Channels), Array.ConvertAll(labels, label => label - 1), Classes, names);
    }

    /// <summary>A file has all of a channel before the next one, and all of a column before the next one.</summary>
    private static void Turn(ReadOnlySpan<byte> planes, Span<byte> pixels)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int column = 0; column < Size; column++)
            {
                for (int row = 0; row < Size; row++)
                    pixels[(row * Size + column) * Channels + channel] = planes[channel * Plane + column * Size + row];
            }
        }
    }
}
