using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

/// <summary>Functions of sixteen floats against double precision.</summary>
public class LaneMathTests
{
    private const int Seed = 12;

    [Fact]
    public void ExponentialsAreExactToTheLastPlaces() =>
        AssertClose(LaneMath.Exp, Math.Exp, [.. Values(-103, 88.7f), .. Values(-1, 1), 0, -0f, 88.72f, -87.3f, -103.9f], places: 2);

    [Fact]
    public void ExponentialsBeyondTheFloatsAreZeroInfinityAndNotANumber()
    {
        Vector512<float> results = LaneMath.Exp(Vector512.Create([
            float.NegativeInfinity, float.MinValue, -104.1f, -1000, 89, 1000, float.MaxValue, float.PositiveInfinity, float.NaN, -float.NaN, 0, 0, 0, 0, 0, 0]));
        for (int lane = 0; lane < 4; lane++)
            Assert.Equal(0, results[lane]);
        for (int lane = 4; lane < 8; lane++)
            Assert.Equal(float.PositiveInfinity, results[lane]);
        for (int lane = 8; lane < 10; lane++)
            Assert.Equal(float.NaN, results[lane]);
    }

    [Fact]
    public void LogarithmsOfOnePlusXAreExactToTheLastPlaces() =>
        AssertClose(LaneMath.LogOnePlus, x => x < 1e-5 ? x - x * x / 2 : Math.Log(1 + x), [.. Values(0, 1), .. Values(-30, 0).Select(MathF.Exp), 0, 1, 1e-38f, 1e-45f], places: 2);

    [Fact]
    public void ExponentialsMinusOneAreExactToTheLastPlaces() => AssertClose(
        LaneMath.ExpMinusOne, x => 2 * Math.Exp(x / 2) * Math.Sinh(x / 2),
        [.. Values(-110, 88.7f), .. Values(-1, 1), .. Values(-30, 0).Select(x => -MathF.Exp(x)), 0, -0f, 88.72f, -1e-38f, 1e-45f], places: 2);

    [Fact]
    public void ExponentialsMinusOneBeyondTheFloatsAreMinusOneInfinityAndNotANumber()
    {
        Vector512<float> results = LaneMath.ExpMinusOne(Vector512.Create([
            float.NegativeInfinity, float.MinValue, -104.1f, -1000, 89, 1000, float.MaxValue, float.PositiveInfinity, float.NaN, -float.NaN, 0, 0, 0, 0, 0, 0]));
        for (int lane = 0; lane < 4; lane++)
            Assert.Equal(-1, results[lane]);
        for (int lane = 4; lane < 8; lane++)
            Assert.Equal(float.PositiveInfinity, results[lane]);
        for (int lane = 8; lane < 10; lane++)
            Assert.Equal(float.NaN, results[lane]);
    }

    [Fact]
    public void LogarithmsAreExactToTheLastPlaces() => AssertClose(
        LaneMath.Log, x => Math.Log(x),
        [.. Values(0.5f, 2), .. Values(0.999f, 1.001f), .. Values(-80, 80).Select(MathF.Exp), 1, float.MaxValue, 1.2e-38f], places: 2);

    [Fact]
    public void LogarithmsOfWhatIsNotFiniteStayThat()
    {
        Vector512<float> results = LaneMath.Log(Vector512.Create(float.PositiveInfinity).WithElement(1, float.NaN).WithElement(2, -float.NaN));
        Assert.Equal((float.PositiveInfinity, float.NaN, float.NaN), (results[0], results[1], results[2]));
    }

    [Fact]
    public void SinesAndCosinesOfTurnsAreExactToTheLastPlaces()
    {
        // Of angles for which double precision knows the result to all places of a float.
        float[] turns = [.. Values(0, 1).Where(turn => Math.Abs(4 * turn - Math.Round(4 * turn)) > 1e-4f), 0];
        AssertClose(x => LaneMath.SineOfTurns(x, Vector512<int>.Zero), x => Math.Sin(2 * Math.PI * x), turns, places: 3);
        AssertClose(x => LaneMath.SineOfTurns(x, Vector512<int>.One), x => Math.Cos(2 * Math.PI * x), turns, places: 3);
    }

    [Fact]
    public void ErrorFunctionsAreExactToTheLastPlaces() => AssertClose(
        LaneMath.Erf, ErrorFunction,
        [.. Values(-6, 6), .. Values(-1, 1), .. Values(0.92f, 0.923f), .. Values(-30, 0).Select(MathF.Exp), 0, -0f, 4, -4, 1e-38f, 1e-45f], places: 2);

    [Fact]
    public void ErrorFunctionsSaturateAndNotANumberStays()
    {
        Vector512<float> results = LaneMath.Erf(Vector512.Create([
            4.1f, 1000, float.MaxValue, float.PositiveInfinity, -4.1f, -1000, float.MinValue, float.NegativeInfinity, float.NaN, -float.NaN, 0, 0, 0, 0, 0, 0]));
        for (int lane = 0; lane < 4; lane++)
            Assert.Equal(1, results[lane]);
        for (int lane = 4; lane < 8; lane++)
            Assert.Equal(-1, results[lane]);
        for (int lane = 8; lane < 10; lane++)
            Assert.Equal(float.NaN, results[lane]);
    }

    [Fact]
    public void SigmoidsAreExactToTheLastPlaces() =>
        AssertClose(LaneMath.Sigmoid, x => 1 / (1 + Math.Exp(-x)), [.. Values(-87, 87), .. Values(-1, 1), 0, -0f], places: 3);

    [Fact]
    public void HyperbolicTangentsAreExactToTheLastPlaces() =>
        AssertClose(LaneMath.Tanh, Math.Tanh, [.. Values(-10, 10), .. Values(-1, 1), .. Values(-30, 0).Select(MathF.Exp), 0, -0f, 1e-38f], places: 3);

    [Fact]
    public void SigmoidsAndTangentsSaturateAndNotANumberStays()
    {
        Vector512<float> inputs = Vector512.Create([1000, float.PositiveInfinity, -1000, float.NegativeInfinity, float.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0f]);
        Vector512<float> sigmoids = LaneMath.Sigmoid(inputs), tangents = LaneMath.Tanh(inputs);
        for (int lane = 0; lane < 2; lane++)
            Assert.Equal((1f, 1f), (sigmoids[lane], tangents[lane]));
        for (int lane = 2; lane < 4; lane++)
            Assert.Equal((0f, -1f), (sigmoids[lane], tangents[lane]));
        Assert.Equal((float.NaN, float.NaN), (sigmoids[4], tangents[4]));
    }

    [Fact]
    public void ASumAddsHalvesToHalves()
    {
        float[] values = [.. Values(-1, 1).Take(16)];
        float[] sums = [.. values];
        for (int length = 8; length > 0; length /= 2)
        {
            for (int i = 0; i < length; i++)
                sums[i] += sums[i + length];
        }

        Assert.Equal(BitConverter.SingleToInt32Bits(sums[0]), BitConverter.SingleToInt32Bits(Lanes.Sum(Vector512.Create(values))));
    }

    /// <summary>2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n + 1)).</summary>
    private static double ErrorFunction(double x)
    {
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static IEnumerable<float> Values(float low, float high)
    {
        Random random = new(Seed);
        return Enumerable.Range(0, 10_000).Select(_ => low + (high - low) * random.NextSingle());
    }

    private static void AssertClose(Func<Vector512<float>, Vector512<float>> ours, Func<double, double> exact, float[] values, int places)
    {
        foreach (float x in values)
        {
            float actual = ours(Vector512.Create(x))[0];
            double expected = exact(x);
            float rounded = MathF.Abs((float)expected);
            double place = Math.Max(MathF.BitIncrement(rounded) - (double)rounded, float.Epsilon);
            Assert.True(Math.Abs(actual - expected) <= places * place, FormattableString.Invariant($"For {x:R} it is {actual:R}, not {expected:R}, seed {Seed}."));
        }
    }
}
