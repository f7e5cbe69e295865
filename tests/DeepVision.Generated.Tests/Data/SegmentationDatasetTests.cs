using DeepVision.Generated.Tests.Segmentation;

namespace DeepVision.Generated.Tests.Data;

/// <summary>Images with label maps: how they are kept and checked, and which networks take them.</summary>
public class SegmentationDatasetTests
{
    private static readonly TensorShape s_shape = new(2, 3, 1);

    [Fact]
    public void ImagesAreScaledAndLabelsCopied()
    {
        var data = new SegmentationDataset([0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6], s_shape, [0, 1, 2, 0, 1, 255, 1, 1, 1, 1, 1, 1], ignoredLabel: 255);
        Assert.Equal((2, 3, new TensorShape(2, 3, 1)), (data.Count, data.ClassCount, data.LabelMapShape));

        float[] input = new float[6];
        data.CopyInput(0, input);
        Assert.Equal([0f, 51 / 255f, 102 / 255f, 153 / 255f, 204 / 255f, 1f], input);
        int[] labels = new int[6];
        data.CopyLabels(0, labels);
        Assert.Equal([0, 1, 2, 0, 1, 255], labels);
        Assert.Equal([0, 1, 2, 0, 1, 255], data.LabelsOf(0).ToArray());
        Assert.Throws<NotSupportedException>(() => data.GetLabel(0));
    }

    [Fact]
    public void FloatsAreLeftAsTheyAre()
    {
        var data = new SegmentationDataset([-1f, 2f, 300f, 4f, 5f, 6f], s_shape, [0, 1], classCount: null, ignoredLabel: null, new TensorShape(1, 2, 1));

        float[] input = new float[6];
        data.CopyInput(0, input);
        Assert.Equal([-1f, 2f, 300f, 4f, 5f, 6f], input);
        Assert.Equal([0, 1], data.LabelsOf(0).ToArray());
    }

    [Fact]
    public void ViewsAndBatchesKeepImagesAndMapsTogether()
    {
        SegmentationDataset data = ShapeImages.Draw(10, seed: 3), shuffled = data.Shuffle(1), chosen = data.Subset([7, 2]).Take(1);
        Assert.Equal(data.LabelsOf(7).ToArray(), chosen.LabelsOf(0).ToArray());
        Assert.Equal((10, 3), (shuffled.Count, shuffled.ClassCount));
        (SegmentationDataset first, SegmentationDataset second) = data.Split(0.8);
        Assert.Equal((8, 2), (first.Count, second.Count));

        using ShapeNet net = new();
        Batch batch = net.CreateBatch(4);
        batch.Fill(data, [7, 2]);
        Assert.Equal(data.LabelsOf(2).ToArray().Select(label => (int)label), batch.Labels.AsSpan(ShapeImages.Size * ShapeImages.Size, ShapeImages.Size * ShapeImages.Size).ToArray());
    }

    [Fact]
    public void ALabelThatIsNoClassIsNamed()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new SegmentationDataset(new byte[12], s_shape, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0], classCount: 3));

        Assert.StartsWith("The pixel at row 1, column 1 of image 1 has the label 7, but the data set has 3 classes, numbered 0 to 2.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SizesThatDoNotFitAreNamed()
    {
        Assert.Contains("2 images came with 1 label map of 2×3", Assert.Throws<ArgumentException>(() => new SegmentationDataset(new byte[12], s_shape, new byte[6])).Message, StringComparison.Ordinal);
        Assert.Contains("(height, width, channels)", Assert.Throws<ArgumentException>(() => new SegmentationDataset(new byte[6], new TensorShape(6), new byte[6])).Message, StringComparison.Ordinal);
        Assert.Contains("(height, width, 1)", Assert.Throws<ArgumentException>(() => new SegmentationDataset(new byte[6], s_shape, new byte[6], mapShape: new TensorShape(6))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANetworkSaysWhichLabelsItLearnsFrom()
    {
        using ShapeNet net = new();
        var shape = new TensorShape(ShapeImages.Size, ShapeImages.Size, 1);
        byte[] pixels = new byte[shape.Length];
        Says("learns a label for each of 32×32 pixels, but the data set has one for each sample", new ImageDataset(pixels, shape, [1]));
        Says("learns from label maps of 32×32 pixels, but those of the data set have 16×16", new SegmentationDataset(pixels, shape, new byte[256], classCount: 3, mapShape: new TensorShape(16, 16, 1)));
        Says("The data set has 4 classes, but ShapeNet has 3", new SegmentationDataset(pixels, shape, new byte[1024], classCount: 4));

        void Says(string text, Dataset data) => Assert.Contains(text, Assert.Throws<ArgumentException>(() => net.Evaluate(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherNetworksTakeNoLabelMaps()
    {
        using OneClassNet net = new();
        SegmentationDataset data = ShapeImages.Draw(2, seed: 1);

        Assert.Contains("learns one label for each sample, but the data set has label maps", Assert.Throws<ArgumentException>(() => net.Train(data)).Message, StringComparison.Ordinal);
    }
}

/// <summary>One class for a whole image.</summary>
[Network(ShapeImages.Size, ShapeImages.Size, 1)]
[GlobalAvgPool2D, Dense(3), SoftmaxCrossEntropy]
public partial class OneClassNet;
