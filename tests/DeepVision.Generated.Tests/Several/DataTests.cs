namespace DeepVision.Generated.Tests.Several;

/// <summary>Data sets and batches with several inputs and several labels or targets.</summary>
public class DataTests
{
    [Fact]
    public void ABatchHoldsAllPartsByName()
    {
        using KindAndBox net = new(seed: 1);
        Dataset data = SeveralData.KindsAndBoxes();
        Batch batch = net.CreateBatch(2);

        batch.Fill(data, [7, 4]);

        Assert.Equal(SeveralData.Values(5, 180)[42..48], batch.GetInput("input")[..6]);
        Assert.Equal([.. SeveralData.Tokens()[28..32], .. SeveralData.Tokens()[16..20]], batch.GetInput("tokens"));
        Assert.Equal([.. SeveralData.Boxes()[14..16], .. SeveralData.Boxes()[8..10]], batch.GetTargets("Box"));
        Assert.Equal([data.GetLabel(7), data.GetLabel(4)], batch.GetLabels("Kind"));
        Assert.Same(batch.Labels, batch.GetLabels("Kind"));
        Assert.Empty(batch.GetLabels("Box"));
    }

    [Fact]
    public void ViewsKeepWhatADataSetGot()
    {
        Dataset data = SeveralData.KindsAndBoxes().WithLabels("Kind", [.. Enumerable.Range(0, SeveralData.Count).Select(i => i % 3)]);
        Dataset view = data.Skip(3).Take(^6..^2).Subset([2, 0]);

        Assert.Equal(data.FurtherInputs, view.FurtherInputs);
        Assert.Equal(data.NamedAnswers, view.NamedAnswers);
        float[] tokens = new float[4], box = new float[2];
        view.CopyInput("tokens", 0, tokens);
        view.CopyTarget("Box", 1, box);
        Assert.Equal(SeveralData.Tokens()[(26 * 4)..(27 * 4)], tokens);
        Assert.Equal(SeveralData.Boxes()[(24 * 2)..(25 * 2)], box);
        Assert.Equal(26 % 3, view.GetLabel("Kind", 0));
    }

    [Fact]
    public void WhatIsMissingIsNamed()
    {
        using KindAndBox net = new(seed: 1);
        Dataset images = SeveralData.Images();
        float[] tokens = SeveralData.Tokens(), boxes = SeveralData.Boxes();

        Fails(images, "it has no input \"tokens\", of 4. Add it: WithInput(\"tokens\", …).");
        Fails(images.WithInput("tokens", new TensorShape(3), tokens[..90]), "its inputs \"tokens\" are 3, but the network takes 4.");
        Fails(images.WithInput("tokens", new TensorShape(4), tokens), "it has no targets for the head Box, of 2 values. Add them: WithTargets(\"Box\", …).");
        Fails(images.WithInput("tokens", new TensorShape(4), tokens).WithTargets("Box", boxes[..30], 1), "its targets for the head Box have 1 value, but the network learns from 2.");
        Fails(images.WithInput("tokens", new TensorShape(4), tokens).WithTargets("Box", boxes, 2).WithLabels("Kind", new int[30], 5), "its labels for the head Kind are of 5 classes, but the network has 3.");
        Fails(
            new TensorDataset(SeveralData.Values(5, 180), new TensorShape(2, 3, 1), boxes, 2).WithInput("tokens", new TensorShape(4), tokens).WithTargets("Box", boxes, 2),
            "it has no labels for the head Kind. Add them: WithLabels(\"Kind\", …).");

        void Fails(Dataset data, string problem)
        {
            Assert.Equal($"KindAndBox can't use the data set: {problem} (Parameter 'data')", Assert.Throws<ArgumentException>(() => net.Evaluate(data)).Message);
            Assert.Equal($"The data set doesn't fit the batch: {problem} (Parameter 'data')", Assert.Throws<ArgumentException>(() => net.CreateBatch(1).Fill(data, [0])).Message);
        }
    }

    [Fact]
    public void AVectorMayComeInAnyShape()
    {
        using KindAndBox net = new(seed: 1);

        Assert.Equal(30, net.Evaluate(SeveralData.Images().WithInput("tokens", new TensorShape(2, 2), SeveralData.Tokens()).WithTargets("Box", SeveralData.Boxes(), 2)).Kind.Count);
    }

    [Fact]
    public void ABadLabelOrTargetIsNamedWithItsSample()
    {
        using KindAndBox net = new(seed: 1);
        using AgeAndNewness binary = new(seed: 1);
        Batch batch = net.CreateBatch(3), answers = binary.CreateBatch(2);
        batch.Count = 3;
        batch.GetLabels("Kind")[2] = 3;
        answers.Count = 2;
        answers.GetTargets("is_new")[1] = 1.5f;

        Assert.Equal("Sample 2 of the batch has the label 3 for Kind, but there are 3 classes, numbered 0 to 2. (Parameter 'batch')", Assert.Throws<ArgumentException>(() => net.ComputeGradients(batch)).Message);
        Assert.Equal(
            "Sample 1 of the batch has the target 1.5 for is_new, but targets for BinaryCrossEntropy are between 0 and 1. (Parameter 'batch')",
            Assert.Throws<ArgumentException>(() => binary.ComputeGradients(answers)).Message);
        Assert.Equal(
            "AgeAndNewness reads input 6 and learns from targets for age (1), targets for is_new (1), but the batch was made for another network. CreateBatch makes a batch that fits. (Parameter 'batch')",
            Assert.Throws<ArgumentException>(() => binary.ComputeGradients(new Batch(2, 6, 1) { Count = 2 })).Message);
    }

    [Fact]
    public void ABadInputIsFoundInEveryInput()
    {
        using KindAndBox net = new(seed: 1);
        float[] tokens = SeveralData.Tokens();
        tokens[4 * 4 + 1] = float.NaN;
        Batch batch = net.CreateBatch(3);
        batch.Fill(SeveralData.Images().WithInput("tokens", new TensorShape(4), tokens).WithTargets("Box", SeveralData.Boxes(), 2), [1, 2, 4]);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => net.TrainStep(batch, new SGD(0.1f)));

        Assert.True(exception.IsDataAtFault);
        Assert.Contains("Sample 2 of the batch holds an input that is infinite or not a number: clean the data. It is sample 4 of the data set.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PartsOfADataSetMustFitIt()
    {
        Dataset data = SeveralData.KindsAndBoxes();

        Assert.StartsWith("The data set has an input \"tokens\" already.", Assert.Throws<ArgumentException>(() => data.WithInput("tokens", new TensorShape(4), new float[120])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The data set has an input \"input\" already.", Assert.Throws<ArgumentException>(() => data.WithInput("input", new TensorShape(4), new float[120])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The data set has labels or targets \"Box\" already.", Assert.Throws<ArgumentException>(() => data.WithLabels("Box", new int[30])).Message, StringComparison.Ordinal);
        Assert.StartsWith("\"more\" needs 4 values for each of 30 samples, 120 in all, but 119 were given.", Assert.Throws<ArgumentException>(() => data.WithInput("more", new TensorShape(4), new float[119])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The data set has 30 samples, but the input \"more\" has 29.", Assert.Throws<ArgumentException>(() => data.WithInput("more", data.Take(29))).Message, StringComparison.Ordinal);
        Assert.StartsWith("30 samples came with 29 labels.", Assert.Throws<ArgumentException>(() => data.WithLabels("more", new int[29])).Message, StringComparison.Ordinal);
        Assert.StartsWith("This data set has no input \"more\".", Assert.Throws<ArgumentException>(() => data.CopyInput("more", 0, new float[4])).Message, StringComparison.Ordinal);
    }
}
