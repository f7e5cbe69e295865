namespace DeepVision.Generated.Images.Tests.Augmentations;

public class MixingTests
{
    // The picture of each class has one value, so a mixed one tells what it is made of.
    private static readonly float[] Levels = [26 / 255f, 102 / 255f, 230 / 255f];

    [Fact]
    public void MixupMixesPicturesAndLabelsAlike()
    {
        Dataset mixed = Flat(new TensorShape(4, 6, 2)).Augmented(Augment.Mixup(0.4), 5);
        Assert.Equal((3, 0), (mixed.TargetLength, mixed.ClassCount));
        int whole = 0;
        for (int i = 0; i < mixed.Count; i++)
        {
            float[] target = Pictures.TargetOf(mixed, i);
            Assert.Equal(1, target.Sum(), 1e-6);
            Assert.All(target, share => Assert.InRange(share, 0, 1));
            double expected = target.Zip(Levels, (share, level) => (double)share * level).Sum();
            Assert.All(Pictures.InputOf(mixed, i), value => Assert.Equal(expected, value, 1e-5));
            whole += target.Max() > 0.99 ? 1 : 0;
        }

        Assert.InRange(whole, mixed.Count / 3, mixed.Count * 9 / 10);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(3)]
    public void SharesAreOfTheBetaDistribution(double alpha)
    {
        double[] shares = new double[20000];
        for (int i = 0; i < shares.Length; i++)
            shares[i] = new RandomDraws(3, 0, i, 0).NextBeta(alpha);
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.Equal(0.5, shares.Average(), 0.015);
        Assert.Equal(1 / (4 * (2 * alpha + 1)), shares.Average(share => (share - 0.5) * (share - 0.5)), 0.004);
    }

    [Fact]
    public void CutMixTakesARectangleAndItsShareOfTheLabel()
    {
        Dataset mixed = Flat(new TensorShape(10, 12, 1)).Augmented(Augment.CutMix(), 6);
        int cut = 0;
        double cutArea = 0;
        for (int i = 0; i < mixed.Count; i++)
        {
            float[] picture = Pictures.InputOf(mixed, i), target = Pictures.TargetOf(mixed, i);
            for (int label = 0; label < 3; label++)
                Assert.Equal(picture.Count(value => value == Levels[label]) / 120.0, target[label], 1e-6);

            int[] foreign = [.. Enumerable.Range(0, 120).Where(place => picture[place] != Levels[i % 3])];
            if (foreign.Length == 0)
                continue;
            cut++;
            cutArea += foreign.Length / 120.0;
            int top = foreign.Min(place => place / 12), bottom = foreign.Max(place => place / 12), left = foreign.Min(place => place % 12), right = foreign.Max(place => place % 12);
            Assert.Equal((bottom - top + 1) * (right - left + 1), foreign.Length);
        }

        // A third of the partners is of the same class.
        Assert.InRange(cut, mixed.Count / 2, mixed.Count * 3 / 4);
        Assert.InRange(cutArea / cut, 0.25, 0.5);
    }

    [Fact]
    public void ThePartnerHasGoneThroughTheStepsInFront()
    {
        // The steps in front make all pictures equal, so mixing changes nothing of them.
        Dataset mixed = Flat(new TensorShape(2, 2, 1)).Augmented(Augment.RandomBrightness((-1, -1)).Mixup(1).RandomChannelShift((0, 0)), 7);
        for (int i = 0; i < mixed.Count; i++)
            Assert.All(Pictures.InputOf(mixed, i), value => Assert.Equal(0, value));
        Assert.Contains(Enumerable.Range(0, mixed.Count), i => Pictures.TargetOf(mixed, i).Max() < 0.9);
    }

    [Fact]
    public void TwoMixturesFollowEachOther()
    {
        Dataset mixed = Flat(new TensorShape(8, 8, 1)).Augmented(Augment.Mixup(1).CutMix(1), 8);
        for (int i = 0; i < mixed.Count; i++)
        {
            float[] target = Pictures.TargetOf(mixed, i);
            double expected = target.Zip(Levels, (share, level) => (double)share * level).Sum();
            Assert.Equal(expected, Pictures.InputOf(mixed, i).Average(value => (double)value), 1e-5);
        }
    }

    [Fact]
    public void WithoutProbabilityEverythingStays()
    {
        Dataset data = Flat(new TensorShape(2, 2, 1)), mixed = data.Augmented(Augment.Mixup(1, probability: 0).CutMix(1, probability: 0));
        for (int i = 0; i < data.Count; i++)
        {
            Assert.Equal(Pictures.InputOf(data, i), Pictures.InputOf(mixed, i));
            Assert.Equal(1, Pictures.TargetOf(mixed, i)[i % 3]);
        }
    }

    [Fact]
    public void TargetsAreMixedAsTheyAre()
    {
        var data = new TensorDataset([1, 2, 3, 4], new TensorShape(1, 1, 1), [10f, 20f, 30f, 40f], 1);
        Dataset mixed = data.Augmented(Augment.Mixup(1), 9);
        for (int i = 0; i < 4; i++)
            Assert.Equal(10 * Pictures.InputOf(mixed, i)[0], Pictures.TargetOf(mixed, i)[0], 1e-4);
    }

    [Fact]
    public void WhatCannotBeMixedIsRefused()
    {
        Dataset flat = Flat(new TensorShape(2, 2, 1));
        Assert.Contains("label maps", Assert.Throws<ArgumentException>(() => LabelMapTests.Data(2, 4, 4).Augmented(Augment.Mixup())).Message);
        Assert.Contains("have names", Assert.Throws<ArgumentException>(() => flat.WithLabels("Second", new int[flat.Count], 1).Augmented(Augment.CutMix())).Message);
        Assert.Contains("data set", Assert.Throws<InvalidOperationException>(() => Picture.Random(2, 2, 1, 1).After(Augment.Mixup())).Message);
        Assert.Contains(nameof(Dataset.CopyTarget), Assert.Throws<NotSupportedException>(() => flat.Augmented(Augment.Mixup()).GetLabel(0)).Message);
    }

    private static ImageDataset Flat(TensorShape shape, int count = 300)
    {
        byte[] pixels = [.. Enumerable.Range(0, count * shape.Length).Select(i => (byte)(255 * Levels[i / shape.Length % 3] + 0.5f))];
        return new ImageDataset(pixels, shape, [.. Enumerable.Range(0, count).Select(i => i % 3)], 3);
    }
}
