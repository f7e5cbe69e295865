namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Products that may be larger than any integer.</summary>
internal static class Sizes
{
    /// <summary>Values that fit one buffer: the longest array.</summary>
    public const int Limit = 0x7FFFFFC7;

    /// <summary>The largest kernel, stride, dilation or padding: the square still fits an int.</summary>
    public const int PixelLimit = 32767;

    /// <summary>Positions in the largest window of a max pooling: a byte tells which of them won, or that none did.</summary>
    public const int LargestMaxWindow = 255;

    /// <summary>The product, exact as long as it matters.</summary>
    public static double Product(params int[] factors) => factors.Aggregate(1.0, (product, factor) => product * factor);

    /// <summary>The product, at most <see cref="long.MaxValue"/>.</summary>
    public static long Saturated(params int[] factors) => Product(factors) is var product && product < 9e18 ? (long)product : long.MaxValue;

    /// <summary>So many times a number, at most <see cref="long.MaxValue"/>.</summary>
    public static long Times(int factor, long number) => number > long.MaxValue / factor ? long.MaxValue : factor * number;

    /// <summary>The next multiple of the channels that lie in memory side by side.</summary>
    public static int Padded(int channels, int lanes) => (int)Math.Min(int.MaxValue, ((long)channels + lanes - 1) / lanes * lanes);
}
