namespace DeepVision.Generated.Tests.CustomLosses;

/// <summary>Two networks that learn against each other (Goodfellow et al. 2014): a generator learns to make points of a distribution that it never sees.</summary>
public class AdversarialTrainingTests
{
    private const int Batch = 64;
    private const int Steps = 600;
    private const int Seed = 2;

    /// <summary>The real points: a normal distribution around this point.</summary>
    private const float CentreX = 1.5f;
    private const float CentreY = -1f;
    private const float Deviation = 0.4f;

    /// <summary>The discriminator is a network like any other, and the generator learns from the gradient of its inputs.</summary>
    [Fact]
    public void AGeneratorLearnsFromADiscriminator()
    {
        Random random = new(Seed);
        using PointGenerator generator = new(seed: Seed);
        using PointDiscriminator discriminator = new(seed: Seed);
        Adam generating = new(5e-4f, beta1: 0.5), discriminating = new(5e-4f, beta1: 0.5);
        Batch batch = discriminator.CreateBatch(2 * Batch);
        batch.Count = 2 * Batch;
        float[] points = new float[2 * Batch], probabilities = new float[Batch], scoreGradients = new float[Batch], pointGradients = new float[2 * Batch];
        for (int step = 0; step < Steps; step++)
        {
            generator.Forward(Noise(random), points);
            Real(random).CopyTo(batch.Inputs, 0);
            points.CopyTo(batch.Inputs, points.Length);
            batch.Targets.AsSpan(0, Batch).Fill(1);
            batch.Targets.AsSpan(Batch).Clear();
            discriminator.TrainStep(batch, discriminating);

            // The generator's loss is −log p(real): its gradient by the score is p − 1.
            discriminator.Predict(points, probabilities);
            for (int i = 0; i < Batch; i++)
                scoreGradients[i] = (probabilities[i] - 1) / Batch;
            discriminator.ComputeInputGradient(points, scoreGradients, pointGradients);
            generator.Backward(pointGradients);
            generator.Step(generating);
        }

        AssertLearned(generator, random);
    }

    /// <summary>Both networks end in CustomLoss, with the loss of least squares (Mao et al. 2017, arXiv:1611.04076).</summary>
    [Fact]
    public void AGeneratorLearnsFromACritic()
    {
        Random random = new(Seed);
        using PointGenerator generator = new(seed: Seed);
        using PointCritic critic = new(seed: Seed);
        Adam generating = new(5e-4f, beta1: 0.5), criticising = new(5e-4f, beta1: 0.5);
        float[] points = new float[2 * Batch], scores = new float[2 * Batch], gradients = new float[2 * Batch], pointGradients = new float[2 * Batch];
        for (int step = 0; step < Steps; step++)
        {
            generator.Forward(Noise(random), points);
            critic.Forward([.. Real(random), .. points], scores);
            for (int i = 0; i < scores.Length; i++)
                gradients[i] = (scores[i] - (i < Batch ? 1 : 0)) / Batch;
            critic.Backward(gradients);
            critic.Step(criticising);

            critic.Forward(points, scores.AsSpan(0, Batch));
            for (int i = 0; i < Batch; i++)
                gradients[i] = (scores[i] - 1) / Batch;
            critic.Backward(gradients.AsSpan(0, Batch), pointGradients);
            generator.Backward(pointGradients);
            generator.Step(generating);
        }

        AssertLearned(generator, random);
    }

    /// <summary>A generator without training makes points around zero.</summary>
    private static void AssertLearned(PointGenerator generator, Random random)
    {
        using PointGenerator fresh = new(seed: Seed);
        (_, _, double before) = Measure(fresh, random);
        (double x, double y, double distance) = Measure(generator, random);
        string found = FormattableString.Invariant($"seed {Seed}: centre ({x:0.00}, {y:0.00}), distance {distance:0.00}, before training {before:0.00}");
        Assert.True(Math.Abs(x - CentreX) < 0.25 && Math.Abs(y - CentreY) < 0.25, found);
        Assert.True(distance > 0.5 * Deviation && distance < 0.7 * before, found);
    }

    /// <summary>The centre of many made points, and their distance from that of the real ones along an axis, root mean square.</summary>
    private static (double X, double Y, double Distance) Measure(PointGenerator generator, Random random)
    {
        const int Rounds = 20;
        float[] points = new float[2 * Batch];
        double x = 0, y = 0, squares = 0;
        for (int round = 0; round < Rounds; round++)
        {
            generator.Predict(Noise(random), points);
            for (int i = 0; i < Batch; i++)
            {
                x += points[2 * i] / (Rounds * Batch);
                y += points[2 * i + 1] / (Rounds * Batch);
                squares += (Math.Pow(points[2 * i] - CentreX, 2) + Math.Pow(points[2 * i + 1] - CentreY, 2)) / (2 * Rounds * Batch);
            }
        }

        return (x, y, Math.Sqrt(squares));
    }

    private static float[] Noise(Random random) => [.. Enumerable.Range(0, 4 * Batch).Select(_ => Normal(random))];

    private static float[] Real(Random random) =>
        [.. Enumerable.Range(0, 2 * Batch).Select(i => (i % 2 == 0 ? CentreX : CentreY) + Deviation * Normal(random))];

    private static float Normal(Random random) => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
