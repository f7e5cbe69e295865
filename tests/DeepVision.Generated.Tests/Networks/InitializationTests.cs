using System.Text;

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
    private const double Deviation = 0.25;

    private static readonly LayerInfo s_layer = new("dense_1", "Dense(1)", [LayerInfo.NetworkInput], new TensorShape(1), 0, 0, new OperationInfo.Dense());

    [Theory]
    [InlineData(Initializer.HeUniform, 6.0 / FanIn / 3)]
    [InlineData(Initializer.HeNormal, 2.0 / FanIn)]
    [InlineData(Initializer.GlorotUniform, 6.0 / (FanIn + FanOut) / 3)]
    [InlineData(Initializer.GlorotNormal, 2.0 / (FanIn + FanOut))]
    [InlineData(Initializer.LeCunUniform, 3.0 / FanIn / 3)]
    [InlineData(Initializer.LeCunNormal, 1.0 / FanIn)]
    // What two deviations leave of a variance of 1: 1 − 4φ(2) / (2Φ(2) − 1) = 1 − 4 · 0.0539909665 / 0.9544997361.
    [InlineData(Initializer.TruncatedNormal, Deviation * Deviation * 0.7737412)]
    // Of columns of length 1 with as many values as there are outputs.
    [InlineData(Initializer.Orthogonal, 1.0 / FanOut)]
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
    [InlineData(Initializer.LeCunUniform, 3.0 / FanIn)]
    [InlineData(Initializer.TruncatedNormal, 4 * Deviation * Deviation)]
    public void DrawsStayWithinAndReachTheirLimit(Initializer initializer, double squaredLimit)
    {
        double largest = Draw(initializer, seed: 3).Max(MathF.Abs);
        Assert.InRange(largest, 0.99 * Math.Sqrt(squaredLimit), 1.000001 * Math.Sqrt(squaredLimit));
    }

    [Fact]
    public void ConstantsAreConstant()
    {
        Assert.All(Draw(Initializer.Zeros, 3), value => Assert.Equal(0, value));
        Assert.All(Draw(Initializer.Ones, 3), value => Assert.Equal(1, value));
        Assert.All(Draw(Initializer.Constant, 3), value => Assert.Equal((float)Deviation, value));
    }

    /// <summary>The second of four gates.</summary>
    [Fact]
    public void ForgetGatesBeginOpen() => Assert.Equal(
        [.. Enumerable.Repeat(0f, 6), .. Enumerable.Repeat(1f, 6), .. Enumerable.Repeat(0f, 12)],
        Draw(Initializer.ForgetGate, 3, WeightLayout.Vector(24), [24]));

    /// <summary>Vaswani et al. 2017, section 3.5; the first three numbers of step 1 are those of tables.</summary>
    [Fact]
    public void PositionsAreSinesAndCosines()
    {
        (int steps, int features) = (40, 7);
        WeightLayout layout = new(steps, features, 1, 1, 16, 1);
        ParameterTensor tensor = Tensor(Initializer.Sinusoidal, layout) with { Shape = [steps, features], InitializerArgument = 10_000 };
        float[] values = new ParameterBuffer(Architecture(Initializer.Sinusoidal, layout) with { Parameters = [tensor] }, seed: 1).Read(tensor);

        for (int step = 0; step < steps; step++)
            for (int feature = 0; feature < features; feature++)
            {
                double angle = step / Math.Pow(10_000, feature / 2 * 2.0 / features);
                Assert.Equal(feature % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle), values[step * features + feature], 1e-6);
            }

        Assert.Equal([0.841471f, 0.540302f], values[features..(features + 2)].Select(value => MathF.Round(value, 6)));
    }

    /// <summary>The formulas of Box and Muller over Philox, in the library's counters: numbers of other weights may not change either.</summary>
    [Fact]
    public void NormalDrawsAreTheirFormula()
    {
        ulong stream = Encoding.UTF8.GetBytes("dense_1.weight").Aggregate(14695981039346656037, (hash, value) => unchecked((hash ^ value) * 1099511628211));
        float[] normal = Draw(Initializer.LeCunNormal, 3), truncated = Draw(Initializer.TruncatedNormal, 3);
        int redrawn = 0;
        for (uint i = 0; i < 200; i++)
        {
            (double first, double second) = Pair(i / 2, 0);
            Assert.Equal((i % 2 == 0 ? first : second) / Math.Sqrt(FanIn), normal[i], 1e-7);

            (first, second) = Pair(i, 0);
            if (Math.Abs(first) > 2)
                redrawn++;
            for (uint attempt = 1; Math.Min(Math.Abs(first), Math.Abs(second)) > 2; attempt++)
                (first, second) = Pair(i, attempt);
            Assert.Equal((Math.Abs(first) <= 2 ? first : second) * Deviation, truncated[i], 1e-7);
        }

        Assert.InRange(redrawn, 1, 30);

        (double, double) Pair(uint block, uint attempt)
        {
            uint[] words = Reference.Philox.Block([block, attempt, (uint)stream, (uint)(stream >> 32)], [3, 1]);
            double radius = Math.Sqrt(-2 * Math.Log((words[0] + 0.5) / 4294967296)), angle = 2 * Math.PI * (words[1] + 0.5) / 4294967296;
            return (radius * Math.Cos(angle), radius * Math.Sin(angle));
        }
    }

    /// <summary>Of the fewer ones of rows and columns, each has length 1 and none a part in the direction of another.</summary>
    [Theory]
    [InlineData(40, 40)]
    [InlineData(7, 90)]
    [InlineData(90, 7)]
    [InlineData(1, 5)]
    [InlineData(300, 33)]
    public void OrthogonalMatricesAre(int rows, int columns)
    {
        float[] values = Draw(Initializer.Orthogonal, 3, new WeightLayout(rows, columns, 1, 1, columns, 16), [rows, columns]);
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = Enumerable.Range(0, length).Sum(k => rows <= columns
                    ? (double)values[i * columns + k] * values[j * columns + k]
                    : (double)values[k * columns + i] * values[k * columns + j]);
                Assert.Equal(i == j ? 1 : 0, product, 1e-6);
            }
        }
    }

    /// <summary>The first row of a QR decomposition with a positive diagonal is the first row of what is decomposed, brought to length 1.</summary>
    [Fact]
    public void OrthogonalMatricesPreferNoDirection()
    {
        WeightLayout layout = new(6, 20, 1, 1, 20, 16);
        float[] normal = Draw(Initializer.LeCunNormal, 3, layout, [6, 20])[..20], orthogonal = Draw(Initializer.Orthogonal, 3, layout, [6, 20])[..20];
        double norm = Math.Sqrt(normal.Sum(value => (double)value * value));
        for (int i = 0; i < 20; i++)
            Assert.Equal(normal[i] / norm, orthogonal[i], 1e-6);
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

    private static float[] Draw(Initializer initializer, int seed) => Draw(initializer, seed, new WeightLayout(FanOut, FanIn, 1, 1, FanIn, 32), [FanOut, FanIn]);

    private static float[] Draw(Initializer initializer, int seed, WeightLayout layout, int[] shape)
    {
        ParameterTensor tensor = Tensor(initializer, layout) with { Shape = shape };
        return new ParameterBuffer(Architecture(initializer, layout) with { Parameters = [tensor] }, seed).Read(tensor);
    }

    private static NetworkArchitecture Architecture(Initializer initializer, WeightLayout layout) =>
        new("Test", new TensorShape(1), new TensorShape(1), [s_layer], [Tensor(initializer, layout)], layout.PackedLength, 0, layout.PackedLength);

    private static ParameterTensor Tensor(Initializer initializer, WeightLayout layout) =>
        new("dense_1.weight", 0, [layout.Count], layout, 0, initializer, FanIn, FanOut) { InitializerArgument = (float)Deviation };
}
