namespace DeepVision.Generated.Tests.Networks;

/// <summary>Initial weights by an initialiser of the user's own.</summary>
public class WeightInitializerTests
{
    [Fact]
    public void EveryTensorGetsWhatTheInitializerWrites()
    {
        using FourNamedLayers net = new(seed: 5);
        List<string> called = [];

        net.InitializeWeights((tensor, _, values) =>
        {
            called.Add(tensor.Name);
            for (int i = 0; i < values.Length; i++)
                values[i] = tensor.Shape.Count + i / 100f;
        });

        Assert.Equal(net.Architecture.Parameters.Where(tensor => tensor.Group != ParameterGroup.Statistics).Select(tensor => tensor.Name), called);
        Assert.Equal([.. Enumerable.Range(0, 48).Select(i => 2 + i / 100f)], net.First.Weight);
        Assert.Equal([1, 1.01f, 1.02f], net.Scores.Bias);
        Assert.All(net.BatchNorm1.RunningVariance, value => Assert.Equal(1, value));
    }

    [Fact]
    public void WhatItLeavesAloneStays()
    {
        using TwoNamedLayers net = new(seed: 5), untouched = new(seed: 5);
        float[] found = [];

        net.InitializeWeights((tensor, _, values) =>
        {
            if (tensor.Name == "first.weight")
                found = values.ToArray();
            else if (tensor.Name == "scores.weight")
                values.Clear();
        });

        Assert.Equal(untouched.First.Weight, found);
        Assert.Equal(untouched.First.Weight, net.First.Weight);
        Assert.All(net.Scores.Weight, value => Assert.Equal(0, value));
    }

    [Fact]
    public void RandomNumbersDependOnTheSeedAndTheNameAlone()
    {
        using TwoNamedLayers two = new(seed: 5), other = new(seed: 6);
        using FourNamedLayers four = new(seed: 5);
        foreach (Network net in (Network[])[two, other, four])
            net.InitializeWeights(Draw);

        Assert.Equal(two.First.Weight, four.First.Weight);
        Assert.Equal(two.Scores.Weight, four.Scores.Weight);
        Assert.NotEqual(two.First.Weight, other.First.Weight);
        Assert.NotEqual(four.First.Weight[..36], four.Added.Weight);

        static void Draw(ParameterTensor tensor, WeightRandom random, Span<float> values)
        {
            foreach (ref float value in values)
                value = random.Normal();
        }
    }

    [Fact]
    public void RandomNumbersHaveTheirDistribution()
    {
        WeightRandom random = new(seed: 3, "dense_1.weight");
        float[] normal = [.. Enumerable.Range(0, 10_000).Select(_ => random.Normal(2, 0.5f))];
        float[] uniform = [.. Enumerable.Range(0, 10_000).Select(_ => random.Uniform(-1, 3))];

        // Standard errors of 10,000 draws: 1 % of the deviation for the mean, 1.4 % and less for the variances.
        Assert.Equal(2, normal.Average(), 0.02);
        Assert.Equal(0.25, normal.Average(value => Math.Pow(value - 2, 2)), 0.25 * 0.06);
        Assert.Equal(1, uniform.Average(), 0.05);
        Assert.Equal(16 / 12.0, uniform.Average(value => Math.Pow(value - 1, 2)), 16 / 12.0 * 0.04);
        Assert.InRange(uniform.Min(), -1, -0.99f);
        Assert.InRange(uniform.Max(), 2.99f, 3);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(float.NaN, 1)]
    [InlineData(0, float.PositiveInfinity)]
    public void LimitsThatAreNoneAreRefused(float low, float high) =>
        Assert.Contains("finite limits", Assert.Throws<ArgumentException>(() => new WeightRandom(1, "w").Uniform(low, high)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, -1)]
    [InlineData(float.NaN, 1)]
    [InlineData(0, float.NaN)]
    public void DeviationsThatAreNoneAreRefused(float mean, float deviation) =>
        Assert.Contains("deviation of 0 or more", Assert.Throws<ArgumentException>(() => new WeightRandom(1, "w").Normal(mean, deviation)).Message, StringComparison.Ordinal);

    [Fact]
    public void AnInitializerThatThrowsChangesNothing()
    {
        using TwoNamedLayers net = new(seed: 5), untouched = new(seed: 5);

        Assert.Throws<FormatException>(() => net.InitializeWeights((tensor, _, values) =>
        {
            values.Clear();
            if (tensor.Name == "scores.bias")
                throw new FormatException();
        }));

        Assert.Equal(untouched.First.Weight, net.First.Weight);
        Assert.Equal(untouched.Scores.Weight, net.Scores.Weight);
        net.InitializeWeights((_, _, values) => values.Clear());
        Assert.All(net.First.Weight, value => Assert.Equal(0, value));
    }

    [Fact]
    public void ADisposedNetworkRefuses()
    {
        TwoNamedLayers net = new(seed: 5);
        net.Dispose();
        Assert.Throws<ObjectDisposedException>(() => net.InitializeWeights((_, _, _) => { }));
    }
}
