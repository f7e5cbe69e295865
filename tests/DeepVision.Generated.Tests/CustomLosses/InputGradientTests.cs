using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Tests.CustomLosses;

/// <summary>The gradient by the input as users ask for it.</summary>
public class InputGradientTests
{
    private const int Seed = 4;

    /// <summary>Where the scores are W x + b, their gradients are the rows of W.</summary>
    [Fact]
    public void TheGradientOfALinearNetworkIsItsWeights()
    {
        using LinearScores network = new(seed: Seed);
        float[] weights = network.GetLayer(0)["weight"], input = [0.1f, -2, 3, 0.5f, 7];
        for (int label = 0; label < 3; label++)
            Assert.Equal(weights.AsSpan(label * 5, 5).ToArray(), network.ComputeInputGradient(input, label));
    }

    /// <summary>Several inputs at once are several calls.</summary>
    [Fact]
    public void SeveralInputsGiveTheGradientOfEach()
    {
        using SmallClassifier network = new(seed: Seed);
        const int Count = 11;
        float[] images = CustomLossChecks.Draw(new Random(Seed), Count * 192), scoreGradients = new float[Count * 4], gradients = new float[images.Length];
        for (int i = 0; i < Count; i++)
            scoreGradients[4 * i + i % 4] = 1;
        network.ComputeInputGradient(images, scoreGradients, gradients);
        for (int i = 0; i < Count; i++)
            Tensors.AssertSame(network.ComputeInputGradient(images.AsSpan(192 * i, 192), i % 4), gradients.AsSpan(192 * i, 192), $"image {i}, seed {Seed}");
    }

    /// <summary>A dream: an image that goes along the gradient looks more and more like the class.</summary>
    [Fact]
    public void StepsAlongTheGradientRaiseTheScore()
    {
        using SmallClassifier network = new(seed: Seed);
        float[] image = CustomLossChecks.Draw(new Random(Seed), 192), gradient = new float[192];
        float before = network.Predict(image).Probabilities[2];
        for (int step = 0; step < 20; step++)
        {
            network.ComputeInputGradient(image, label: 2, gradient);
            for (int i = 0; i < image.Length; i++)
                image[i] += 0.05f * MathF.Sign(gradient[i]);
        }

        float after = network.Predict(image).Probabilities[2];
        Assert.True(before < 0.6 && after > 0.95, $"probability of {before} became {after}, seed {Seed}");
    }

    /// <summary>Dropout and the statistics of a batch are no part of it.</summary>
    [Fact]
    public void TheGradientIsThatOfPredictionMode()
    {
        using ImageCritic network = new(seed: Seed);
        float[] image = CustomLossChecks.Draw(new Random(Seed), 9 * 8 * 3), scoreGradient = [1, 0, -1, 0.5f, 2, 0], gradient = new float[image.Length];
        network.ComputeInputGradient(image, scoreGradient, gradient);

        // (L(x + h d) − L(x − h d)) / 2h in a direction d
        float[] direction = CustomLossChecks.Draw(new Random(Seed + 1), image.Length);
        const float H = 1e-2f;
        double slope = (Loss(H) - Loss(-H)) / (2 * H), expected = direction.Zip(gradient, (d, g) => (double)d * g).Sum();
        Assert.True(Math.Abs(slope - expected) < 0.02 * Math.Abs(expected), FormattableString.Invariant($"{slope}, expected {expected}, seed {Seed}"));

        double Loss(float distance) =>
            network.Predict([.. image.Zip(direction, (x, d) => x + distance * d)]).Zip(scoreGradient, (y, g) => (double)y * g).Sum();
    }

    [Fact]
    public void LengthsAndLabelsAreChecked()
    {
        using LinearScores network = new(seed: Seed);
        Assert.Equal("LinearScores takes inputs of 5 = 5 values, but 4 were given. (Parameter 'input')", Refused<ArgumentException>(() => network.ComputeInputGradient(new float[4], 0)));
        Assert.Equal("1 input of LinearScores has 5 values, and so have their gradients, but there is room for 6. (Parameter 'inputGradients')", Refused<ArgumentException>(() => network.ComputeInputGradient(new float[5], 0, new float[6])));
        Assert.Equal("LinearScores gives 3 scores for each of 2 inputs, 6 in all, but there are 3 gradients of scores. (Parameter 'scoreGradients')", Refused<ArgumentException>(() => network.ComputeInputGradient(new float[10], new float[3], new float[10])));
        Assert.StartsWith("LinearScores has 3 classes, numbered 0 to 2.", Refused<ArgumentOutOfRangeException>(() => network.ComputeInputGradient(new float[5], 3)), StringComparison.Ordinal);
        network.Dispose();
        Refused<ObjectDisposedException>(() => network.ComputeInputGradient(new float[5], 0));

        static string Refused<T>(Action action)
            where T : Exception => Assert.Throws<T>(action).Message;
    }
}
