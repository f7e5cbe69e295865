namespace DeepVision.Generated.Tests.Data;

/// <summary>Views of all three kinds of data sets: pixels, floats, and one of the user's own.</summary>
public class SelectionTests
{
    public static TheoryData<string> Kinds => ["images", "tensors", "own"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TakeSkipAndRangesPickTheSamplesTheyName(string kind)
    {
        Dataset data = Make(kind, 10);
        Assert.Equal([0, 1, 2], Numbers(data.Take(3)));
        Assert.Equal(Enumerable.Range(0, 10), Numbers(data.Take(100)));
        Assert.Equal([7, 8, 9], Numbers(data.Skip(7)));
        Assert.Empty(Numbers(data.Skip(100)));
        Assert.Equal([2, 3], Numbers(data.Take(2..4)));
        Assert.Equal([8, 9], Numbers(data.Take(^2..)));
        Assert.Empty(Numbers(data.Take(10..)));
        Assert.Equal([9, 0, 9], Numbers(data.Subset([9, 0, 9])));
        Assert.Equal([3, 4], Numbers(data.Skip(2).Take(1..3)));
        Assert.Equal((3, 1), (data.Take(3).ClassCount, data.Take(3).InputShape.Height));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Skip(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(5..11));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(6..5));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(^11..));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Subset([10]));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(2).Subset([2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(2).GetLabel(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(2).CopyInput(2, new float[3]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ShuffleIsAPermutationThatTheSeedFixes(string kind)
    {
        Dataset data = Make(kind, 50);
        int[] first = Numbers(data.Shuffle(1));
        Assert.Equal(first, Numbers(data.Shuffle(1)));
        Assert.NotEqual(first, Numbers(data.Shuffle(2)));
        Assert.NotEqual(Enumerable.Range(0, 50), first);
        Assert.Equal(Enumerable.Range(0, 50), first.Order());
        Assert.Equal(first.Take(5), Numbers(data.Shuffle(1).Take(5)));
    }

    [Fact]
    public void OrdersAreThoseOfEveryPlatform()
    {
        Assert.Equal([7, 3, 2, 9, 8, 1, 4, 5, 6, 0], Numbers(Make("images", 10).Shuffle(42)));
        Assert.Equal([7, 14, 15, 16, 18], Numbers(Make("images", 20).Split(0.25, seed: 42).First));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SplitPartsEachClassInTheSameProportion(string kind)
    {
        Dataset data = Make(kind, 100);
        (Dataset first, Dataset second) = data.Split(0.8f, seed: 3);
        Assert.Equal((80, 20), (first.Count, second.Count));
        Assert.Equal(Enumerable.Range(0, 100), Numbers(first).Concat(Numbers(second)).Order());
        Assert.Equal(Numbers(first).Order(), Numbers(first));

        // Classes have 34, 33 and 33 samples: 27.2, 26.4 and 26.4 of them come first.
        Assert.Equal([27, 27, 26], Enumerable.Range(0, 3).Select(label => Numbers(first).Count(number => number % 3 == label)));
        Assert.Equal(Numbers(first), Numbers(data.Split(0.8f, seed: 3).First));
        Assert.NotEqual(Numbers(first), Numbers(data.Split(0.8f, seed: 4).First));
    }

    [Fact]
    public void SplitsOfAllSizesAreExactAndWithinOneSampleOfTheirShare()
    {
        var random = new Random(8);
        for (int round = 0; round < 200; round++)
        {
            int count = random.Next(2, 200), classes = random.Next(1, 8);
            int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
            float fraction = random.Next(1, 100) / 100f;
            var data = new ImageDataset(new byte[count], new TensorShape(1, 1, 1), labels, classes);
            int expected = (int)Math.Round((decimal)fraction * count, MidpointRounding.AwayFromZero);
            if (expected == 0 || expected == count)
            {
                Assert.Throws<ArgumentOutOfRangeException>("fraction", () => data.Split(fraction, round));
                continue;
            }

            (ImageDataset first, ImageDataset second) = data.Split(fraction, round);
            Assert.Equal((expected, count - expected), (first.Count, second.Count));
            for (int label = 0; label < classes; label++)
            {
                int whole = labels.Count(other => other == label), part = Enumerable.Range(0, first.Count).Count(i => first.GetLabel(i) == label);
                Assert.True(Math.Abs(part - fraction * whole) < 1.0001, $"round {round}, class {label}: {part} of {whole} at {fraction}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(0.01)]
    public void AShareThatLeavesAPartEmptyIsRefused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>("fraction", () => Make("images", 10).Split(fraction));

    [Fact]
    public void DataWithTargetsIsPartedWhole()
    {
        var data = new TensorDataset([.. Enumerable.Range(0, 10).Select(i => (float)i)], new TensorShape(1), [.. Enumerable.Range(0, 10).Select(i => 10f * i)], 1);
        (TensorDataset first, TensorDataset second) = data.Split(0.7);
        Assert.Equal((7, 3), (first.Count, second.Count));
        float[] input = new float[1], target = new float[1];
        second.CopyInput(2, input);
        second.CopyTarget(2, target);
        Assert.Equal(10 * input[0], target[0]);
    }

    [Fact]
    public void ViewsShareThePixels()
    {
        byte[] pixels = new byte[1_000_000];
        var data = new ImageDataset(pixels, new TensorShape(100, 100, 1), new int[100]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageDataset view = data.Shuffle(1).Skip(10).Split(0.5).First.Take(5..20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        pixels.AsSpan().Fill(7);
        Assert.Equal(7, view[14][0]);
    }

    /// <summary>Samples whose first value is their number, with the labels 0, 1, 2, 0, 1, 2, …</summary>
    private static Dataset Make(string kind, int count) => kind switch
    {
        "images" => new ImageDataset([.. Enumerable.Range(0, count).Select(i => (byte)i)], new TensorShape(1, 1, 1), Labels(count)),
        "tensors" => new TensorDataset([.. Enumerable.Range(0, count).Select(i => i / 255f)], new TensorShape(1), Labels(count)),
        _ => new OwnDataset(count),
    };

    private static int[] Labels(int count) => [.. Enumerable.Range(0, count).Select(i => i % 3)];

    private static int[] Numbers(Dataset data)
    {
        float[] input = new float[1];
        return [.. Enumerable.Range(0, data.Count).Select(i =>
        {
            data.CopyInput(i, input);
            int number = (int)MathF.Round(input[0] * 255);
            Assert.Equal(number % 3, data.GetLabel(i));
            return number;
        })];
    }

    private sealed class OwnDataset(int count) : Dataset
    {
        public override int Count => count;

        public override TensorShape InputShape => new(1);

        public override int ClassCount => 3;

        public override void CopyInput(int index, Span<float> destination) => destination[0] = index / 255f;

        public override int GetLabel(int index) => index % 3;
    }
}
