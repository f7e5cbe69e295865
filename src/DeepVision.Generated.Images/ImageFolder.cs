namespace DeepVision.Generated.Images;

/// <summary>
/// A folder of pictures in which each subfolder is a class:
/// <code>
/// ImageDataset photographs = ImageFolder.Load("insects", InsectNet.InputShape);
/// (ImageDataset train, ImageDataset validation) = photographs.Split(0.8, seed: 1);
/// </code>
/// </summary>
/// <remarks>
/// Classes are numbered by the names of their folders, pictures by their paths, both in ordinal order, which is the same on every system
/// and in every culture. A class's pictures are looked for in folders within its own too. Files of other kinds, by their names, and hidden
/// files are passed over.
/// </remarks>
public static class ImageFolder
{
    /// <summary>Reads all pictures and keeps them in memory, as bytes of the size that a network reads.</summary>
    /// <param name="directory">The folder with the classes' folders.</param>
    /// <param name="shape">The shape wanted, such as a network's <c>InputShape</c>: height, width, and 1 or 3 channels.</param>
    /// <param name="options">How pictures are read; the defaults if null.</param>
    /// <param name="classNames">The classes in their order, so that several folders agree even if one lacks a class; by default the subfolders are.</param>
    /// <param name="skipUnreadable">
    /// Told of each file that can't be read, which is then left out; by default the first such file is refused. Called on the threads that
    /// read, but not at the same time.
    /// </param>
    /// <param name="threads">Threads that read; 0 for all cores. Results don't depend on it.</param>
    /// <param name="progress">Told a few times a second how far loading is; optional. Called on the threads that read, but not at the same time.</param>
    /// <param name="cancellationToken">Ends loading.</param>
    /// <exception cref="DatasetException">There is no such folder, or it has no classes, one without pictures, or one that <paramref name="classNames"/> lacks.</exception>
    /// <exception cref="ImageFileException">A file can't be read, and none is to be skipped.</exception>
    /// <exception cref="InvalidOperationException">The pixels are more than one array can hold: <see cref="Open"/> leaves them in their files.</exception>
    /// <exception cref="ArgumentException">The path is blank, or the shape is none of a picture.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">Loading was cancelled.</exception>
    public static ImageDataset Load(
        string directory,
        TensorShape shape,
        ImageOptions? options = null,
        IReadOnlyList<string>? classNames = null,
        Action<ImageFileException>? skipUnreadable = null,
        int threads = 0,
        IProgress<ImageLoadingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Open(directory, shape, options, classNames).Decode(skipUnreadable, threads, progress, cancellationToken);

    /// <summary>Lists the pictures, which stay in their files until a batch needs them.</summary>
    /// <param name="directory">The folder with the classes' folders.</param>
    /// <param name="shape">The shape wanted, such as a network's <c>InputShape</c>: height, width, and 1 or 3 channels.</param>
    /// <param name="options">How pictures are read; the defaults if null.</param>
    /// <param name="classNames">The classes in their order, so that several folders agree even if one lacks a class; by default the subfolders are.</param>
    /// <exception cref="DatasetException">There is no such folder, or it has no classes, one without pictures, or one that <paramref name="classNames"/> lacks.</exception>
    /// <exception cref="ArgumentException">The path is blank, or the shape is none of a picture.</exception>
    public static ImageFileDataset Open(string directory, TensorShape shape, ImageOptions? options = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ImageShape.Check(shape, nameof(shape));
        if (!Directory.Exists(directory))
            throw new DatasetException(directory, "There is no such folder.");
        try
        {
            string[] folders = SubfoldersOf(directory);
            if (folders.Length == 0)
                throw new DatasetException(directory, "The folder has no subfolders. Each class needs one, named as the class, with its pictures in it.");
            string[] names = [.. folders.Select(folder => Path.GetFileName(folder))];
            IReadOnlyList<string> classes = classNames ?? names;
            List<string> paths = [];
            List<int> labels = [];
            foreach ((string name, string folder) in names.Zip(folders))
            {
                int label = IndexOf(classes, name);
                if (label < 0)
                    throw new DatasetException(folder, $"The folder is none of the classes {string.Join(", ", classes)}.");
                string[] pictures = PicturesOf(folder);
                if (pictures.Length == 0)
                    throw new DatasetException(folder, $"The folder has no pictures ({string.Join(", ", ImageFile.Extensions)}), but each subfolder is a class. Put some there, or remove it.");
                paths.AddRange(pictures);
                labels.AddRange(Enumerable.Repeat(label, pictures.Length));
            }

            return new ImageFileDataset(paths, labels, shape, classes.Count, [.. classes], options);
        }
        catch (Exception e) when (e is (IOException and not DatasetException) or UnauthorizedAccessException)
        {
            throw new DatasetException(directory, $"can't be read. {e.Message}", e);
        }
    }

    private static string[] SubfoldersOf(string directory) =>
        [.. Directory.EnumerateDirectories(directory, "*", new EnumerationOptions()).Where(folder => !Path.GetFileName(folder).StartsWith('.')).Order(StringComparer.Ordinal)];

    private static string[] PicturesOf(string folder)
    {
        EnumerationOptions all = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };
        return [.. Directory.EnumerateFiles(folder, "*", all).Where(ImageFile.HasExtension).OrderBy(path => path.Replace('\\', '/'), StringComparer.Ordinal)];
    }

    private static int IndexOf(IReadOnlyList<string> classes, string name)
    {
        for (int i = 0; i < classes.Count; i++)
        {
            if (classes[i] == name)
                return i;
        }

        return -1;
    }
}
