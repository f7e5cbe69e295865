namespace DeepVision.Generated.Images.Tests.Augmentations;

public class LabelMapTests
{
    public static TheoryData<string> Moves => [.. Augmentations.Keys];

    private static readonly Dictionary<string, Augmentation> Augmentations = new()
    {
        ["flips"] = Augment.RandomFlip().RandomVerticalFlip(),
        ["crop"] = Augment.RandomCrop(7, 5, pad: 3, Fill.Constant(1, label: 255)),
        ["mirrored crop"] = Augment.RandomCrop(7, 5, pad: 3, Fill.Reflect),
        ["centre"] = Augment.CenterCrop(5),
        ["resized"] = Augment.Resize(13, 6, Interpolation.Nearest),
        ["resized crop"] = Augment.RandomResizedCrop(8, interpolation: Interpolation.Nearest),
        ["rotation"] = Augment.RandomRotation(180, Interpolation.Nearest, Fill.Constant(1, label: 255)),
        ["affine"] = Augment.RandomAffine(20, 0.2, 0.2, 0.3, 10, 10, Interpolation.Nearest, Fill.Nearest),
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void LabelsMoveWithTheirPixels(string name)
    {
        // A pixel's value is its label, so both must agree wherever they go.
        Dataset data = Data(6, 9, 8), augmented = data.Augmented(Augmentations[name], 11);
        Assert.Equal(new TensorShape(augmented.InputShape.Height, augmented.InputShape.Width, 1), augmented.LabelMapShape);
        int moved = 0;
        for (int i = 0; i < 6; i++)
        {
            float[] picture = Pictures.InputOf(augmented, i);
            int[] labels = Pictures.LabelsOf(augmented, i);
            for (int place = 0; place < labels.Length; place++)
                Assert.Equal(labels[place], (int)MathF.Round(255 * picture[place * 2]));
            moved += labels.AsSpan().SequenceEqual(Pictures.LabelsOf(data, i)) ? 0 : 1;
        }

        Assert.True(moved > 0);
    }

    [Fact]
    public void RandAugmentMovesLabelsToo()
    {
        // Two pictures in one: the network sees the left channel, the other two tell where a pixel comes from.
        byte[] labels = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
        byte[] pixels = [.. labels.SelectMany(label => (byte[])[label, label, label])];
        Dataset data = new SegmentationDataset(pixels, new TensorShape(10, 10, 3), labels, 100);
        int moved = 0;
        for (int epoch = 0; epoch < 400; epoch++)
        {
            Dataset augmented = data.Augmented(Augment.RandAugment(1, 15, fill: Fill.Nearest), 12).InEpoch(epoch);
            float[] picture = Pictures.InputOf(augmented, 0);
            int[] found = Pictures.LabelsOf(augmented, 0);
            bool isMoved = !found.AsSpan().SequenceEqual([.. labels.Select(label => (int)label)]);
            moved += isMoved ? 1 : 0;
            for (int place = 0; place < 100 && isMoved; place++)
                Assert.Equal(found[place], (int)MathF.Round(255 * picture[place * 3]));
        }

        // Five of fourteen move.
        Assert.InRange(moved, 100, 190);
    }

    [Fact]
    public void LabelsOfColoursStay()
    {
        Dataset data = Data(3, 6, 6), augmented = data.Augmented(Augment.GaussianNoise(0.3).RandomChannelShift(0.2).RandomErasing(1));
        for (int i = 0; i < 3; i++)
            Assert.Equal(Pictures.LabelsOf(data, i), Pictures.LabelsOf(augmented, i));
    }

    [Fact]
    public void WhatWouldLoseItsLabelsIsRefused()
    {
        Dataset data = Data(2, 4, 4);
        Assert.Contains(nameof(Turn), Assert.Throws<ArgumentException>(() => data.Augmented(Augmentation.None.Then(new Turn()))).Message);
        Assert.Contains("every pixel", Assert.Throws<ArgumentException>(() => data.Augmented(Augment.Whiten(Whitening.FitPca(data)))).Message);
        Dataset smaller = new SegmentationDataset(new byte[32], new TensorShape(4, 4, 1), new byte[8], 2, mapShape: new TensorShape(2, 2, 1));
        Assert.Contains("2×2", Assert.Throws<ArgumentException>(() => smaller.Augmented(Augment.RandomFlip())).Message);
        Assert.Equal(new TensorShape(2, 2, 1), smaller.Augmented(Augment.RandomBrightness(0.2)).LabelMapShape);
    }

    /// <summary>Pictures of two channels whose values are the labels, in 255ths.</summary>
    internal static SegmentationDataset Data(int count, int height, int width)
    {
        byte[] labels = new byte[count * height * width];
        new Random(13).NextBytes(labels);
        for (int i = 0; i < labels.Length; i++)
            labels[i] %= 200;
        byte[] pixels = [.. labels.SelectMany(label => (byte[])[label, label])];
        return new SegmentationDataset(pixels, new TensorShape(height, width, 2), labels, 200);
    }

    private sealed class Turn : PictureOperation
    {
        public override bool MovesPixels => true;

        public override void Apply(ref Pixels<float> picture, ref RandomDraws draws) => picture.Values.Reverse();
    }
}
