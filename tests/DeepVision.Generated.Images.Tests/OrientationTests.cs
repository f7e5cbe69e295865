namespace DeepVision.Generated.Images.Tests;

public class OrientationTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void PicturesAreTurnedAsPilTurnsThem(int orientation)
    {
        Image expected = TestPictures.Read($"expected-orientation{orientation}.png"), read = TestPictures.Read($"orientation{orientation}.png");
        Assert.Equal(expected.Shape, read.Shape);
        Assert.Equal(expected.Pixels, read.Pixels);
    }

    [Theory]
    [InlineData("orientation6.jpg")]
    [InlineData("orientation6.png")]
    [InlineData("orientation6.webp")]
    public void EveryFormatThatNotesItIsTurned(string name)
    {
        Image read = TestPictures.Read(name);
        Assert.Equal(new TensorShape(37, 29, 3), read.Shape);
        Image stored = ImageFile.ReadWhole(TestPictures.PathOf(name), options: new ImageOptions { Upright = false });
        Assert.Equal(new TensorShape(29, 37, 3), stored.Shape);
        for (int y = 0; y < 29; y++)
        {
            for (int x = 0; x < 37; x++)
                Assert.Equal(stored.Pixels[(y * 37 + x) * 3], read.Pixels[(x * 29 + 28 - y) * 3]);
        }
    }
}
