using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels.Winograd;

/// <summary>The units of a Winograd convolution as workers may happen to take them.</summary>
internal static class CutPasses
{
    /// <summary>From the last unit to the first, by threes: some begin in the middle of a pair, some go on with the tiles before, and some reach over two passes.</summary>
    public static IEnumerable<WinogradPass> Of(WinogradGeometry geometry, int samples)
    {
        WinogradPass pass = new(geometry, samples);
        for (int end = pass.Units; end > 0; end -= 3)
        {
            pass.Take(Math.Max(0, end - 3), end);
            while (pass.MoveNext())
                yield return pass;
        }
    }
}
