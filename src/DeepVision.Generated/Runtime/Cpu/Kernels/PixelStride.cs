namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The distance of two pixels of an operand, where kernels take one: 0 where pixels lie side by side, more than a pixel's own floats where
/// they lie among the channels of others.
/// </summary>
internal static class PixelStride
{
    /// <summary>The distance in floats.</summary>
    /// <param name="given">The argument.</param>
    /// <param name="stride">Floats of a pixel, padding included.</param>
    public static int Of(int given, int stride) => given == 0 ? stride : given;
}
