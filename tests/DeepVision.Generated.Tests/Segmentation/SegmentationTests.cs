using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Segmentation;

/// <summary>Networks that label every pixel: what they learn from, what they say, and how they are measured.</summary>
public class SegmentationTests
{
    private static readonly float s_ln3 = MathF.Log(3);

    /// <summary>Softmax of (0, ln 3) is (¼, ¾).</summary>
    private static readonly float[] s_scores = [0, s_ln3, s_ln3, 0, 5, -5];

    /// <summary>PyTorch's CrossEntropyLoss(ignore_index=255): −ln ¾ and −ln ¼ of two pixels, by the number of these two.</summary>
    [Fact]
    public void TheLossIsTheMeanOverThePixelsThatCount()
    {
        using GivenScores net = WithIdentity(new GivenScores(), "conv2d_1");
        Batch batch = BatchOf(net, s_scores, [1, 1, 255]);

        StepResult result = net.ComputeGradients(batch);

        Assert.Equal(0.5 * Math.Log(16.0 / 3), result.Loss, 5e-7);
        Assert.Equal((1, 2, 2f, 1), (result.Correct, result.LabelCount, result.Weight, result.Count));
        // By the weight (f, c): Σ gradient[f] · score[c]; gradients (¼, −¼) / 2 and (¾, −¾) / 2.
        double ofFirst = 0.75 / 2 * s_ln3, ofSecond = 0.25 / 2 * s_ln3;
        float[] expected = [(float)ofFirst, (float)ofSecond, (float)-ofFirst, (float)-ofSecond];
        Assert.All(net.GetGradient("conv2d_1.weight").Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    /// <summary>PyTorch's CrossEntropyLoss(weight=[1, 3]): (3 · −ln ¾ + 1 · −ln ¾ + 3 · −ln ¼) / 7.</summary>
    [Fact]
    public void ClassWeightsWeighPixels()
    {
        using WeightedScores net = WithIdentity(new WeightedScores(), "conv2d_1");
        Batch batch = BatchOf(net, [0, s_ln3, s_ln3, 0, s_ln3, 0], [1, 0, 1]);

        StepResult result = net.ComputeGradients(batch);

        Assert.Equal((4 * Math.Log(4.0 / 3) + 3 * Math.Log(4)) / 7, result.Loss, 5e-7);
        Assert.Equal((2, 3, 7f), (result.Correct, result.LabelCount, result.Weight));
    }

    /// <summary>An image of which less is ignored counts for more: the mean is that over the pixels of the batch.</summary>
    [Fact]
    public void PixelsOfABatchCountAlikeWhateverTheirImage()
    {
        using GivenScores net = WithIdentity(new GivenScores(), "conv2d_1");
        Batch both = BatchOf(net, [.. s_scores, .. s_scores], [1, 1, 255, 255, 1, 255]);

        Assert.Equal((Math.Log(4.0 / 3) + 2 * Math.Log(4)) / 3, net.ComputeGradients(both).Loss, 5e-7);
    }

    [Fact]
    public void ABatchThatIgnoresEveryPixelTeachesNothing()
    {
        using GivenScores net = WithIdentity(new GivenScores(), "conv2d_1");
        float[] before = net.Parameters.Values.ToArray();

        StepResult result = net.TrainStep(BatchOf(net, s_scores, [255, 255, 255]), new SGD(1f));

        Assert.Equal((0f, 0, 0, 0f), (result.Loss, result.Correct, result.LabelCount, result.Weight));
        Assert.Equal(before, net.Parameters.Values.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(254)]
    public void ALabelThatIsNoClassIsFoundByItsPixel(int label)
    {
        using GivenScores net = WithIdentity(new GivenScores(), "conv2d_1");
        Batch batch = BatchOf(net, [.. s_scores, .. s_scores], [0, 1, 255, 0, label, 1]);

        ArgumentException exception = Assert.Throws<ArgumentException>(() => net.TrainStep(batch, new SGD(1f)));

        Assert.StartsWith($"The pixel at row 0, column 1 of sample 1 of the batch has the label {label}, but GivenScores has 2 classes, numbered 0 to 1, and 255 is the label of pixels that don't count.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereNothingIsIgnoredTheMessageSaysHow()
    {
        using WeightedScores net = WithIdentity(new WeightedScores(), "conv2d_1");

        ArgumentException exception = Assert.Throws<ArgumentException>(() => net.ComputeGradients(BatchOf(net, s_scores, [0, 1, 255])));

        Assert.Contains("column 2 of sample 0 of the batch has the label 255, but WeightedScores has 2 classes, numbered 0 to 1. If such pixels don't count, say so by an ignored label.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PredictGivesLabelsAndProbabilities()
    {
        using GivenScores net = WithIdentity(new GivenScores(), "conv2d_1");

        LabelMap map = net.Predict(s_scores);
        Assert.Equal((1, 3), (map.Height, map.Width));
        Assert.Equal([1, 0, 0], map.Labels);
        Assert.Equal(1, map[0, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => map[0, 3]);
        Assert.Equal("1×3 pixels: 0 (66.67 %), 1 (33.33 %)", map.ToString());

        float[] probabilities = new float[6];
        net.Predict(s_scores, probabilities);
        Assert.All(probabilities[..4].Zip([0.25f, 0.75f, 0.75f, 0.25f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));

        int[] labels = new int[6];
        net.Predict([.. s_scores, .. s_scores], labels);
        Assert.Equal([1, 0, 0, 1, 0, 0], labels);
        Assert.Equal([1, 0, 0], net.Predict(new byte[] { 0, 9, 9, 0, 5, 5 }).Labels);
        Assert.Throws<ArgumentException>(() => net.Predict(s_scores, new int[2]));
        Assert.Throws<ArgumentException>(() => net.Predict(new float[5]));
    }

    /// <summary>Pixels (class, found): (0, 0), (0, 1), (1, 1) and one that is ignored.</summary>
    [Fact]
    public void EvaluateCountsPixels()
    {
        using GivenScores net = WithIdentity(new GivenScores(), "conv2d_1");
        var data = new SegmentationDataset([s_ln3, 0, 0, s_ln3, 0, 0, 0, 0, 0, s_ln3, 0, 0], new TensorShape(1, 3, 2), [0, 0, 255, 255, 1, 255], classCount: 2, ignoredLabel: 255, mapShape: null);

        SegmentationResult result = net.Evaluate(data, batchSize: 1);

        Assert.Equal((2L, 3L), (result.Count, result.PixelCount));
        Assert.Equal(2.0 / 3, result.Accuracy, 12);
        Assert.Equal((0.5, 0.5, 0.5), (result.IoU(0), result.IoU(1), result.MeanIoU));
        Assert.Equal((2 * Math.Log(4.0 / 3) + Math.Log(4)) / 3, result.Loss, 1e-6);
        Assert.Equal(1, result.ConfusionMatrix[0, 1]);
    }

    [Fact]
    public void AClassThatOccursNowhereDoesNotCount()
    {
        SegmentationResult result = new(1, 0, new ConfusionMatrix([[3, 0, 1], [0, 0, 0], [0, 0, 4]]));

        Assert.Equal((0.75, 0.8), (result.IoU(0), result.IoU(2)));
        Assert.True(double.IsNaN(result.IoU(1)));
        Assert.Equal((0.75 + 0.8) / 2, result.MeanIoU, 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => result.IoU(3));
    }

    [Fact]
    public void ASmallNetworkFindsShapes()
    {
        const int Seed = 4;
        SegmentationDataset data = ShapeImages.Draw(256, seed: 1), test = ShapeImages.Draw(64, seed: 2);
        using ShapeNet net = new(Seed);

        TrainingHistory history = net.Train(data, new TrainingOptions { Epochs = 20, BatchSize = 16, Optimizer = new Adam(4e-3f), Validation = test });

        SegmentationResult result = net.Evaluate(test);
        Assert.True(result.MeanIoU >= 0.8, $"Mean IoU {result.MeanIoU} behind 20 epochs, seed {Seed}:\n{result}");
        Assert.Equal(result.Accuracy, history.Epochs[^1].ValidationAccuracy);
        Assert.InRange(history.Epochs[^1].Accuracy!.Value, 0.9, 1);
    }

    private static TNetwork WithIdentity<TNetwork>(TNetwork net, string layer)
        where TNetwork : Network
    {
        net.GetLayer(layer)["weight"] = [1, 0, 0, 1];
        return net;
    }

    private static Batch BatchOf(Network net, float[] inputs, int[] labels)
    {
        Batch batch = net.CreateBatch(labels.Length / 3);
        inputs.CopyTo(batch.Inputs, 0);
        labels.CopyTo(batch.Labels, 0);
        batch.Count = batch.Capacity;
        return batch;
    }
}
