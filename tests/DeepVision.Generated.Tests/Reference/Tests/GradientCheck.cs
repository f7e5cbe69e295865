using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.Reference.Tests;

/// <summary>Compares the gradients of a reference network with central differences of its loss.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;
    private const double Tolerance = 1e-6;
    private const int Batch = 6;

    /// <summary>Checks a chain of layers.</summary>
    public static void Run(SampleShape input, ReferenceLoss loss, params Func<SampleShape, ReferenceLayer>[] layers) =>
        Run(ReferenceNetwork.Chain(input, loss, layers));

    /// <summary>
    /// Checks all parameters, and the input where it holds no tokens. The data are drawn anew until no ReLU or maximum lies so near its kink that a
    /// difference would straddle it.
    /// </summary>
    public static void Run(ReferenceNetwork network)
    {
        for (int seed = 1; seed <= 50; seed++)
        {
            Data data = Draw(network, seed);
            ReferencePass pass = Train(network, data);
            if (network.KinkDistance < 20 * Step)
                continue;

            Check(network, data, pass, seed);
            return;
        }

        Assert.Fail("No seed kept all values away from kinks.");
    }

    private static void Check(ReferenceNetwork network, Data data, ReferencePass pass, int seed)
    {
        // Copied before anything is perturbed: every pass writes the gradients anew.
        var checks = network.Parameters
            .Where(parameter => parameter.Value.IsTrainable)
            .Select(parameter => (parameter.Value.Values, Gradient: parameter.Value.Gradient.ToArray(), Name: $"{parameter.Key}, seed {seed}"));
        foreach ((double[] values, double[] gradient, string name) in checks.ToArray())
            Compare(network, data, values, gradient, name);

        if (network.VocabularyOf(0) == 0)
            Compare(network, data, data.Inputs.Values, pass.InputGradient.Values, $"input, seed {seed}");
    }

    private static void Compare(ReferenceNetwork network, Data data, double[] values, double[] gradient, string what)
    {
        double largest = gradient.Max(Math.Abs);
        for (int i = 0; i < values.Length; i++)
        {
            double kept = values[i];
            values[i] = kept + Step;
            double above = Train(network, data).Loss;
            values[i] = kept - Step;
            double below = Train(network, data).Loss;
            values[i] = kept;
            double difference = (above - below) / (2 * Step);
            Assert.True(
                Math.Abs(difference - gradient[i]) <= Tolerance * Math.Max(largest, 1e-3),
                $"{what}: value {i} has gradient {gradient[i]:R}, central difference {difference:R} (largest gradient {largest:R}).");
        }
    }

    private static ReferencePass Train(ReferenceNetwork network, Data data) =>
        network.Train(data.Inputs, data.Labels, data.Targets, seed: 7, step: 3);

    private static Data Draw(ReferenceNetwork network, int seed)
    {
        Random random = new(seed);
        foreach (ReferenceParameter parameter in network.Parameters.Values.Where(p => p.IsTrainable))
            for (int i = 0; i < parameter.Values.Length; i++)
                parameter.Values[i] = 1.2 * random.NextDouble() - 0.5;

        ReferenceTensor inputs = new(Batch, network.Input);
        float[] targets = new float[Batch * network.Output.Length];
        int[] labels = new int[Batch * network.Output.Height * network.Output.Width];
        for (int i = 0; i < inputs.Values.Length; i++)
            inputs.Values[i] = network.VocabularyOf(0) is > 0 and int size ? random.Next(size) : 2 * random.NextDouble() - 1;
        for (int i = 0; i < targets.Length; i++)
            targets[i] = random.NextSingle();
        for (int i = 0; network.Loss.TakesProbabilities && i < targets.Length; i += network.Output.Channels)
        {
            float sum = targets[i..(i + network.Output.Channels)].Sum();
            for (int c = 0; c < network.Output.Channels; c++)
                targets[i + c] /= sum;
        }

        for (int i = 0; i < labels.Length; i++)
            labels[i] = random.Next(network.Output.Channels);
        return new Data(inputs, labels, targets);
    }

    private sealed record Data(ReferenceTensor Inputs, int[] Labels, float[] Targets);
}
