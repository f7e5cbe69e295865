using DeepVision.Generated.Tests.Files;

namespace DeepVision.Generated.Tests.Data;

public sealed class MnistTests : IDisposable
{
    private const int ImageMagic = 0x803;
    private const int LabelMagic = 0x801;

    private readonly TemporaryFolder _folder = new();

    public MnistTests() => IdxFiles.WriteSmallSet(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadsImagesAndLabelsOfAnySize()
    {
        Mnist data = Mnist.Load(_folder.Path);

        Assert.Equal((2, 1), (data.Train.Count, data.Test.Count));
        Assert.Equal(new TensorShape(2, 3, 1), data.Train.InputShape);
        Assert.Equal([6, 7, 8, 9, 10, 11], data.Train[1].ToArray());
        Assert.Equal([50, 51, 52, 53, 54, 55], data.Test[0].ToArray());
        Assert.Equal((1, 0, 3), (data.Train.GetLabel(0), data.Train.GetLabel(1), data.Test.GetLabel(0)));
    }

    [Fact]
    public void BothSetsHaveTheClassesOfAllLabels()
    {
        Mnist data = Mnist.Load(_folder.Path);
        Assert.Equal((4, 4), (data.Train.ClassCount, data.Test.ClassCount));
    }

    [Fact]
    public void PackedFilesLoadTheSame()
    {
        foreach (string name in IdxFiles.Names)
        {
            File.WriteAllBytes(_folder.File(name + ".gz"), IdxFiles.Pack(File.ReadAllBytes(_folder.File(name))));
            File.Delete(_folder.File(name));
        }

        Mnist data = Mnist.Load(_folder.Path);
        Assert.Equal([6, 7, 8, 9, 10, 11], data.Train[1].ToArray());
        Assert.Equal(3, data.Test.GetLabel(0));
    }

    [Fact]
    public void AMissingFolderIsNamed()
    {
        string missing = _folder.File("missing");
        Assert.Contains(missing, Assert.Throws<DatasetException>(() => Mnist.Load(missing)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AMissingFileIsNamed(int file)
    {
        File.Delete(_folder.File(IdxFiles.Names[file]));
        var e = Assert.Throws<DatasetException>(() => Mnist.Load(_folder.Path));
        Assert.Contains("lacks " + IdxFiles.Names[file], e.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> BrokenImages => new()
    {
        { "empty", [], "truncated" },
        { "half a header", [0, 0, 8, 3, 0, 0], "truncated" },
        { "labels in place of images", IdxFiles.Labels(1, 0), "0x00000801" },
        { "floats", IdxFiles.Encode(0xD03, [2, 2, 3], new byte[48]), "0x00000D03" },
        { "not IDX at all", "<html>404 not found</html>"u8.ToArray(), "0x3C68746D" },
        { "no images", IdxFiles.Encode(ImageMagic, [0, 2, 3], []), "axis 1 has length 0" },
        { "no width", IdxFiles.Encode(ImageMagic, [2, 2, 0], []), "axis 3 has length 0" },
        { "one byte short", IdxFiles.Encode(ImageMagic, [2, 2, 3], new byte[11]), "truncated" },
        { "one byte long", IdxFiles.Encode(ImageMagic, [2, 2, 3], new byte[13]), "too long" },
        { "a length of 4 GB", IdxFiles.Encode(ImageMagic, [0xFFFFFFFF, 2, 3], new byte[12]), "axis 1 has length 4294967295" },
        { "a product that overflows 32 bits", IdxFiles.Encode(ImageMagic, [65536, 65536, 1], new byte[12]), "axis 2 has length 65536" },
        { "a product that overflows 64 bits", IdxFiles.Encode(ImageMagic, [0x7FFFFF00, 0x7FFFFF00, 0x7FFFFF00], new byte[12]), "axis 2" },
        { "two billion bytes that aren't there", IdxFiles.Encode(ImageMagic, [2000, 1000, 1000], new byte[12]), "truncated" },
        { "another number of images", IdxFiles.Images(new byte[18]), "2 labels, but train-images-idx3-ubyte has 3 images" },
        { "another size", IdxFiles.Encode(ImageMagic, [2, 3, 2], new byte[12]), "2×3 pixels, but train-images-idx3-ubyte has 3×2" },
    };

    [Theory]
    [MemberData(nameof(BrokenImages))]
    public void BrokenImagesGiveOneKindOfExceptionThatSaysWhy(string what, byte[] file, string expected)
    {
        _ = what;
        File.WriteAllBytes(_folder.File(IdxFiles.Names[0]), file);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var e = Assert.Throws<DatasetException>(() => Mnist.Load(_folder.Path));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Theory]
    [MemberData(nameof(BrokenImages))]
    public void BrokenPackedImagesGiveTheSame(string what, byte[] file, string expected)
    {
        _ = (what, expected);
        File.Delete(_folder.File(IdxFiles.Names[0]));
        File.WriteAllBytes(_folder.File(IdxFiles.Names[0] + ".gz"), IdxFiles.Pack(file));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<DatasetException>(() => Mnist.Load(_folder.Path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void AGzipBombIsNotUnpackedBeyondWhatItsHeaderPromises()
    {
        File.Delete(_folder.File(IdxFiles.Names[0]));
        byte[] bomb = IdxFiles.Pack(IdxFiles.Encode(ImageMagic, [2, 2, 3], new byte[50_000_000]));
        File.WriteAllBytes(_folder.File(IdxFiles.Names[0] + ".gz"), bomb);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var e = Assert.Throws<DatasetException>(() => Mnist.Load(_folder.Path));

        Assert.Contains("too long", e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    public void ADamagedGzipFileIsRefused(int position)
    {
        byte[] packed = IdxFiles.Pack(IdxFiles.Images([.. Enumerable.Range(0, 12).Select(i => (byte)(i * 19))]));
        packed[position == 5 ? packed.Length - 6 : position] ^= 0x55;
        File.Delete(_folder.File(IdxFiles.Names[0]));
        File.WriteAllBytes(_folder.File(IdxFiles.Names[0] + ".gz"), packed);

        var e = Assert.Throws<DatasetException>(() => Mnist.Load(_folder.Path));
        Assert.Contains(IdxFiles.Names[0] + ".gz", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenLabelsAreNamed()
    {
        File.WriteAllBytes(_folder.File(IdxFiles.Names[3]), IdxFiles.Encode(LabelMagic, [5], [1]));
        var e = Assert.Throws<DatasetException>(() => Mnist.Load(_folder.Path));
        Assert.Contains(IdxFiles.Names[3], e.Message, StringComparison.Ordinal);
        Assert.Equal(_folder.File(IdxFiles.Names[3]), e.FilePath);
    }
}
