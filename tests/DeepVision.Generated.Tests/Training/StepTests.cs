namespace DeepVision.Generated.Tests.Training;

/// <summary>Networks of unit steps: with weights by hand, and learned by a head that sees the scores in front of the step.</summary>
public class StepTests
{
    private static readonly float[] s_inputs = [0, 0, 0, 1, 1, 0, 1, 1];

    /// <summary>Either of two, but not both: 1·x + 1·y − ½ and 1·x + 1·y − 1½, the first without the second (Minsky and Papert 1969).</summary>
    [Fact]
    public void TwoLayersOfGivenWeightsAreTheExclusiveOr()
    {
        using SteppedExclusiveOr net = new(seed: 1);
        net.Dense1.Weight = [1, 1, 1, 1];
        net.Dense1.Bias = [-0.5f, -1.5f];
        net.Dense2.Weight = [1, -1];
        net.Dense2.Bias = [-0.5f];
        Assert.Equal([0, 1, 1, 0], Answers(net));
    }

    [Theory]
    [InlineData("AND", -1f, -1f, -1f, 1f)]
    [InlineData("OR", -1f, 1f, 1f, 1f)]
    public void AStepPredictsWhatTheCriterionLearns(string function, params float[] targets)
    {
        using SteppedPerceptron net = new(seed: 1);
        net.Train(new TensorDataset(s_inputs, new TensorShape(2), targets, 1), new TrainingOptions { Epochs = 20, BatchSize = 1, Optimizer = new SGD(1) });
        Assert.True(Answers(net).SequenceEqual(targets.Select(target => Math.Max(0, target))), function);
    }

    private static float[] Answers(RegressionNetwork net) => [.. s_inputs.Chunk(2).Select(input => net.Predict(input)[0])];
}

#pragma warning disable DVG2025 // The weights are given.
[Network(2), Dense(2), Step, Dense(1), Step, MeanSquaredError]
#pragma warning restore DVG2025
public partial class SteppedExclusiveOr;

[Network(2)]
[Dense(1, Name = "score"), Step, MeanSquaredError]
[From("score"), PerceptronCriterion(TrainingOnly = true)]
public partial class SteppedPerceptron;
