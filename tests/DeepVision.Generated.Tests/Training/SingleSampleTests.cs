using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Training;

/// <summary>Batch normalisation over vectors can't learn from one sample.</summary>
public class SingleSampleTests
{
    [Theory]
    [InlineData(9, 4, "9 samples in batches of 4 leave a last batch of 1. Use another BatchSize, 3 for example, or leave one sample out.")]
    [InlineData(7, 3, "7 samples in batches of 3 leave a last batch of 1. Use another BatchSize, 4 for example, or leave one sample out.")]
    [InlineData(7, 2, "7 samples in batches of 2 leave a last batch of 1. Use another BatchSize, 4 for example, or leave one sample out.")]
    [InlineData(6, 1, "BatchSize is 1. Train on more samples, with a BatchSize of 2 or more.")]
    [InlineData(1, 64, "the data set is 1. Train on more samples, with a BatchSize of 2 or more.")]
    public void ABatchOfOneIsFoundBeforeTheFirstStep(int samples, int batchSize, string message)
    {
        using var net = new NormalisedVectors(1);
        float[] before = net.Parameters.Values.ToArray();
        var exception = Assert.Throws<ArgumentException>(() => net.Train(TrainedData.Labelled(samples, seed: 1), new TrainingOptions { BatchSize = batchSize }));
        Assert.StartsWith("BatchNorm (batchnorm_1) normalises each value of a vector over the samples of a batch, so training needs two or more, but " + message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.Parameters.Values.ToArray());
        Assert.Equal(StopReason.Completed, net.Train(TrainedData.Labelled(8, seed: 1), new TrainingOptions { BatchSize = 4, Epochs = 1 }).StoppedBy);
    }

    [Fact]
    public void AStepOfOneIsRefused()
    {
        using var net = new NormalisedVectors(1);
        Batch batch = net.CreateBatch(2);
        batch.Fill(TrainedData.Labelled(2, seed: 1), [0]);
        float[] before = net.Parameters.Values.ToArray();
        Assert.Contains("but the batch has 1. Give the batch two or more.", Assert.Throws<ArgumentException>(() => net.TrainStep(batch, new SGD())).Message, StringComparison.Ordinal);
        Assert.Contains("BatchNorm (batchnorm_1)", Assert.Throws<ArgumentException>(() => net.ComputeGradients(batch)).Message, StringComparison.Ordinal);
        Assert.Equal(before, net.Parameters.Values.ToArray());
    }

    [Fact]
    public void ImagesOfOnePixelAreVectors()
    {
        using var net = new NormalisedPixels(1);
        Assert.Contains("BatchNorm (batchnorm_1)", Assert.Throws<ArgumentException>(() => net.Train(TrainedData.Images(5, seed: 1, size: 3), new TrainingOptions { BatchSize = 2 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneImageOfSeveralPixelsIsEnough()
    {
        using var net = new NormalisedImages(1);
        TrainingHistory history = net.Train(TrainedData.Images(5, seed: 1, size: 4), new TrainingOptions { BatchSize = 2, Epochs = 1 });
        Assert.Equal(StopReason.Completed, history.StoppedBy);
    }

    [Fact]
    public void PredictionTakesOneSample()
    {
        using var net = new NormalisedVectors(1);
        Assert.True(float.IsFinite(net.Predict(new float[4]).Confidence));
        Assert.Equal(1, net.Evaluate(TrainedData.Labelled(1, seed: 1)).Count);
    }
}
