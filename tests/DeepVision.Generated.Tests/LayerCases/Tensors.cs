using System.Globalization;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>Compares tensors and says where they differ.</summary>
internal static class Tensors
{
    /// <summary>
    /// Demands max|a − b| ≤ tolerance · max|b|.
    /// </summary>
    /// <param name="leastScale">
    /// Stands in for max|b| where that is smaller. Some gradients vanish in exact arithmetic, like that of a bias in front
    /// of BatchNorm; rounding errors are then measured against the network's other gradients.
    /// </param>
    public static void AssertClose(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, double tolerance, string what, double leastScale = 1e-12)
    {
        Assert.True(actual.Length == expected.Length, $"{what}: {actual.Length} values, expected {expected.Length}.");
        double scale = leastScale;
        double worst = 0;
        int at = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(expected[i]));
            double error = Math.Abs(actual[i] - expected[i]);
            if (error > worst || double.IsNaN(error))
                (worst, at) = (double.IsNaN(error) ? double.PositiveInfinity : error, i);
        }

        string message = string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: error {worst / scale:0.00E+0} of the largest value, allowed {tolerance:0E+0}. "
            + $"Largest difference at {at} of {actual.Length}: {(at < actual.Length ? actual[at] : 0):R}, expected {(at < expected.Length ? expected[at] : 0):R}.");
        Assert.True(worst <= tolerance * scale, message);
    }

    /// <summary>Demands the same bits.</summary>
    public static void AssertSame(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, string what)
    {
        Assert.True(actual.Length == expected.Length, $"{what}: {actual.Length} values, expected {expected.Length}.");
        for (int i = 0; i < actual.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(actual[i]) != BitConverter.SingleToInt32Bits(expected[i]))
            {
                Assert.Fail(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}: value {i} of {actual.Length} is {actual[i]:R}, expected the same bits as {expected[i]:R}."));
            }
        }
    }
}
