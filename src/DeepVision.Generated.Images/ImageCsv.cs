using System.Globalization;

namespace DeepVision.Generated.Images;

/// <summary>
/// Pictures that a table of comma-separated values lists (RFC 4180, UTF-8): a file and its label in each record.
/// <code>
/// file,label
/// photographs/0013.jpg,ant
/// "photographs/bees, two.jpg",bee
/// </code>
/// </summary>
/// <remarks>
/// Labels that all are whole numbers from 0 are the numbers of classes. Any others are names of classes, which are numbered in ordinal
/// order unless their order is given.
/// </remarks>
public static class ImageCsv
{
    /// <summary>Reads all pictures and keeps them in memory, as bytes of the size that a network reads.</summary>
    /// <param name="path">The table.</param>
    /// <param name="shape">The shape wanted, such as a network's <c>InputShape</c>: height, width, and 1 or 3 channels.</param>
    /// <param name="options">How pictures are read; the defaults if null.</param>
    /// <param name="layout">Where the table has what; the defaults if null.</param>
    /// <param name="classNames">The classes in their order, where labels are names; by default all that occur.</param>
    /// <param name="skipUnreadable">
    /// Told of each file that can't be read, which is then left out; by default the first such file is refused. Called on the threads that
    /// read, but not at the same time.
    /// </param>
    /// <param name="threads">Threads that read; 0 for all cores. Results don't depend on it.</param>
    /// <param name="progress">Told a few times a second how far loading is; optional. Called on the threads that read, but not at the same time.</param>
    /// <param name="cancellationToken">Ends loading.</param>
    /// <exception cref="DatasetException">The table can't be read, or a record of it makes no sense.</exception>
    /// <exception cref="ImageFileException">A picture can't be read, and none is to be skipped.</exception>
    /// <exception cref="InvalidOperationException">The pixels are more than one array can hold: <see cref="Open"/> leaves them in their files.</exception>
    /// <exception cref="ArgumentException">The path is blank, or the shape is none of a picture.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">Loading was cancelled.</exception>
    public static ImageDataset Load(
        string path,
        TensorShape shape,
        ImageOptions? options = null,
        CsvLayout? layout = null,
        IReadOnlyList<string>? classNames = null,
        Action<ImageFileException>? skipUnreadable = null,
        int threads = 0,
        IProgress<ImageLoadingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Open(path, shape, options, layout, classNames).Decode(skipUnreadable, threads, progress, cancellationToken);

    /// <summary>Lists the pictures, which stay in their files until a batch needs them.</summary>
    /// <param name="path">The table.</param>
    /// <param name="shape">The shape wanted, such as a network's <c>InputShape</c>: height, width, and 1 or 3 channels.</param>
    /// <param name="options">How pictures are read; the defaults if null.</param>
    /// <param name="layout">Where the table has what; the defaults if null.</param>
    /// <param name="classNames">The classes in their order, where labels are names; by default all that occur.</param>
    /// <exception cref="DatasetException">The table can't be read, or a record of it makes no sense.</exception>
    /// <exception cref="ArgumentException">The path is blank, or the shape is none of a picture.</exception>
    public static ImageFileDataset Open(string path, TensorShape shape, ImageOptions? options = null, CsvLayout? layout = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ImageShape.Check(shape, nameof(shape));
        layout ??= CsvLayout.Default;
        List<Row> rows = ReadRows(path, layout);
        if (rows.Count == 0)
            throw new DatasetException(path, "lists no pictures.");
        string directory = layout.Directory ?? Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] paths = [.. rows.Select(row => Path.Combine(directory, row.File))];
        if (classNames is null && NumbersOf(rows) is { } numbers)
            return new ImageFileDataset(paths, numbers, shape, options: options);

        string[] names = classNames is null ? [.. rows.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal)] : [.. classNames];
        Dictionary<string, int> labels = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        int[] known = [.. rows.Select(row => labels.TryGetValue(row.Label, out int label) ? label : throw Problem(path, row.Line, $"\"{row.Label}\" is none of the classes {string.Join(", ", names)}."))];
        return new ImageFileDataset(paths, known, shape, names.Length, names, options);
    }

    private static List<Row> ReadRows(string path, CsvLayout layout)
    {
        try
        {
            using StreamReader text = new(path);
            List<Row> rows = [];
            int file = 0, label = 1;
            bool isHeader = layout.HasHeader;
            foreach ((int line, IReadOnlyList<string> fields) in CsvReader.Read(text, layout.Separator))
            {
                if (isHeader)
                {
                    (file, label) = (Find(layout.FileColumn, 0), Find(layout.LabelColumn, 1));
                    isHeader = false;
                    continue;
                }

                if (Math.Max(file, label) >= fields.Count)
                    throw Problem(path, line, FormattableString.Invariant($"there are only {fields.Count} of at least {Math.Max(file, label) + 1} fields."));
                if (string.IsNullOrWhiteSpace(fields[file]))
                    throw Problem(path, line, "the file has no name.");
                rows.Add(new Row(line, fields[file].Trim(), fields[label].Trim()));

                int Find(string? name, int place)
                {
                    if (name is null)
                        return place;
                    int found = fields.Index().Where(field => field.Item.Trim() == name).Select(field => field.Index).DefaultIfEmpty(-1).First();
                    return found >= 0 ? found : throw Problem(path, line, $"there is no column \"{name}\"; there are {string.Join(", ", fields)}.");
                }
            }

            return rows;
        }
        catch (FormatException e)
        {
            throw new DatasetException(path, e.Message, e);
        }
        catch (Exception e) when (e is (IOException and not DatasetException) or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"can't be read. {e.Message}", e);
        }
    }

    /// <summary>The labels as numbers; null if one of them is none.</summary>
    private static int[]? NumbersOf(List<Row> rows)
    {
        int[] numbers = new int[rows.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!int.TryParse(rows[i].Label, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        return numbers;
    }

    private static DatasetException Problem(string path, int line, string problem) => new(path, FormattableString.Invariant($"Line {line}: {problem}"));

    private sealed record Row(int Line, string File, string Label);
}
