using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Losses;

/// <summary>Losses that need all values of a sample, in evaluations.</summary>
public class SampleLossTests
{
    [Fact]
    public void NetworksAreEvaluatedByTheLossThatTheyLearn()
    {
        Random random = new(1);
        TensorDataset vectors = new([.. Enumerable.Range(0, 24).Select(_ => random.NextSingle())], new TensorShape(4), [.. Enumerable.Range(0, 18).Select(_ => random.NextSingle())], 3);
        using var direction = new DirectionNet(1);
        Batch batch = direction.CreateBatch(6);
        batch.Fill(vectors, [0, 1, 2, 3, 4, 5]);
        Assert.Equal(direction.ComputeGradients(batch).Loss, direction.Evaluate(vectors).Loss, 1e-6);

        TensorDataset images = new([.. Enumerable.Range(0, 128).Select(_ => random.NextSingle())], new TensorShape(8, 8, 1), [.. Enumerable.Range(0, 128).Select(_ => (float)random.Next(2))], 64);
        using var regions = new DiceNet(1);
        Batch masks = regions.CreateBatch(2);
        masks.Fill(images, [0, 1]);
        Assert.Equal(regions.ComputeGradients(masks).Loss, regions.Evaluate(images).Loss, 1e-6);
    }

    /// <summary>p = ½ everywhere, of four targets two are 1: 1 − (2 · 1 + 1) / (2 + 2 + 1).</summary>
    [Fact]
    public void DiceOfAnswersThatAreUndecided() => Assert.Equal(0.4, SampleLosses.Dice(new float[4], [1, 0, 1, 0], 1, 1f), 12);

    /// <summary>p = ½ for both classes, labels 0, 0, 1 and one pixel that doesn't count: the mean of 1 − (2 · 1 + 1) / (1.5 + 2 + 1) and 1 − (2 · ½ + 1) / (1.5 + 1 + 1).</summary>
    [Fact]
    public void DiceOfClassesThatAreUndecided() =>
        Assert.Equal((1 - 3 / 4.5 + 1 - 2 / 3.5) / 2, SampleLosses.Dice(new float[8], [0, 0, 255, 1], 2, 1f, 255), 12);

    [Fact]
    public void TheCosineOfAVectorOfZerosIsZero()
    {
        Assert.Equal(1, SampleLosses.CosineSimilarity([0, 0], [1, 2], 2));
        Assert.Equal((0 + 2) / 2.0, SampleLosses.CosineSimilarity([1, 2, 1, 0], [2, 4, -3, 0], 2), 12);
    }
}
