namespace DeepVision.Generated.Images.Tests;

/// <summary>JPEGs decoded at a part of their size, beside PIL's <c>draft</c> and <c>resize</c>.</summary>
public class ReducedDecodingTests
{
    private static readonly ImageOptions s_whole = new() { Fit = ImageFit.Stretch }, s_reduced = s_whole with { ReducingGap = 2 };

    /// <summary>Decoders may round differently by one in a coefficient, as at full size.</summary>
    [Theory]
    [InlineData("baseline.jpg", 9, 7)]
    [InlineData("baseline.jpg", 4, 3)]
    [InlineData("progressive.jpg", 9, 7)]
    [InlineData("progressive.jpg", 4, 3)]
    [InlineData("grey.jpg", 9, 7)]
    [InlineData("grey.jpg", 4, 3)]
    [InlineData("orientation6.jpg", 7, 9)]
    public void PixelsAreThoseOfPilsDraft(string name, int width, int height)
    {
        TensorShape shape = new(height, width, 3);
        Image expected = TestPictures.Read($"expected-reduced-{width}x{height}-{name}.png");
        Assert.InRange(TestPictures.Difference(expected, new Image(ImageFile.Read(TestPictures.PathOf(name), shape, s_reduced), shape)).Largest, 0, 2);
        // The picture has fine details, which every pixel shows and a block's mean doesn't.
        Assert.NotInRange(TestPictures.Difference(expected, new Image(ImageFile.Read(TestPictures.PathOf(name), shape, s_whole), shape)).Largest, 0, 2);
    }

    [Fact]
    public void WithoutRoomForTheGapEveryPixelIsDecoded()
    {
        // 37×29 is less than twice two times as large.
        TensorShape shape = new(8, 10, 3);
        byte[] whole = ImageFile.Read(TestPictures.PathOf("baseline.jpg"), shape, s_whole);
        Assert.Equal(whole, ImageFile.Read(TestPictures.PathOf("baseline.jpg"), shape, s_reduced));
        Assert.NotEqual(whole, ImageFile.Read(TestPictures.PathOf("baseline.jpg"), shape, s_whole with { ReducingGap = 1 }));
    }

    /// <summary>What counts is what a picture is resized to, before it is cropped or put between bars.</summary>
    [Fact]
    public void TheResizedPictureDecides()
    {
        TensorShape shape = new(7, 7, 3);
        ImageOptions large = new() { ShortSide = 20 };
        Assert.Equal(ImageFile.Read(TestPictures.PathOf("baseline.jpg"), shape, large), ImageFile.Read(TestPictures.PathOf("baseline.jpg"), shape, large with { ReducingGap = 2 }));
        ImageOptions small = new();
        Assert.NotEqual(ImageFile.Read(TestPictures.PathOf("baseline.jpg"), shape, small), ImageFile.Read(TestPictures.PathOf("baseline.jpg"), shape, small with { ReducingGap = 2 }));
    }

    [Fact]
    public void OtherFormatsAndWholePicturesStayAsTheyAre()
    {
        foreach (string name in TestPictures.Names.Where(name => !name.EndsWith(".jpg", StringComparison.Ordinal)))
        {
            TensorShape shape = new(3, 4, 3);
            Assert.Equal(ImageFile.Read(TestPictures.PathOf(name), shape, s_whole), ImageFile.Read(TestPictures.PathOf(name), shape, s_reduced));
        }

        Assert.Equal(TestPictures.Read("baseline.jpg").Pixels, ImageFile.ReadWhole(TestPictures.PathOf("baseline.jpg"), options: s_reduced).Pixels);
    }

    [Fact]
    public void FilesThatEndTooEarlyAreRefused()
    {
        byte[] file = File.ReadAllBytes(TestPictures.PathOf("baseline.jpg"));
        Assert.Throws<ImageFileException>(() => ImageFile.Read(file.AsSpan(0, file.Length * 2 / 3), new TensorShape(3, 4, 3), s_reduced));
    }

    [Theory]
    [InlineData(0.9), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void GapsBelowOneAreRefused(double gap) => Assert.Throws<ArgumentOutOfRangeException>(() => new ImageOptions { ReducingGap = gap });
}
