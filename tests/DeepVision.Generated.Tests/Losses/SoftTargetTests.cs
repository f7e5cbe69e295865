using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Losses;

/// <summary>Networks of classes that learn from a probability for each class.</summary>
public class SoftTargetTests
{
    private static readonly float[] s_inputs = [.. Enumerable.Range(0, 6 * 4).Select(i => (i * 7 % 11 - 5) / 5f)];
    private static readonly int[] s_labels = [0, 1, 2, 2, 1, 0];

    [Fact]
    public void OneHotTargetsAreLabels()
    {
        float[] targets = [.. s_labels.SelectMany(label => Enumerable.Range(0, 3).Select(c => c == label ? 1f : 0f))];
        using var soft = new SoftTargetNet(3);
        using var hard = new LabelNet(3);
        TensorDataset labelled = Labelled();
        TensorDataset oneHot = new(s_inputs, new TensorShape(4), targets, 3);
        TrainingOptions options = new() { Epochs = 3, BatchSize = 4, Optimizer = new SGD(0.1f) };

        TrainingHistory ofTargets = soft.Train(oneHot, options), ofLabels = hard.Train(labelled, options);

        Assert.Equal(ofLabels.Epochs.Select(epoch => epoch.Accuracy), ofTargets.Epochs.Select(epoch => epoch.Accuracy));
        Assert.All(ofLabels.Epochs.Zip(ofTargets.Epochs), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, 1e-6));
        Assert.All(hard.GetLayer(0).Weight.Zip(soft.GetLayer(0).Weight), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        ClassificationResult expected = hard.Evaluate(labelled), actual = soft.Evaluate(oneHot);
        Assert.Equal((expected.Accuracy, expected.Count), (actual.Accuracy, actual.Count));
        Assert.Equal(expected.Loss, actual.Loss, 1e-6);
    }

    [Fact]
    public void ADataSetWithLabelsServesAsOneHot()
    {
        using var soft = new SoftTargetNet(3);
        using var hard = new LabelNet(3);
        Assert.Equal(hard.Evaluate(Labelled()).Loss, soft.Evaluate(Labelled()).Loss, 1e-12);
        TrainingHistory history = soft.Train(Labelled(), new TrainingOptions { Epochs = 1, Validation = Labelled() });
        Assert.NotNull(history.Epochs[0].ValidationAccuracy);
    }

    /// <summary>Scores are those of zero weights: softmax gives 1/3 to all. The entropy of (½, ½, 0) is log 2.</summary>
    [Fact]
    public void TheDivergenceIsCrossEntropyWithoutTheEntropyOfTheTargets()
    {
        TensorDataset data = new(new float[4], new TensorShape(4), [0.5f, 0.5f, 0f], 3);
        using var entropy = new SoftTargetNet(1);
        using var divergence = new DivergenceNet(1);
        Assert.Equal(Math.Log(3), entropy.Evaluate(data).Loss, 1e-12);
        Assert.Equal(Math.Log(3) - Math.Log(2), divergence.Evaluate(data).Loss, 1e-12);
        Batch batch = divergence.CreateBatch(1);
        batch.Fill(data, [0]);
        Assert.Equal(Math.Log(1.5), divergence.ComputeGradients(batch).Loss, 1e-6);
        Assert.Equal(1 / 3f, divergence.Predict(new float[4]).Probabilities[0], 6);
    }

    /// <summary>The class with the largest target is right, whatever share it has.</summary>
    [Fact]
    public void TheLargestTargetIsTheRightClass()
    {
        using var net = new SoftTargetNet(1);
        net.GetLayer(0).Weight = new float[12];
        Batch batch = net.CreateBatch(2);
        batch.Count = 2;
        // All scores are equal, so the first class is taken.
        new[] { 0.4f, 0.3f, 0.3f, 0.3f, 0.4f, 0.3f }.CopyTo(batch.Targets, 0);
        Assert.Equal(1, net.ComputeGradients(batch).Correct);
    }

    [Theory]
    [InlineData(new[] { 0.5f, 0.6f, -0.1f }, "that of class 2 is -0.1")]
    [InlineData(new[] { 0.5f, 0.4f, 0f }, "they add up to 0.9")]
    [InlineData(new[] { 0.5f, float.NaN, 0.5f }, "that of class 1 is NaN")]
    public void TargetsThatAreNoProbabilitiesAreRefused(float[] target, string reason)
    {
        using var net = new SoftTargetNet(1);
        TensorDataset data = new(new float[8], new TensorShape(4), [1f, 0f, 0f, .. target], 3);
        Batch batch = net.CreateBatch(2);
        batch.Fill(data, [0, 1]);
        string what = $"has targets that are no probabilities of classes: {reason}. They must be 0 or more and add up to 1.";
        Assert.Contains("Sample 1 of the batch " + what, Assert.Throws<ArgumentException>(() => net.ComputeGradients(batch)).Message);
        Assert.Contains("Sample 1 of the data set " + what, Assert.Throws<ArgumentException>(() => net.Evaluate(data)).Message);
    }

    [Fact]
    public void LabelsAndTargetsInEachOthersPlace()
    {
        using var soft = new SoftTargetNet(1);
        using var hard = new LabelNet(1);
        TensorDataset targets = new(s_inputs, new TensorShape(4), new float[18], 3), others = new(s_inputs, new TensorShape(4), new float[12], 2);
        Assert.Contains("SoftmaxCrossEntropy(SoftTargets = true)", Assert.Throws<ArgumentException>(() => hard.Evaluate(targets)).Message);
        Assert.Contains("learns from targets of 3 values, but those of the data set have 2", Assert.Throws<ArgumentException>(() => soft.Evaluate(others)).Message);
        TensorDataset fourClasses = new(s_inputs, new TensorShape(4), s_labels, 4);
        Assert.Contains("The data set has 4 classes", Assert.Throws<ArgumentException>(() => soft.Evaluate(fourClasses)).Message);
        Batch ofLabels = hard.CreateBatch(2), ofTargets = soft.CreateBatch(2);
        (ofLabels.Count, ofTargets.Count) = (2, 2);
        Assert.Contains("was made for labels", Assert.Throws<ArgumentException>(() => soft.ComputeGradients(ofLabels)).Message);
        Assert.Contains("was made for targets", Assert.Throws<ArgumentException>(() => hard.ComputeGradients(ofTargets)).Message);
    }

    private static TensorDataset Labelled() => new(s_inputs, new TensorShape(4), s_labels);
}
