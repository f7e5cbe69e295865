using static DeepVision.Generated.Tests.Sequences.Outputs;

namespace DeepVision.Generated.Tests.Sequences;

/// <summary>Networks over sequences of images.</summary>
public class ImageSequenceTests
{
    [Fact]
    public void ItsShapeIsThatOfASequenceOfImages()
    {
        Assert.Equal(new TensorShape(4, 6, 6, 2), ClipNetwork.InputShape);
        Assert.Equal((4, 4, 6, 6, 2), (ClipNetwork.InputShape.Rank, ClipNetwork.InputShape.Steps, ClipNetwork.InputShape.Height, ClipNetwork.InputShape.Width, ClipNetwork.InputShape.Channels));
        Assert.Equal("4×6×6×2", ClipNetwork.InputShape.ToString());
        Assert.Equal(ClipNetwork.InputShape, new TensorShape(ClipNetwork.InputShape.Dimensions));
        Assert.Equal(288, ClipNetwork.InputShape.Length);
        using ClipNetwork network = new(seed: 1);
        Assert.Equal(["4×5×5×5", "4×5×5×5", "4×5", "3", "2"], network.Architecture.Layers.Select(layer => layer.OutputShape.ToString()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorShape(100_000, 100_000, 1, 1));
    }

    [Fact]
    public void ReadImageByImageItGivesWhatItGivesForTheWhole()
    {
        using ClipNetwork clips = new(seed: 3);
        float[] clip = Draw(288, seed: 1);
        SequenceState state = clips.CreateState();
        float[] output = new float[2];
        for (int step = 0; step < 4; step++)
            clips.Next(state, clip.AsSpan(step * 72, 72), output);

        AssertClose(clips.Predict(clip).Probabilities, output);
    }

    [Fact]
    public void ImagesOfADataSetAreReadInTheirOrder()
    {
        byte[] pixels = new byte[6 * 288];
        new Random(1).NextBytes(pixels);
        int[] labels = [0, 1, 0, 1, 0, 1];
        ImageDataset clips = new(pixels, new TensorShape(4, 6, 6, 2), labels);
        TensorDataset values = new([.. pixels.Select(pixel => pixel / 255f)], new TensorShape(4, 6, 6, 2), labels);
        using ClipNetwork network = new(seed: 1);

        Assert.Equal(network.Evaluate(values).Loss, network.Evaluate(clips).Loss, 1e-6);
        ImageDataset images = new(pixels, new TensorShape(6, 6, 2), [.. Enumerable.Repeat(0, 24)], classCount: 2);
        Assert.Contains("takes inputs of 4×6×6×2, but those of the data set are 6×6×2", Assert.Throws<ArgumentException>(() => network.Evaluate(images)).Message);
    }

    [Fact]
    public void AStepTakesAnImage()
    {
        using ClipNetwork network = new(seed: 1);
        SequenceState state = network.CreateState();
        Assert.Contains("72 features for a step", Assert.Throws<ArgumentException>(() => network.Next(state, new float[2], new float[2])).Message);
    }

    private static float[] Draw(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}

[Network(4, 6, 6, 2)]
[Conv2D(5, 2), ReLU, GlobalAvgPool2D, LSTM(3)]
[Dense(2), SoftmaxCrossEntropy]
public partial class ClipNetwork;
