namespace DeepVision.Generated.Images.Tests;

/// <summary>Resized pictures beside PIL's, to the last bit.</summary>
public class ResizeTests
{
    [Theory]
    [InlineData(ResizeFilter.Bilinear, "bilinear")]
    [InlineData(ResizeFilter.Bicubic, "bicubic")]
    [InlineData(ResizeFilter.Box, "box")]
    [InlineData(ResizeFilter.Lanczos, "lanczos")]
    public void FiltersAreThoseOfPil(ResizeFilter filter, string name)
    {
        ImageOptions options = new() { Fit = ImageFit.Stretch, Filter = filter };
        foreach ((int width, int height) in new[] { (13, 11), (50, 40), (37, 12), (5, 29) })
            Check($"expected-{name}-{width}x{height}.png", new TensorShape(height, width, 3), options);
    }

    [Fact]
    public void GreyIsMadeBeforeResizing() =>
        Assert.Equal(
            TestPictures.Read("expected-grey-13x11.png", channels: 1).Pixels,
            ImageFile.Read(TestPictures.PathOf("rgb.png"), new TensorShape(11, 13, 1), new ImageOptions { Fit = ImageFit.Stretch }));

    [Fact]
    public void TheCentreIsThatOfTorchvision()
    {
        Check("expected-centre-16x16.png", new TensorShape(16, 16, 3), new ImageOptions());
        Check("expected-centre20-16x16.png", new TensorShape(16, 16, 3), new ImageOptions { ShortSide = 20 });
        Check("expected-centre-12x24.png", new TensorShape(24, 12, 3), new ImageOptions());
        // A short side that doesn't cover the crop gives way.
        Check("expected-centre-16x16.png", new TensorShape(16, 16, 3), new ImageOptions { ShortSide = 3 });
    }

    [Fact]
    public void LetterboxesAreThoseOfPil()
    {
        ImageOptions options = new() { Fit = ImageFit.Letterbox, Border = new Rgb(10, 20, 30) };
        Check("expected-letterbox-20x20.png", new TensorShape(20, 20, 3), options);
        Check("expected-letterbox-40x20.png", new TensorShape(20, 40, 3), options);
    }

    /// <summary>A plain restatement of the definition: triangles as wide as a target pixel, over whatever lies under them.</summary>
    [Fact]
    public void EveryPixelOfTheSourceCounts()
    {
        Random random = new(5);
        byte[] pixels = new byte[50 * 3 * 3];
        random.NextBytes(pixels);
        Image row = new(pixels, new TensorShape(3, 50, 3));
        Image resized = row.Resize(new TensorShape(3, 7, 3), new ImageOptions { Fit = ImageFit.Stretch });
        double scale = 50 / 7.0;
        for (int x = 0; x < 7; x++)
        {
            double sum = 0, weights = 0, center = (x + 0.5) * scale;
            for (int i = 0; i < 50; i++)
            {
                double weight = Math.Max(0, 1 - Math.Abs(i + 0.5 - center) / scale);
                (sum, weights) = (sum + weight * pixels[(50 + i) * 3 + 1], weights + weight);
            }

            Assert.InRange(resized.Pixels[(7 + x) * 3 + 1] - sum / weights, -0.51, 0.51);
        }
    }

    [Fact]
    public void PicturesOfAnyProportionsFit()
    {
        foreach ((int width, int height) in new[] { (1, 1), (1, 900), (900, 1), (2, 3), (700, 500) })
        {
            Image image = new([.. Enumerable.Repeat((byte)77, width * height)], new TensorShape(height, width, 1));
            foreach (ImageFit fit in Enum.GetValues<ImageFit>())
            {
                foreach (ResizeFilter filter in Enum.GetValues<ResizeFilter>())
                {
                    Image resized = image.Resize(new TensorShape(9, 14, 3), new ImageOptions { Fit = fit, Filter = filter, Border = new Rgb(77, 77, 77) });
                    Assert.All(resized.Pixels, pixel => Assert.Equal(77, pixel));
                }
            }
        }
    }

    private static void Check(string expected, TensorShape shape, ImageOptions options)
    {
        Image picture = new(ImageFile.Read(TestPictures.PathOf("rgb.png"), shape, options), shape);
        (int largest, double mean) = TestPictures.Difference(TestPictures.Read(expected), picture);
        Assert.True(largest == 0, FormattableString.Invariant($"{expected}: largest difference {largest}, mean {mean:0.000}"));
    }
}
