namespace DeepVision.Generated;

/// <summary>
/// A file in the binary format of CIFAR (https://www.cs.toronto.edu/~kriz/cifar.html): records of one or two bytes of labels and 3,072
/// bytes of pixels, all rows of the red channel before the green and the blue ones.
/// </summary>
internal static class CifarFile
{
    private const int Size = 32;
    private const int Channels = 3;
    private const int PixelBytes = Size * Size * Channels;

    /// <summary>Shape of an image.</summary>
    public static TensorShape Shape { get; } = new(Size, Size, Channels);

    /// <summary>Reads files one after the other into one data set.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="labelBytes">Bytes in front of the pixels.</param>
    /// <param name="label">Which of them is the label, from 0.</param>
    /// <param name="classes">Classes, and with them the labels that can be.</param>
    /// <param name="names">The classes' names, or null.</param>
    /// <exception cref="DatasetException">A file is missing, damaged or of another kind.</exception>
    public static ImageDataset Read(IReadOnlyList<string> paths, int labelBytes, int label, int classes, IReadOnlyList<string>? names)
    {
        List<(string Path, byte[] Records)> files = [];
        foreach (string path in paths)
            files.Add((path, ReadRecords(path, labelBytes + PixelBytes)));
        int record = labelBytes + PixelBytes, count = files.Sum(file => file.Records.Length / record);
        byte[] pixels = new byte[count * PixelBytes];
        int[] labels = new int[count];
        int sample = 0;
        foreach ((string path, byte[] records) in files)
        {
            for (int start = 0; start < records.Length; start += record, sample++)
            {
                labels[sample] = records[start + label];
                if (labels[sample] >= classes)
                    throw new DatasetException(path, FormattableString.Invariant($"is damaged or of another kind: image {start / record} has the label {labels[sample]}, but labels go from 0 to {classes - 1}."));
                Interleave(records.AsSpan(start + labelBytes, PixelBytes), pixels.AsSpan(sample * PixelBytes, PixelBytes));
            }
        }

        return new ImageDataset(pixels, Shape, labels, classes, names);
    }

    /// <summary>The lines of a file of class names; null if there is no such file, or not a line for each class.</summary>
    public static IReadOnlyList<string>? ReadNames(string path, int classes)
    {
        try
        {
            string[] lines = [.. File.ReadLines(path).Take(classes + 2).Select(line => line.Trim()).Where(line => line.Length > 0)];
            return lines.Length == classes ? lines : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Finds files before the first is read: a missing one should not cost seconds.</summary>
    /// <exception cref="DatasetException">One is missing.</exception>
    public static string[] Find(string directory, IReadOnlyList<string> names)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        if (!Directory.Exists(directory))
            throw new DatasetException(directory, "There is no such folder.");
        if (names.FirstOrDefault(name => !File.Exists(Path.Combine(directory, name))) is { } missing)
            throw new DatasetException(directory, $"The folder lacks {missing}. It must hold {string.Join(", ", names)}, from the archive of the binary version.");
        return [.. names.Select(name => Path.Combine(directory, name))];
    }

    /// <summary>The bytes of a file of records of one length.</summary>
    /// <exception cref="DatasetException">It can't be read, or has no whole number of records.</exception>
    public static byte[] ReadRecords(string path, int record)
    {
        try
        {
            long length = new FileInfo(path).Length;
            if (length == 0 || length % record != 0 || length > Array.MaxLength)
                throw new DatasetException(path, FormattableString.Invariant($"is cut short or of another kind: it has {Quantity.Of(length, "byte")}, which is no number of images of {record}. Get it again."));
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is (IOException and not DatasetException) or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"can't be read. {e.Message}", e);
        }
    }

    private static void Interleave(ReadOnlySpan<byte> planes, Span<byte> pixels)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            ReadOnlySpan<byte> plane = planes.Slice(channel * Size * Size, Size * Size);
            for (int pixel = 0; pixel < plane.Length; pixel++)
                pixels[pixel * Channels + channel] = plane[pixel];
        }
    }
}
