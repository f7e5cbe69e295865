namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Channels of a depthwise convolution that go through all rows together: as many as leave the rows that a kernel sees in the
/// first-level cache, so that each row is fetched once.
/// </summary>
/// <param name="Start">The first channel.</param>
/// <param name="End">One past the last channel.</param>
internal readonly record struct DepthwiseChannels(int Start, int End)
{
    /// <summary>Half of a first-level cache.</summary>
    private const int CacheFloats = 4096;

    /// <summary>The first ones.</summary>
    public static DepthwiseChannels First(in GroupedGeometry geometry)
    {
        int channels = CacheFloats / (geometry.KernelHeight * geometry.InputWidth) / Lanes.Count * Lanes.Count;
        return new DepthwiseChannels(0, Math.Clamp(channels, Lanes.Count, geometry.PaddedChannels));
    }

    /// <summary>Those behind them, which begin at <paramref name="channels"/>, the number of all, if there are none.</summary>
    public DepthwiseChannels Next(int channels) => new(End, Math.Min(2 * End - Start, channels));
}
