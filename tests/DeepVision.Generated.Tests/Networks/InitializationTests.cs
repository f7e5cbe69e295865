namespace DeepVision.Generated.Tests.Networks;

/// <summary>Two layers with names.</summary>
[Network(6)]
[Dense(8, Name = "first"), ReLU]
[Dense(3, Name = "scores"), SoftmaxCrossEntropy]
public partial class TwoNamedLayers;

/// <summary>The same layers, and others before and between them.</summary>
[Network(6)]
[Dense(6, Name = "added"), BatchNorm, Tanh]
[Dense(8, Name = "first"), BatchNorm, ReLU]
[Dense(8, Name = "second"), ReLU]
[Dense(3, Name = "scores"), SoftmaxCrossEntropy]
public partial class FourNamedLayers;

public class InitializationTests
{
    private const int FanIn = 50;
    private const int FanOut = 150;

    [Theory]
    [InlineData(Initializer.HeUniform, 6.0 / FanIn / 3)]
    [InlineData(Initializer.HeNormal, 2.0 / FanIn)]
    [InlineData(Initializer.GlorotUniform, 6.0 / (FanIn + FanOut) / 3)]
    [InlineData(Initializer.GlorotNormal, 2.0 / (FanIn + FanOut))]
    public void DrawsHaveTheVarianceOfTheirPaper(Initializer initializer, double variance)
    {
        float[] values = Draw(initializer, seed: 3);
        double mean = values.Average();
        double measured = values.Average(value => (value - mean) * (value - mean));

        // 7500 draws: the mean's standard error is 1.2 % of the deviation, the variance's 1.6 % for normal draws.
        Assert.True(Math.Abs(mean) < 0.05 * Math.Sqrt(variance), $"mean {mean}");
        Assert.True(Math.Abs(measured / variance - 1) < 0.08, $"variance {measured} instead of {variance}");
    }

    [Theory]
    [InlineData(Initializer.HeUniform, 6.0 / FanIn)]
    [InlineData(Initializer.GlorotUniform, 6.0 / (FanIn + FanOut))]
    public void UniformDrawsStayWithinAndReachTheirLimit(Initializer initializer, double squaredLimit)
    {
        double largest = Draw(initializer, seed: 3).Max(MathF.Abs);
        Assert.InRange(largest, 0.99 * Math.Sqrt(squaredLimit), 1.000001 * Math.Sqrt(squaredLimit));
    }

    [Fact]
    public void ConstantsAreConstant()
    {
        Assert.All(Draw(Initializer.Zeros, 3), value => Assert.Equal(0, value));
        Assert.All(Draw(Initializer.Ones, 3), value => Assert.Equal(1, value));
    }

    [Fact]
    public void TheSeedDecides()
    {
        Assert.Equal(Draw(Initializer.HeNormal, 5), Draw(Initializer.HeNormal, 5));
        Assert.NotEqual(Draw(Initializer.HeNormal, 5), Draw(Initializer.HeNormal, 6));
    }

    [Fact]
    public void LayersOfTheSameNameBeginAlikeWhateverStandsAroundThem()
    {
        using TwoNamedLayers two = new(seed: 5);
        using FourNamedLayers four = new(seed: 5);
        Assert.Equal(two.First.Weight, four.First.Weight);
        Assert.Equal(two.Scores.Weight, four.Scores.Weight);
        Assert.NotEqual(four.First.Weight[..36], four.Added.Weight);
    }

    /// <summary>Freezing a layer moves its tensors to the end of the table.</summary>
    [Fact]
    public void NeitherPlaceNorGroupOfATensorRedrawsIt()
    {
        WeightLayout layout = new(20, 3, 3, 3, 3, 16);
        ParameterTensor Named(string name, int place, ParameterGroup group) =>
            Tensor(Initializer.HeNormal, layout) with { Name = name, Offset = place * layout.PackedLength, Group = group };
        ParameterTensor[] trained = [Named("a.weight", 0, ParameterGroup.Trained), Named("b.weight", 1, ParameterGroup.Trained)];
        ParameterTensor[] frozen = [Named("b.weight", 0, ParameterGroup.Trained), Named("a.weight", 1, ParameterGroup.Frozen)];
        ParameterBuffer Draw(ParameterTensor[] tensors) => new(Architecture(Initializer.HeNormal, layout) with { Parameters = tensors, StorageLength = 2 * layout.PackedLength }, 3);

        ParameterBuffer first = Draw(trained), second = Draw(frozen);
        Assert.Equal(first.Read(trained[0]), second.Read(frozen[1]));
        Assert.Equal(first.Read(trained[1]), second.Read(frozen[0]));
        Assert.NotEqual(first.Read(trained[0]), first.Read(trained[1]));
    }

    [Fact]
    public void PackingDoesntChangeTheLogicalValuesAndPaddingIsZero()
    {
        WeightLayout narrow = new(20, 3, 3, 3, 3, 16), wide = new(20, 3, 3, 3, 8, 64);
        var first = new ParameterBuffer(Architecture(Initializer.HeNormal, narrow), 3);
        var second = new ParameterBuffer(Architecture(Initializer.HeNormal, wide), 3);
        Assert.Equal(first.Read(Tensor(Initializer.HeNormal, narrow)), second.Read(Tensor(Initializer.HeNormal, wide)));
        Assert.Equal(narrow.Count, first.Values.ToArray().Count(value => value != 0));
        Assert.Equal(wide.Count, second.Values.ToArray().Count(value => value != 0));
    }

    private static float[] Draw(Initializer initializer, int seed)
    {
        var layout = new WeightLayout(FanOut, FanIn, 1, 1, FanIn, 32);
        return new ParameterBuffer(Architecture(initializer, layout), seed).Read(Tensor(initializer, layout));
    }

    private static NetworkArchitecture Architecture(Initializer initializer, WeightLayout layout) =>
        new("Test", new TensorShape(1), new TensorShape(1), [], [Tensor(initializer, layout)], layout.PackedLength, 0, layout.PackedLength);

    private static ParameterTensor Tensor(Initializer initializer, WeightLayout layout) =>
        new("dense_1.weight", 0, [layout.Count], layout, 0, initializer, FanIn, FanOut);
}
