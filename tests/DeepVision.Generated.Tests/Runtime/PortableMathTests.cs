using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Runtime;

/// <summary>Functions of our own against the framework's.</summary>
public class PortableMathTests
{
    private const int Seed = 11;

    [Fact]
    public void ExponentialsAreExactToTheLastPlaces() =>
        AssertClose(PortableMath.Exp, Math.Exp, Values(-745, 709).Concat([0, -0.0, 1, -1, 1e-300, 709.78, -708.4]));

    [Fact]
    public void LogarithmsAreExactToTheLastPlaces() =>
        AssertClose(PortableMath.Log, Math.Log, Values(-700, 700).Select(Math.Exp).Concat(Values(0.5, 2)).Concat([1, 2, 0.5, double.Epsilon, double.MaxValue, Math.Sqrt(2), Math.Sqrt(0.5)]));

    /// <summary>log(1 + x) = 2·artanh(x / (2 + x)), a series that keeps the digits of a small x.</summary>
    [Fact]
    public void LogarithmsNearOneKeepTheirDigits()
    {
        foreach (double x in Values(0, 1).Concat([0, 1e-300, 1e-20, 1e-16, 1e-9, 1e-5, 0.01, 1]))
        {
            double expected = Enumerable.Range(0, 20).Sum(n => 2 * Math.Pow(x / (2 + x), 2 * n + 1) / (2 * n + 1)), actual = PortableMath.LogOnePlus(x);
            Assert.True(Math.Abs(actual - expected) <= 2e-15 * expected, $"For {x:R} it is {actual:R}, not {expected:R}, seed {Seed}.");
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(-1000)]
    public void ValuesAtAndBeyondTheEdgesGiveWhatTheFrameworkGives(double x)
    {
        Assert.Equal(Math.Exp(x), PortableMath.Exp(x));
        Assert.Equal(Math.Log(x), PortableMath.Log(x));
    }

    [Fact]
    public void SinesAndCosinesAreExactToTheLastPlaces()
    {
        foreach (double turns in Values(-2, 2).Concat([0, 0.125, 0.25, 0.375, 0.5, 0.75, 1]))
        {
            (double sine, double cosine) = PortableMath.SinCosOfTurns(turns);
            Assert.True(Math.Abs(sine - Math.Sin(2 * Math.PI * turns)) < 4e-15, $"sine of {turns:R} turns, seed {Seed}: {sine:R}");
            Assert.True(Math.Abs(cosine - Math.Cos(2 * Math.PI * turns)) < 4e-15, $"cosine of {turns:R} turns, seed {Seed}: {cosine:R}");
        }
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.999)]
    [InlineData(1)]
    [InlineData(1.01)]
    [InlineData(0)]
    public void PowersAreRepeatedProducts(double factor)
    {
        foreach (long exponent in new[] { 0L, 1, 2, 3, 10, 1000, 12345, 1_000_000 })
        {
            double expected = Math.Pow(factor, exponent), actual = PortableMath.Power(factor, exponent);
            Assert.True(actual == expected || Math.Abs(actual - expected) <= 1e-15 * (exponent + 1) * expected, $"{factor}^{exponent} is {expected:R}, not {actual:R}.");
        }
    }

    private static IEnumerable<double> Values(double low, double high)
    {
        Random random = new(Seed);
        return Enumerable.Range(0, 10_000).Select(_ => low + (high - low) * random.NextDouble());
    }

    private static void AssertClose(Func<double, double> ours, Func<double, double> theirs, IEnumerable<double> values)
    {
        foreach (double x in values)
        {
            double expected = theirs(x), actual = ours(x);
            double place = Math.Max(Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected), double.Epsilon);
            Assert.True(Math.Abs(actual - expected) <= 3 * place, $"For {x:R} it is {actual:R}, not {expected:R}, seed {Seed}.");
        }
    }
}
