namespace DeepVision.Generated.Tests.Sequences;

/// <summary>What networks over sequences give, in several ways that must come to the same.</summary>
internal static class Outputs
{
    private const double Tolerance = 1e-5;

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);
    }
}
