namespace DeepVision.Generated.Tests.Data;

public class ImageDatasetTests
{
    private static readonly TensorShape TwoByThree = new(2, 3, 1);

    [Fact]
    public void EachByteIsScaledToExactlyAByteDividedBy255()
    {
        // A prime length behind the 256 values, so that the vector loop leaves a rest.
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(i => (byte)i), 1, 2, 3, 254, 255];
        var images = new ImageDataset(pixels, new TensorShape(1, pixels.Length, 1), [0]);
        float[] input = new float[pixels.Length + 1];
        input[^1] = -7;

        images.CopyInput(0, input);

        for (int i = 0; i < pixels.Length; i++)
            Assert.Equal(pixels[i] / 255f, input[i]);
        Assert.Equal(-7, input[^1]);
    }

    [Fact]
    public void ReadsTheSampleThatWasAskedFor()
    {
        var images = new ImageDataset([.. Enumerable.Range(0, 18).Select(i => (byte)i)], TwoByThree, [2, 0, 1]);

        Assert.Equal(3, images.Count);
        Assert.Equal(3, images.ClassCount);
        Assert.Equal([6, 7, 8, 9, 10, 11], images[1].ToArray());
        Assert.Equal(1, images.GetLabel(2));
        float[] input = new float[6];
        images.CopyInput(2, input);
        Assert.Equal(12 / 255f, input[0]);
    }

    [Fact]
    public void TakeAndSkipPartADataSetAndKeepItsClasses()
    {
        var images = new ImageDataset([.. Enumerable.Range(0, 18).Select(i => (byte)i)], TwoByThree, [2, 0, 1]);

        ImageDataset first = images.Take(2), last = images.Skip(2);

        Assert.Equal((2, 1), (first.Count, last.Count));
        Assert.Equal((3, 3), (first.ClassCount, last.ClassCount));
        Assert.Equal(12, last[0][0]);
        Assert.Equal(1, last.GetLabel(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => first.GetLabel(2));
        Assert.Equal(3, images.Take(100).Count);
        Assert.Equal(0, images.Take(0).Count);
        Assert.Equal(0, images.Skip(100).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Take(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Skip(-1));
    }

    [Fact]
    public void PixelsThatMakeNoWholeNumberOfImagesAreRefusedWithTheNumbers()
    {
        var e = Assert.Throws<ArgumentException>(() => new ImageDataset(new byte[13], TwoByThree, [0, 0]));
        Assert.Contains("13", e.Message, StringComparison.Ordinal);
        Assert.Contains("6", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherNumberOfLabelsThanImagesIsRefused() =>
        Assert.Throws<ArgumentException>("labels", () => new ImageDataset(new byte[12], TwoByThree, [0, 1, 2]));

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void ALabelOutsideTheClassesIsRefusedWithItsPlace(int label)
    {
        var e = Assert.Throws<ArgumentException>("labels", () => new ImageDataset(new byte[12], TwoByThree, [9, label], classCount: 10));
        Assert.Contains(FormattableString.Invariant($"Label 1 is {label}"), e.Message, StringComparison.Ordinal);
        Assert.Contains("0 to 9", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClassNamesGiveTheNumberOfClasses()
    {
        var images = new ImageDataset(new byte[6], TwoByThree, [0], classNames: ["cat", "dog"]);
        Assert.Equal(2, images.ClassCount);
        Assert.Equal("dog", images.ClassNames![1]);
        Assert.Throws<ArgumentException>("classNames", () => new ImageDataset(new byte[6], TwoByThree, [0], classCount: 3, classNames: ["cat", "dog"]));
    }

    [Fact]
    public void AShapeThatIsNoImageIsRefused() =>
        Assert.Throws<ArgumentException>("shape", () => new ImageDataset(new byte[6], new TensorShape(6), [0]));

    [Fact]
    public void IndexAndDestinationAreChecked()
    {
        var images = new ImageDataset(new byte[6], TwoByThree, [0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => images.CopyInput(1, new float[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => images.CopyInput(-1, new float[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => images[1].Length);
        Assert.Throws<ArgumentException>("destination", () => images.CopyInput(0, new float[5]));
        Assert.Throws<NotSupportedException>(() => images.CopyTarget(0, new float[1]));
    }

    [Fact]
    public void ImagesComeFromAnythingThatGivesThemOneAtATime()
    {
        static IEnumerable<(byte[] Pixels, int Label)> Images()
        {
            byte[] reused = new byte[2];
            for (int i = 0; i < 3; i++)
            {
                reused[0] = (byte)(10 * i);
                yield return (reused, i % 2);
            }
        }

        ImageDataset images = ImageDataset.Create(Images(), new TensorShape(1, 2, 1), classNames: ["even", "odd"]);
        Assert.Equal((3, 2, 1), (images.Count, images.ClassCount, images.GetLabel(1)));
        Assert.Equal([0, 10, 20], Enumerable.Range(0, 3).Select(i => images[i][0]));
        Assert.Contains("Image 1 has 3 bytes, but one of 1×2×1 has 2.", Assert.Throws<ArgumentException>(() => ImageDataset.Create([(new byte[2], 0), (new byte[3], 0)], new TensorShape(1, 2, 1))).Message, StringComparison.Ordinal);
    }
}
