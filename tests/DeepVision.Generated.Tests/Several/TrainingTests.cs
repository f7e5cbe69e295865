using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Files;

namespace DeepVision.Generated.Tests.Several;

/// <summary>Training, evaluating and keeping networks with several inputs or heads.</summary>
public class TrainingTests
{
    [Fact]
    public void AllHeadsLearn()
    {
        using KindAndBox net = new(seed: 1);
        Dataset data = SeveralData.KindsAndBoxes();
        KindAndBox.Evaluation before = net.Evaluate(data);

        TrainingHistory history = net.Train(data, Options(60));
        KindAndBox.Evaluation after = net.Evaluate(data);

        Assert.True(after.Kind.Accuracy > 0.9, after.ToString());
        Assert.True(after.Box.MeanSquaredError < before.Box.MeanSquaredError / 4, after.ToString());
        Assert.Equal(after.Kind.Loss + 0.5 * after.Box.Loss, after.Loss, 1e-9);
        EpochResult last = history.Epochs[^1];
        Assert.Null(last.Accuracy);
        Assert.Equal(["Kind", "Box"], last.HeadLosses!.Keys);
        Assert.Equal(last.Loss, last.HeadLosses["Kind"] + 0.5 * last.HeadLosses["Box"], 1e-4);
        Assert.Contains("Box loss", history.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AStepTellsTheLossOfEachHead()
    {
        using KindAndBox net = new(seed: 1);
        Assert.Throws<InvalidOperationException>(() => net.GetHeadLoss("Box"));
        Batch batch = net.CreateBatch(9);
        batch.Fill(SeveralData.KindsAndBoxes(), [.. Enumerable.Range(0, 9)]);

        StepResult result = net.ComputeGradients(batch);

        Assert.Equal(result.Loss, net.GetHeadLoss("Kind") + 0.5f * net.GetHeadLoss("Box"), 1e-5f);
        Assert.StartsWith("KindAndBox has no head \"Bos\". Its heads are Kind, Box.", Assert.Throws<ArgumentException>(() => net.GetHeadLoss("Bos")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANetworkWithOneHeadIsMeasuredByIt()
    {
        using TwoInputs net = new(seed: 1);
        Dataset data = new TensorDataset(SeveralData.Values(1, 180), new TensorShape(6), [.. Enumerable.Range(0, 30).Select(i => i % 3)])
            .WithInput("more", new TensorDataset(SeveralData.Values(2, 120), new TensorShape(4), new float[30], 1));

        TrainingHistory history = net.Train(data, Options(2, validation: data));

        ClassificationResult result = net.Evaluate(data);
        Assert.Equal(result.Accuracy, history.Epochs[^1].ValidationAccuracy);
        Assert.NotNull(history.Epochs[^1].Accuracy);
        Assert.Null(history.Epochs[^1].HeadLosses);
    }

    [Fact]
    public void AnswersOfAHeadsNameComeBeforeTheDataSetsOwn()
    {
        using KindAndBox net = new(seed: 1);
        int[] kinds = [.. Enumerable.Range(0, SeveralData.Count).Select(i => i % 3)];

        ClassificationResult own = net.Evaluate(SeveralData.KindsAndBoxes()).Kind, named = net.Evaluate(SeveralData.KindsAndBoxes().WithLabels("Kind", kinds)).Kind;

        Assert.Equal(10, named.ConfusionMatrix.ActualCount(0));
        Assert.NotEqual(10, own.ConfusionMatrix.ActualCount(0));
    }

    [Fact]
    public void WeightsFilesAndCheckpointsHoldThem()
    {
        using TemporaryFolder folder = new();
        string checkpoint = folder.File("checkpoint.safetensors"), weights = folder.File("weights.safetensors");
        Dataset data = SeveralData.KindsAndBoxes();
        using KindAndBox whole = new(seed: 1), first = new(seed: 1), second = new(seed: 9);
        whole.Train(data, Options(4));
        first.Train(data, Options(2, checkpoint: new CheckpointOptions(checkpoint)));

        TrainingHistory resumed = second.Train(data, Options(4, checkpoint: new CheckpointOptions(checkpoint) { Resume = true }));
        second.Save(weights);
        using KindAndBox loaded = KindAndBox.Load(weights);

        Assert.Equal(whole.Parameters.Values.ToArray(), loaded.Parameters.Values.ToArray());
        Assert.Equal(4, resumed.Epochs.Count);
        Assert.True(resumed.Epochs[0].HeadLosses!.ContainsKey("Box"));
        using TwoInputs other = new();
        Assert.Contains("The input differs: \"input 2×3×1, tokens 4\" in the file, \"input 6, more 4\" in TwoInputs.", Assert.Throws<WeightsFileException>(() => other.LoadWeights(weights)).Message, StringComparison.Ordinal);
    }

    private static TrainingOptions Options(int epochs, Dataset? validation = null, CheckpointOptions? checkpoint = null) =>
        new() { Epochs = epochs, BatchSize = 8, Optimizer = new Adam(1e-2f), Threads = 1, Validation = validation, Checkpoint = checkpoint };
}
