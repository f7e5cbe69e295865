namespace DeepVision.Generated.Tests.Training;

/// <summary>What the textbooks begin with: a perceptron learns what a plane parts, a hidden layer the exclusive or.</summary>
public class PerceptronTests
{
    private static readonly float[] s_inputs = [-1, -1, -1, 1, 1, -1, 1, 1];

    [Theory]
    [InlineData("AND", -1f, -1f, -1f, 1f)]
    [InlineData("OR", -1f, 1f, 1f, 1f)]
    public void ThePerceptronsRuleLearns(string function, params float[] answers)
    {
        using Perceptron net = new(seed: 1);
        net.Train(Table(s_inputs, 2, answers), new TrainingOptions { Epochs = 20, BatchSize = 1, Optimizer = new SGD(1) });
        Assert.True(Answers(net, s_inputs, 2).SequenceEqual(answers), function);
    }

    /// <summary>Points on both sides of a plane, at a distance from it: the rule ends with all of them right (Novikoff 1962).</summary>
    [Fact]
    public void ThePerceptronsRulePartsWhatAPlaneParts()
    {
        const int seed = 3, count = 60;
        Random random = new(seed);
        List<float> inputs = [], answers = [];
        while (answers.Count < count)
        {
            float x = 2 * random.NextSingle() - 1, y = 2 * random.NextSingle() - 1, side = 0.6f * x - 0.8f * y + 0.1f;
            if (Math.Abs(side) < 0.1f)
                continue;
            inputs.AddRange([x, y]);
            answers.Add(Math.Sign(side));
        }

        using Perceptron net = new(seed);
        net.Train(Table([.. inputs], 2, [.. answers]), new TrainingOptions { Epochs = 60, BatchSize = 1, Optimizer = new SGD(1) });
        Assert.Equal(answers, Answers(net, [.. inputs], 2));
    }

    [Fact]
    public void AHiddenLayerLearnsTheExclusiveOr()
    {
        float[] answers = [-1, 1, 1, -1];
        using ExclusiveOr net = new(seed: 1);
        net.Train(Table(s_inputs, 2, answers), new TrainingOptions { Epochs = 300, BatchSize = 4, Optimizer = new Adam(0.02f) });
        Assert.Equal(answers, Answers(net, s_inputs, 2));
    }

    private static TensorDataset Table(float[] inputs, int length, float[] answers) => new(inputs, new TensorShape(length), answers, 1);

    private static float[] Answers(RegressionNetwork net, float[] inputs, int length) =>
        [.. inputs.Chunk(length).Select(input => net.Predict(input)[0] > 0 ? 1f : -1f)];
}

[Network(2), Dense(1), PerceptronCriterion]
public partial class Perceptron;

[Network(2), Dense(8), Tanh, Dense(1), Hinge]
public partial class ExclusiveOr;
