namespace DeepVision.Generated.Images.Tests;

/// <summary>Pixels of every format, beside those that PIL reads from the same file.</summary>
public class FormatTests
{
    [Theory]
    [InlineData("rgb.bmp", "rgb.png")]
    [InlineData("lossless.webp", "rgb.png")]
    [InlineData("rgb16.png", "rgb.png")]
    [InlineData("grey16.png", "grey.png")]
    [InlineData("grey.bmp", "grey.png")]
    [InlineData("palette.bmp", "expected-palette.png.png")]
    [InlineData("palette.png", "expected-palette.png.png")]
    [InlineData("palette.gif", "expected-palette.gif.png")]
    [InlineData("animated.gif", "expected-palette.gif.png")]
    [InlineData("bits.png", "expected-bits.png.png")]
    public void WhatLosesNothingIsReadExactly(string name, string expected) =>
        Assert.Equal(TestPictures.Read(expected).Pixels, TestPictures.Read(name).Pixels);

    /// <summary>Decoders may round differently (ITU-T T.83 allows an error of one in a coefficient), and enlarge colours in ways of their own.</summary>
    [Theory]
    [InlineData("baseline.jpg", 3, 0.6)]
    [InlineData("progressive.jpg", 3, 0.6)]
    [InlineData("grey.jpg", 3, 0.6)]
    [InlineData("subsampled.jpg", 80, 6)]
    [InlineData("cmyk.jpg", 6, 2)]
    [InlineData("lossy.webp", 40, 3)]
    public void WhatLosesSomethingIsReadAsPilDoes(string name, int largest, double mean)
    {
        (int Largest, double Mean) difference = TestPictures.Difference(TestPictures.Read($"expected-{name}.png"), TestPictures.Read(name));
        Assert.True(difference.Largest <= largest && difference.Mean <= mean, FormattableString.Invariant($"{name}: largest {difference.Largest}, mean {difference.Mean:0.00}"));
    }

    [Theory]
    [InlineData("alpha.png", "expected-alpha.png")]
    [InlineData("alpha.webp", "expected-alpha.png")]
    [InlineData("greyalpha.png", "expected-greyalpha.png")]
    public void TransparentPixelsShowTheBackground(string name, string expected)
    {
        // PIL rounds its mixture differently.
        Assert.InRange(TestPictures.Difference(TestPictures.Read(expected), TestPictures.Read(name)).Largest, 0, 1);

        // The first pixel of all is fully transparent.
        ImageOptions red = new() { Background = new Rgb(200, 10, 30) };
        Assert.Equal([200, 10, 30], ImageFile.ReadWhole(TestPictures.PathOf(name), options: red).Pixels[..3]);
    }

    [Fact]
    public void GreyIsTheBrightness()
    {
        Assert.Equal(TestPictures.Read("grey.png", channels: 1).Pixels, TestPictures.Read("rgb.png", channels: 1).Pixels);
        Image grey = TestPictures.Read("grey.png", channels: 3);
        Assert.Equal(TestPictures.Read("grey.png", channels: 1).Pixels, grey.Pixels.Where((_, i) => i % 3 == 0));
        Assert.Equal(grey.Pixels.Where((_, i) => i % 3 == 0), grey.Pixels.Where((_, i) => i % 3 == 2));
    }

    [Fact]
    public void TheNameOfAFileDoesNotDecide()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(TestPictures.Read("rgb.png").Pixels, ImageFile.ReadWhole(folder.Add("lossless.webp", "really.jpg")).Pixels);
    }
}
