namespace DeepVision.Generated.Tests.Several;

// The network of docs/graphs.md, as it stands there.

[Network(28, 28, 1)]
[Input("tokens", 12)]
[Conv2D(16, 3), ReLU, MaxPool2D(2), Conv2D(32, 3), ReLU, GlobalAvgPool2D(Name = "picture")]
[Dense(16, Input = "tokens"), ReLU, Concat("picture"), Dense(32), ReLU(Name = "both")]
[Dense(10), SoftmaxCrossEntropy(Name = "Digit")]
[From("both"), Dense(4), MeanSquaredError(Name = "Box", Weight = 0.5f)]
public partial class DigitAndBox;

/// <summary>What the page says compiles and runs.</summary>
public class SampleTests
{
    [Fact]
    public void TheSampleOfTheDocumentationRuns()
    {
        const int Count = 12;
        float[] images = SeveralData.Values(1, Count * 784), tokens = SeveralData.Values(2, Count * 12), boxes = SeveralData.Values(3, Count * 4);
        int[] labels = [.. Enumerable.Range(0, Count).Select(i => i % 10)];
        Dataset train = new TensorDataset(images, DigitAndBox.InputShape, labels)
            .WithInput("tokens", new TensorShape(12), tokens)
            .WithTargets("Box", boxes, targetLength: 4);
        using DigitAndBox net = new();

        net.Train(train, new TrainingOptions { Epochs = 1 });
        DigitAndBox.Output output = net.Predict(images.AsSpan(0, 784), tokens.AsSpan(0, 12));
        DigitAndBox.Evaluation evaluation = net.Evaluate(train);

        Assert.InRange(output.Digit.Label, 0, 9);
        Assert.Equal(4, output.Box.Length);
        Assert.InRange(evaluation.Digit.Accuracy, 0, 1);
        Assert.True(evaluation.Box.MeanAbsoluteError > 0);
    }
}
