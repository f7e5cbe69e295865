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
