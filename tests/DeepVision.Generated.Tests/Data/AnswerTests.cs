using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Networks;

namespace DeepVision.Generated.Tests.Data;

/// <summary>The ways to say what is right: labels, targets, yes and no.</summary>
public class AnswerTests
{
    private static readonly TensorShape Two = new(2);

    [Fact]
    public void ListsOfWholeNumbersAreLabels()
    {
        var data = new TensorDataset([1, 2], new TensorShape(1), [0, 1], 2);
        Assert.Equal((2, 2, 0), (data.Count, data.ClassCount, data.TargetLength));
        Assert.Equal(1, data.GetLabel(1));
        Assert.Equal(1, new TensorDataset([1, 2], Two, [0.5f, 1], 2).Count);
        Assert.Equal(2, new TensorDataset([1, 2], Two, [0, 1], targetLength: 2).TargetLength);
    }

    [Fact]
    public void YesAndNoAreOneAndZero()
    {
        var data = new TensorDataset([1, 2, 3, 4], Two, [true, false, false, true], 2);
        float[] target = new float[2];
        data.CopyTarget(1, target);
        Assert.Equal((2, 2), (data.Count, data.TargetLength));
        Assert.Equal([0, 1], target);
        Assert.Equal(1, new TensorDataset([1, 2], Two, [true]).TargetLength);
        Assert.Throws<ArgumentNullException>("targets", () => new TensorDataset([1, 2], Two, (bool[])null!));
    }

    [Fact]
    public void ListsOfWholeNumbersAreInputs()
    {
        using var net = new LinearClassifier();
        Assert.Equal(net.Predict([1f, 0f]).Probabilities, net.Predict([1, 0]).Probabilities);
        Assert.Equal(net.Predict([1f, 0f]).Probabilities, net.Predict(new byte[] { 255, 0 }).Probabilities);
    }

    [Fact]
    public void ABinaryNetworkTakesLabels()
    {
        using OneQuestion net = new(), other = new();
        float[] inputs = [.. Enumerable.Range(0, 20).Select(i => i % 3 / 2f)];
        var labelled = new TensorDataset(inputs, Two, [0, 1, 1, 0, 1, 0, 0, 1, 1, 0], 2);
        var targeted = new TensorDataset(inputs, Two, [0f, 1, 1, 0, 1, 0, 0, 1, 1, 0], 1);
        var images = new ImageDataset([.. inputs.Select(value => (byte)value)], new TensorShape(1, 2, 1), [0, 1, 1, 0, 1, 0, 0, 1, 1, 0]);
        Assert.Equal(other.Evaluate(targeted), net.Evaluate(labelled));
        Assert.Equal(10, net.Evaluate(images).Count);
        Batch labels = net.CreateBatch(3), targets = other.CreateBatch(3);
        labels.Fill(labelled, [1, 2, 3]);
        targets.Fill(targeted, [1, 2, 3]);
        Assert.Equal(targets.Targets, labels.Targets);
        using (TrainingRun run = net.BeginTraining(labelled.Shuffle(1)))
            Assert.True(run.NextEpoch() && run.NextBatch());
    }

    [Fact]
    public void OtherLabelsAreRefusedWithTheReason()
    {
        using var one = new OneQuestion();
        using var two = new LinearBinary();
        using var regressor = new LinearRegressor();
        string Message(Action action) => Assert.Throws<ArgumentException>("data", action).Message;
        var labels = new TensorDataset([1, 2, 3, 4], Two, [0, 2]);
        Assert.Contains("targets of 1 value, but the data set has none; labels must be 0 or 1, but it has 3 classes", Message(() => one.Evaluate(labels)), StringComparison.Ordinal);
        Assert.Contains("with one output", Message(() => two.Evaluate(labels)), StringComparison.Ordinal);
        Assert.Contains("SoftmaxCrossEntropy", Message(() => regressor.Evaluate(labels)), StringComparison.Ordinal);
    }

    private sealed class OneQuestion() : BinaryNetwork(Linear.Architecture(nameof(OneQuestion), 2, 1), 1, null)
    {
        protected override NetworkEngine CreateCpuEngine() => new LinearEngine(this, static (_, _, _, _) => 0);
    }
}
