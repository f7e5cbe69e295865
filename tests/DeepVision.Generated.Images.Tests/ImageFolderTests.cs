namespace DeepVision.Generated.Images.Tests;

public sealed class ImageFolderTests : IDisposable
{
    private static readonly TensorShape s_shape = new(16, 20, 3);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SubfoldersAreClassesInOrdinalOrder()
    {
        _folder.Add("rgb.png", "data/bee/2.PNG");
        _folder.Add("grey.jpg", "data/bee/10.jpeg");
        _folder.Add("baseline.jpg", "data/Ant/more/deep.jpg");
        _folder.Add("palette.gif", "data/Ant/z.gif");
        _folder.Add("lossless.webp", "data/ähnlich/w.webp");
        _folder.Write("data/bee/notes.txt", [1]);
        _folder.Write("data/bee/.hidden.jpg", [1]);
        _folder.Write("data/bee/._2.png", [1]);
        _folder.Write("data/readme.png", [1]);
        Directory.CreateDirectory(_folder.PathOf("data/.git"));

        ImageFileDataset files = ImageFolder.Open(_folder.PathOf("data"), s_shape);
        ImageDataset pictures = ImageFolder.Load(_folder.PathOf("data"), s_shape);

        // Upper case before lower case before what is not ASCII; 10 before 2.
        Assert.Equal(["Ant", "bee", "ähnlich"], files.ClassNames);
        Assert.Equal(
            ["Ant/more/deep.jpg", "Ant/z.gif", "bee/10.jpeg", "bee/2.PNG", "ähnlich/w.webp"],
            files.Paths.Select(path => Path.GetRelativePath(_folder.PathOf("data"), path).Replace('\\', '/')));
        Assert.Equal([0, 0, 1, 1, 2], Enumerable.Range(0, 5).Select(files.GetLabel));
        Assert.Equal(files.ClassNames, pictures.ClassNames);
        Assert.Equal([0, 0, 1, 1, 2], Enumerable.Range(0, 5).Select(pictures.GetLabel));
        Assert.Equal(ImageFile.Read(_folder.PathOf("data/bee/2.PNG"), s_shape), pictures[3].ToArray());
    }

    [Fact]
    public void TheOrderIsThatOfCharactersNumbers()
    {
        foreach (string name in new[] { "ß", "ı", "Z", "e", "é", "a-b", "ab" })
            _folder.Add("grey.png", $"data/{name}/1.png");
        Assert.Equal(["Z", "a-b", "ab", "e", "ß", "é", "ı"], ImageFolder.Open(_folder.PathOf("data"), s_shape).ClassNames);
    }

    [Fact]
    public void ClassesCanBeGivenForFoldersThatLackOne()
    {
        _folder.Add("rgb.png", "validation/bee/1.png");
        Assert.Equal(1, ImageFolder.Open(_folder.PathOf("validation"), s_shape, classNames: ["ant", "bee", "wasp"]).GetLabel(0));
        Assert.Equal(3, ImageFolder.Load(_folder.PathOf("validation"), s_shape, classNames: ["ant", "bee", "wasp"]).ClassCount);
        Assert.EndsWith("bee: The folder is none of the classes ant, wasp.", Problem("validation", "ant", "wasp"), StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersThatMakeNoDataSetAreNamed()
    {
        Assert.EndsWith("none: There is no such folder.", Problem("none"), StringComparison.Ordinal);
        _folder.Add("rgb.png", "flat/1.png");
        Assert.Contains("flat: The folder has no subfolders. Each class needs one", Problem("flat"), StringComparison.Ordinal);
        _folder.Add("rgb.png", "data/bee/1.png");
        Directory.CreateDirectory(_folder.PathOf("data/empty"));
        Assert.Contains("empty: The folder has no pictures (.bmp, .gif, .jfif, .jpe, .jpeg, .jpg, .png, .webp)", Problem("data"), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ImageFolder.Open(_folder.PathOf("data"), new TensorShape(3, 3, 4)));
    }

    [Fact]
    public void FilesThatCantBeReadAreRefusedSkippedOrReported()
    {
        _folder.Add("rgb.png", "data/a/1.png");
        string damaged = _folder.Write("data/a/2.jpg", File.ReadAllBytes(TestPictures.PathOf("baseline.jpg"))[..300]);
        _folder.Add("grey.png", "data/b/1.png");
        string text = _folder.Write("data/b/2.png", "no picture"u8.ToArray());
        string folder = _folder.PathOf("data");

        ImageFileException e = Assert.Throws<ImageFileException>(() => ImageFolder.Load(folder, s_shape));
        Assert.Equal(damaged, e.FilePath);
        Assert.StartsWith(damaged + ": ", e.Message, StringComparison.Ordinal);
        ImageFileDataset files = ImageFolder.Open(folder, s_shape);
        Assert.Equal(text, Assert.Throws<ImageFileException>(() => files.CopyInput(3, new float[s_shape.Length])).FilePath);

        List<string?> skipped = [];
        ImageDataset pictures = ImageFolder.Load(folder, s_shape, skipUnreadable: problem => skipped.Add(problem.FilePath));
        Assert.Equal([damaged, text], skipped.Order(StringComparer.Ordinal));
        Assert.Equal((2, 2, 0, 1), (pictures.Count, pictures.ClassCount, pictures.GetLabel(0), pictures.GetLabel(1)));
        Assert.Equal(ImageFile.Read(_folder.PathOf("data/b/1.png"), s_shape), pictures[1].ToArray());

        List<string?> reported = [];
        ImageFileDataset readable = files.WithoutUnreadable(problem => reported.Add(problem.FilePath));
        Assert.Equal(2, readable.Count);
        Assert.Equal([damaged, text], reported.Order(StringComparer.Ordinal));
        Assert.Equal(2, files.WithoutUnreadable().Count);
        // The caller's own exception comes through.
        Assert.Throws<NotSupportedException>(() => ImageFolder.Load(folder, s_shape, skipUnreadable: _ => throw new NotSupportedException()));
    }

    [Fact]
    public void FilesAndMemoryGiveTheSameValuesInEveryView()
    {
        foreach (string name in TestPictures.Names)
            _folder.Add(name, $"data/{(name.Contains("orientation", StringComparison.Ordinal) ? "turned" : "upright")}/{name}");
        List<ImageLoadingProgress> progress = [];
        ImageOptions options = new() { Fit = ImageFit.Letterbox, Filter = ResizeFilter.Bicubic };
        ImageFileDataset files = ImageFolder.Open(_folder.PathOf("data"), s_shape, options);
        ImageDataset pictures = ImageFolder.Load(_folder.PathOf("data"), s_shape, options, threads: 3, progress: new Progress(progress));
        Assert.Equal((TestPictures.Names.Count, TestPictures.Names.Count), (progress[^1].Done, progress[^1].Total));
        Assert.True(progress[^1].PerSecond > 0);
        Assert.True(files.LoadsSlowly);
        Assert.False(pictures.LoadsSlowly);

        (ImageFileDataset First, ImageFileDataset Second) fileParts = files.Split(0.7, seed: 5);
        (ImageDataset First, ImageDataset Second) parts = pictures.Split(0.7, seed: 5);
        AssertSame(files, pictures);
        AssertSame(fileParts.First, parts.First);
        AssertSame(fileParts.Second.Shuffle(3).Take(4).Skip(1), parts.Second.Shuffle(3).Take(4).Skip(1));
        AssertSame(files.Take(2..5), pictures.Take(2..5));
        Assert.True(files.Subset([1]).LoadsSlowly);
        Assert.Throws<ArgumentOutOfRangeException>(() => files.GetLabel(files.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => files.Subset([-1]));
        Assert.Throws<ArgumentException>(() => files.CopyInput(0, new float[3]));
    }

    [Fact]
    public void LoadingCanBeCancelled()
    {
        _folder.Add("rgb.png", "data/a/1.png");
        Assert.ThrowsAny<OperationCanceledException>(() => ImageFolder.Load(_folder.PathOf("data"), s_shape, cancellationToken: new CancellationToken(canceled: true)));
    }

    private string Problem(string folder, params string[] classes) =>
        Assert.Throws<DatasetException>(() => ImageFolder.Open(_folder.PathOf(folder), s_shape, classNames: classes.Length > 0 ? classes : null)).Message;

    private static void AssertSame(Dataset one, Dataset other)
    {
        Assert.Equal(one.Count, other.Count);
        float[] first = new float[one.InputShape.Length], second = new float[other.InputShape.Length];
        for (int i = 0; i < one.Count; i++)
        {
            one.CopyInput(i, first);
            other.CopyInput(i, second);
            Assert.Equal(first, second);
            Assert.Equal(one.GetLabel(i), other.GetLabel(i));
        }
    }

    private sealed class Progress(List<ImageLoadingProgress> reports) : IProgress<ImageLoadingProgress>
    {
        public void Report(ImageLoadingProgress value) => reports.Add(value);
    }
}
