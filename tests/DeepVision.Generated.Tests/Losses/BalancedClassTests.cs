namespace DeepVision.Generated.Tests.Losses;

/// <summary>Class weights by how often classes occur: samples / (classes · samples of the class).</summary>
public class BalancedClassTests
{
    /// <summary>Ten, four and six of twenty samples: 20 / (3 · 10), 20 / (3 · 4), 20 / (3 · 6).</summary>
    [Fact]
    public void TheyAreThoseOfTheTrainingData()
    {
        TensorDataset data = Data();
        TrainingOptions options = new() { Epochs = 3, BatchSize = 7, Optimizer = new SGD(0.2f) };
        using var balanced = new BalancedNet(2);
        using var byHand = new BalancedByHand(2);

        TrainingHistory actual = balanced.Train(data, options), expected = byHand.Train(data, options);

        Assert.Equal(expected.Epochs.Select(epoch => epoch.Loss), actual.Epochs.Select(epoch => epoch.Loss));
        Assert.Equal(byHand.Parameters.Values.ToArray(), balanced.Parameters.Values.ToArray());
    }

    [Fact]
    public void EachTrainingMakesThemAnew()
    {
        TensorDataset data = Data();
        using var balanced = new BalancedNet(2);
        using var byHand = new BalancedByHand(2);
        balanced.Train(data.Take(9), new TrainingOptions { Epochs = 1, Optimizer = new SGD(1e-30f) });
        TrainingOptions options = new() { Epochs = 1, BatchSize = 7, Optimizer = new SGD(0.2f) };
        balanced.Train(data, options);
        byHand.Train(data, options);
        Assert.Equal(byHand.Parameters.Values.ToArray(), balanced.Parameters.Values.ToArray());
    }

    [Fact]
    public void BeforeATrainingAllClassesCountAlike()
    {
        using var balanced = new BalancedNet(2);
        using var plain = new LabelNet(2);
        Batch batch = plain.CreateBatch(20), other = balanced.CreateBatch(20);
        batch.Fill(Data(), [.. Enumerable.Range(0, 20)]);
        other.Fill(Data(), [.. Enumerable.Range(0, 20)]);
        Assert.Equal(plain.ComputeGradients(batch).Loss, balanced.ComputeGradients(other).Loss);
    }

    /// <summary>Three pixels of class 0, four of class 1, one that is ignored; class 2 occurs nowhere, and 7 / (2 · count) is left.</summary>
    [Fact]
    public void PixelsCountWithoutThoseThatAreIgnored()
    {
        byte[] labels = [0, 0, 1, 1, 1, 255, 1, 0];
        SegmentationDataset data = new([.. Enumerable.Range(0, 8).Select(i => i / 8f)], new TensorShape(2, 2, 1), labels, 3, 255, null);
        TrainingOptions options = new() { Epochs = 2, BatchSize = 1, Optimizer = new SGD(0.2f) };
        using var balanced = new BalancedPixels(2);
        using var byHand = new BalancedPixelsByHand(2);
        balanced.Train(data, options);
        byHand.Train(data, options);
        Assert.Equal(byHand.Parameters.Values.ToArray(), balanced.Parameters.Values.ToArray());
    }

    private static TensorDataset Data()
    {
        Random random = new(4);
        int[] labels = [.. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 4), .. Enumerable.Repeat(2, 6)];
        random.Shuffle(labels);
        return new TensorDataset([.. Enumerable.Range(0, 80).Select(_ => random.NextSingle())], new TensorShape(4), labels);
    }
}
