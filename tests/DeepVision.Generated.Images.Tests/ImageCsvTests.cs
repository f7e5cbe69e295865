namespace DeepVision.Generated.Images.Tests;

public sealed class ImageCsvTests : IDisposable
{
    private static readonly TensorShape s_shape = new(8, 8, 3);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FilesAndNamesOfClasses()
    {
        _folder.Add("rgb.png", "pictures/one, two.png");
        _folder.Add("grey.png", "pictures/say \"hi\".png");
        _folder.Add("baseline.jpg", "pictures/3.jpg");
        string table = Write("file,label\r\n\"pictures/one, two.png\",wasp\r\n\r\n\"pictures/say \"\"hi\"\".png\",\"ant\"\r\npictures/3.jpg,wasp");

        ImageDataset pictures = ImageCsv.Load(table, s_shape);

        Assert.Equal(["ant", "wasp"], pictures.ClassNames);
        Assert.Equal([1, 0, 1], Enumerable.Range(0, 3).Select(pictures.GetLabel));
        Assert.Equal(ImageFile.Read(_folder.PathOf("pictures/say \"hi\".png"), s_shape), pictures[1].ToArray());
        Assert.Equal([2, 1, 2], Enumerable.Range(0, 3).Select(ImageCsv.Open(table, s_shape, classNames: ["bee", "ant", "wasp"]).GetLabel));
        Assert.Contains("Line 4: \"ant\" is none of the classes bee, wasp.", Problem(table, classNames: ["bee", "wasp"]), StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersAreTheClassesThemselves()
    {
        ImageFileDataset files = ImageCsv.Open(Write("a.png;10\nb.png;2\n"), s_shape, layout: new CsvLayout { HasHeader = false, Separator = ';' });
        Assert.Equal((11, 10, 2), (files.ClassCount, files.GetLabel(0), files.GetLabel(1)));
        Assert.Null(files.ClassNames);
        Assert.Equal([_folder.PathOf("a.png"), _folder.PathOf("b.png")], files.Paths);
    }

    [Fact]
    public void ColumnsAreFoundByName()
    {
        string table = Write("\uFEFFid,class,path\n1,b,x.png\n2,a,y.png\n");
        CsvLayout layout = new() { FileColumn = "path", LabelColumn = "class", Directory = "/elsewhere" };
        ImageFileDataset files = ImageCsv.Open(table, s_shape, layout: layout);
        Assert.Equal([Path.Combine("/elsewhere", "x.png"), Path.Combine("/elsewhere", "y.png")], files.Paths);
        Assert.Equal([1, 0], [files.GetLabel(0), files.GetLabel(1)]);
        Assert.Contains("Line 1: there is no column \"name\"; there are id, class, path.", Problem(table, new CsvLayout { FileColumn = "name" }), StringComparison.Ordinal);
    }

    [Fact]
    public void TablesThatMakeNoSenseAreNamedWithTheLine()
    {
        Assert.Contains("Line 3: there are only 1 of at least 2 fields.", Problem(Write("f,l\na,b\nc\n")), StringComparison.Ordinal);
        Assert.Contains("Line 2: the file has no name.", Problem(Write("f,l\n\"\",b\n")), StringComparison.Ordinal);
        Assert.Contains("The quote that opens on line 2 isn't closed.", Problem(Write("f,l\n\"a,b\nc,d\n")), StringComparison.Ordinal);
        Assert.Contains("Line 2: 'x' follows the quote that ends a field.", Problem(Write("f,l\n\"a\"x,b\n")), StringComparison.Ordinal);
        Assert.Contains("lists no pictures", Problem(Write("f,l\n")), StringComparison.Ordinal);
        Assert.Contains("can't be read", Problem(_folder.PathOf("none.csv")), StringComparison.Ordinal);
    }

    private string Write(string text)
    {
        string path = _folder.PathOf("table.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private static string Problem(string table, CsvLayout? layout = null, string[]? classNames = null) =>
        Assert.Throws<DatasetException>(() => ImageCsv.Open(table, s_shape, layout: layout, classNames: classNames)).Message;
}
