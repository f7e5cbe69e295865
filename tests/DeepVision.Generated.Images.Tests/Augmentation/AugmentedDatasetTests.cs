namespace DeepVision.Generated.Images.Tests.Augmentations;

public class AugmentedDatasetTests
{
    /// <summary>A bit of everything, with draws of all kinds.</summary>
    private static readonly Augmentation Everything = Augment.RandomFlip().RandomCrop(12, pad: 2, fill: Fill.Reflect).RandomAffine(10, 0.1, 0.1, 0.1, 5, 5)
        .ColorJitter(0.3, 0.3, 0.3, 0.1).RandAugment().RandomGaussianBlur(3).RandomJpegQuality(40, 90).RandomErasing(value: null).GaussianNoise(0.05)
        .Mixup(0.4).CutMix().Standardize();

    [Fact]
    public void PicturesDependOnSeedEpochAndSampleAlone()
    {
        Dataset data = Pictures.Random(50, new TensorShape(12, 12, 3), 40), augmented = data.Augmented(Everything, 41);
        float[][] inOrder = [.. Enumerable.Range(0, 50).Select(i => Pictures.InputOf(augmented, i))];
        float[][] backwards = [.. Enumerable.Range(0, 50).Reverse().Select(i => Pictures.InputOf(data.Augmented(Everything, 41), i)).Reverse()];
        Assert.Equal(inOrder, backwards);

        float[][] together = new float[200][];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = Pictures.InputOf(augmented, i % 50));
        for (int i = 0; i < 200; i++)
            Assert.Equal(inOrder[i % 50], together[i]);

        Assert.NotEqual(inOrder[0], Pictures.InputOf(data.Augmented(Everything, 42), 0));
        Assert.NotEqual(inOrder[0], Pictures.InputOf(augmented.InEpoch(1), 0));
        Assert.NotEqual(inOrder[0], Pictures.InputOf(augmented, 1));
    }

    [Fact]
    public void AnEpochIsAnEpochWhateverCameBefore()
    {
        Dataset augmented = Pictures.Random(3, new TensorShape(12, 12, 3), 43).Augmented(Everything, 44);
        Assert.Equal(Pictures.InputOf(augmented.InEpoch(3), 2), Pictures.InputOf(augmented.InEpoch(7).InEpoch(3), 2));
        Assert.Equal(Pictures.InputOf(augmented, 2), Pictures.InputOf(augmented.InEpoch(5).InEpoch(0), 2));
        Assert.Equal(Pictures.TargetOf(augmented.InEpoch(3), 2), Pictures.TargetOf(augmented.InEpoch(7).InEpoch(3), 2));
        Assert.Same(augmented, augmented.InEpoch(0));
        Assert.Throws<ArgumentOutOfRangeException>("epoch", () => augmented.InEpoch(-1));
    }

    [Fact]
    public void OnePictureIsChangedAsThatOfTheDataSet()
    {
        ImageDataset data = Pictures.Random(4, new TensorShape(9, 8, 3), 45);
        Augmentation augmentation = Augment.RandomFlip().RandomRotation(20).GaussianNoise(0.1);
        float[] alone = new float[216];
        augmentation.Apply(Pictures.InputOf(data, 2), data.InputShape, alone, seed: 46, epoch: 5, sample: 2);
        Assert.Equal(Pictures.InputOf(data.Augmented(augmentation, 46).InEpoch(5), 2), alone);
    }

    [Fact]
    public void ViewsAndExtensionsPassTheEpochOn()
    {
        ImageDataset data = Pictures.Random(9, new TensorShape(6, 6, 1), 47);
        Dataset augmented = data.Augmented(Augment.GaussianNoise(0.2), 48), later = augmented.InEpoch(2);
        float[] sixth = Pictures.InputOf(later, 6);
        Assert.NotEqual(sixth, Pictures.InputOf(augmented, 6));

        Assert.Equal(sixth, Pictures.InputOf(augmented.Skip(4).Take(3).InEpoch(2), 2));
        Assert.Equal(sixth, Pictures.InputOf(augmented.Subset([6]).InEpoch(2), 0));
        (Dataset first, Dataset second) = augmented.Split(0.5, 1);
        (Dataset laterFirst, Dataset laterSecond) = later.Split(0.5, 1);
        Assert.Equal(Pictures.InputOf(laterFirst, 0), Pictures.InputOf(first.InEpoch(2), 0));
        Assert.Equal(Pictures.InputOf(laterSecond, 0), Pictures.InputOf(second.InEpoch(2), 0));
        Dataset extended = augmented.WithInput("place", new TensorShape(1), [0, 1, 2, 3, 4, 5, 6, 7, 8]).WithLabels("other", new int[9], 1).WithTargets("size", new float[9]).InEpoch(2);
        Assert.Equal(sixth, Pictures.InputOf(extended, 6));
        float[] place = new float[1], further = new float[36];
        extended.CopyInput("place", 6, place);
        Assert.Equal(6, place[0]);
        Assert.Equal(["other", "size"], extended.NamedAnswers.Select(answers => answers.Name));

        // The changing pictures may be the further input.
        data.WithInput("second", augmented).InEpoch(2).CopyInput("second", 6, further);
        Assert.Equal(sixth, further);
        Dataset twice = augmented.Augmented(Augment.RandomChannelShift(0), 1).InEpoch(2);
        Assert.Equal(sixth, Pictures.InputOf(twice, 6), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Same(data, data.InEpoch(4));
    }

    [Fact]
    public void LabelsTargetsAndWhatHasANameStay()
    {
        Dataset data = Pictures.Random(6, new TensorShape(4, 4, 1), 49).WithInput("place", new TensorShape(1), [0, 1, 2, 3, 4, 5]).WithLabels("other", [0, 1, 0, 1, 0, 1]);
        Dataset augmented = data.Augmented(Augment.RandomFlip());
        Assert.Equal((6, 3, 0), (augmented.Count, augmented.ClassCount, augmented.TargetLength));
        float[] place = new float[1];
        augmented.CopyInput("place", 5, place);
        Assert.Equal((2, 1, 5f), (augmented.GetLabel(5), augmented.GetLabel("other", 5), place[0]));
        var regression = new TensorDataset([1, 2], new TensorShape(1, 1, 1), [3f, 4f], 1);
        Assert.Equal(4, Pictures.TargetOf(regression.Augmented(Augment.RandomFlip()), 1)[0]);
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        Dataset augmented = Pictures.Random(8, new TensorShape(12, 12, 3), 50).Augmented(Everything, 51);
        float[] input = new float[augmented.InputShape.Length], target = new float[3];
        Read(400);

        // A garbage collection empties the array pool, whose arrays then come anew: what isn't the pool's allocates in every round.
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => Read(400)));

        long Read(int count)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < count; i++)
            {
                augmented.CopyInput(i % 8, input);
                augmented.CopyTarget(i % 8, target);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void AStepOfOnesOwnDrawsAsTheOthersDo()
    {
        Augmentation augmentation = Augment.RandomFlip(0).Then(new Darken()).Then(Augment.CenterCrop(2));
        Picture picture = Picture.Make(4, 4, 1, (_, _, _) => 1);
        double first = picture.After(augmentation, sample: 1)[0, 0, 0], second = picture.After(augmentation, sample: 2)[0, 0, 0];
        Assert.NotEqual(first, second);
        Assert.Equal(first, picture.After(augmentation, sample: 1)[1, 1, 0]);
        Assert.InRange(first, 0, 1);
    }

    [Fact]
    public void TheBitsAreTheSameEverywhere()
    {
        Dataset augmented = Pictures.Random(20, new TensorShape(12, 12, 3), 52).Augmented(Everything, 53);
        ulong hash = 14695981039346656037;
        for (int i = 0; i < 20; i++)
        {
            foreach (float value in Pictures.InputOf(augmented.InEpoch(i), i))
                hash = unchecked((hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211);
        }

        Assert.Equal("996c7a5a623fefc4", hash.ToString("x16"));
    }

    private sealed class Darken : PictureOperation
    {
        public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
        {
            float factor = (float)draws.NextDouble();
            foreach (ref float value in picture.Values)
                value *= factor;
        }
    }
}
