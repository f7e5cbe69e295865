using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Training;

/// <summary>Losses beside the one that predicts: training learns from all of them, everything else knows one.</summary>
public class AuxiliaryHeadTests
{
    private static readonly TensorDataset s_data = TrainedData.Labelled(30, seed: 3);

    /// <summary>Any weights may stand in the layers of an auxiliary head: only the loss of a training step tells.</summary>
    [Fact]
    public void PredictionsAndEvaluationsDoNotSeeAuxiliaryHeads()
    {
        using var net = new HelpedVectors(1);
        float[] probabilities = Predict(net);
        double evaluated = net.Evaluate(s_data).Loss;
        float trained = Step(net).Loss;
        net.GetLayer("helper").Weight = [.. Enumerable.Range(0, 24).Select(i => (float)i)];

        Assert.Equal(probabilities, Predict(net));
        Assert.Equal(evaluated, net.Evaluate(s_data).Loss);
        Assert.NotEqual(trained, Step(net).Loss);
    }

    /// <summary>Only what both heads read learns from both.</summary>
    [Fact]
    public void AuxiliaryHeadsGiveSharedLayersGradients()
    {
        using var net = new HelpedVectors(1);
        Step(net);
        float[] shared = net.GetGradient("shared.weight"), own = net.GetGradient("dense_2.weight");
        net.GetLayer("helper").Weight = new float[24];
        Step(net);

        Assert.NotEqual(shared, net.GetGradient("shared.weight"));
        Assert.Equal(own, net.GetGradient("dense_2.weight"));
    }

    /// <summary>A weight counts in what training minimises and reports, and nowhere else.</summary>
    [Fact]
    public void TheWeightOfALossIsNoPartOfAnEvaluation()
    {
        using var net = new HeavyRegression(1);
        using var plain = new PlainRegression(1);
        float[] inputs = [.. Enumerable.Range(0, 120).Select(i => i % 7 / 7f)];
        TensorDataset data = new(inputs, new TensorShape(4), new float[90], targetLength: 3);
        Batch batch = net.CreateBatch(30);
        batch.Fill(data, [.. Enumerable.Range(0, 30)]);

        Assert.Equal(4 * plain.ComputeGradients(batch).Loss, net.ComputeGradients(batch).Loss, 1e-5f);
        Assert.Equal(plain.GetGradient("dense_1.weight").Select(value => 4 * value), net.GetGradient("dense_1.weight"));
        Assert.Equal(plain.Evaluate(data).Loss, net.Evaluate(data).Loss);
    }

    /// <summary>Each head has a mean of its own: where the classes of a batch don't count for the one, they may for the other.</summary>
    [Fact]
    public void ClassWeightsOfOneHeadDoNotTouchTheOther()
    {
        using var net = new HalfBlindHelped(1);
        Batch batch = net.CreateBatch(3);
        batch.Fill(TrainedData.Labelled(3, seed: 1, classes: 2), [0, 2, 0]);
        StepResult result = net.ComputeGradients(batch);

        Assert.Equal(0, result.Weight);
        Assert.True(result.Loss > 0);
        Assert.All(net.GetGradient("dense_1.weight"), value => Assert.Equal(0, value));
        Assert.Contains(net.GetGradient("dense_2.weight"), value => value != 0);
    }

    [Fact]
    public void TheArchitectureTellsWhichLayersOnlyTrainingRuns()
    {
        using var net = new HelpedVectors(1);
        Assert.Equal(["helper"], net.Architecture.Layers.Where(layer => layer.IsTrainingOnly).Select(layer => layer.Name));
        Assert.Contains("Dense(3), in training", net.Architecture.ToString(), StringComparison.Ordinal);
    }

    private static StepResult Step(HelpedVectors net)
    {
        Batch batch = net.CreateBatch(30);
        batch.Fill(s_data, [.. Enumerable.Range(0, 30)]);
        return net.ComputeGradients(batch);
    }

    private static float[] Predict(ClassificationNetwork net)
    {
        float[] probabilities = new float[3];
        net.Predict([0.5f, -0.25f, 1, 0.125f], probabilities);
        return probabilities;
    }
}
